using Busbar.Core.Catalogues;

namespace Busbar.Core.Vehicles;

/// <summary>
/// The cars that there are: makes, their models, and trims of these. It does not change while the server runs, and it is the
/// same for all tenants.
/// </summary>
public sealed class VehicleCatalogue
{
    private readonly Dictionary<Guid, VehicleMake> makes;
    private readonly Dictionary<Guid, VehicleModel> models;
    private readonly Dictionary<Guid, VehicleTrim> trims;
    private readonly ModelNames<VehicleModel> names;

    public VehicleCatalogue(IEnumerable<VehicleMake> all)
    {
        Makes = ModelNames<VehicleModel>.Sorted(all);
        makes = Makes.ToDictionary(make => make.Id);
        models = Makes.SelectMany(make => make.Models).ToDictionary(model => model.Id);
        trims = models.Values.SelectMany(model => model.Trims).ToDictionary(trim => trim.Id);
        names = new ModelNames<VehicleModel>(Makes, VehicleNaming.IsAnother);
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<VehicleMake> Makes { get; }

    public VehicleMake? Make(Guid id) => makes.GetValueOrDefault(id);

    public VehicleModel? Model(Guid id) => models.GetValueOrDefault(id);

    public VehicleTrim? Trim(Guid id) => trims.GetValueOrDefault(id);

    /// <inheritdoc cref="ModelNames{TModel}.Search"/>
    public IReadOnlyList<VehicleModel> Search(string words) => names.Search(words);

    /// <inheritdoc cref="ModelNames{TModel}.Of"/>
    public VehicleModel? Of(string brand, string text) => names.Of(brand, text);
}
