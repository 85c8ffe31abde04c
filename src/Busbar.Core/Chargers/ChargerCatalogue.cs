using Busbar.Core.Catalogues;
using Busbar.Core.Devices;

namespace Busbar.Core.Chargers;

/// <summary>The chargers that there are: makes and their models. It does not change while the server runs, and it is the same for all tenants.</summary>
public sealed class ChargerCatalogue
{
    private readonly Dictionary<Guid, ChargerMake> makes;
    private readonly Dictionary<Guid, ChargerModel> models;
    private readonly ModelNames<ChargerModel> names;

    public ChargerCatalogue(IEnumerable<ChargerMake> all)
    {
        Makes = ModelNames<ChargerModel>.Sorted(all);
        makes = Makes.ToDictionary(make => make.Id);
        models = Makes.SelectMany(make => make.Models).ToDictionary(model => model.Id);
        names = new ModelNames<ChargerModel>(Makes);
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<ChargerMake> Makes { get; }

    public ChargerMake? Make(Guid id) => makes.GetValueOrDefault(id);

    public ChargerModel? Model(Guid id) => models.GetValueOrDefault(id);

    /// <inheritdoc cref="ModelNames{TModel}.Search"/>
    public IReadOnlyList<ChargerModel> Search(string words) => names.Search(words);

    /// <inheritdoc cref="ModelNames{TModel}.Of"/>
    public ChargerModel? Of(string brand, string text) => names.Of(brand, text);

    /// <summary>The model of a linked charger, as its brand tells it; a station that dials in is of no maker's brand, and tells its maker as its name.</summary>
    public ChargerModel? Of(Device charger) =>
        charger.Model is not { } text ? null : Of(charger.Brand, text) ?? (charger.Name is { } maker ? Of(maker, text) : null);
}
