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
    private readonly IReadOnlyList<(VehicleModel Model, SearchedName Name)> searched;
    private readonly IReadOnlyList<MakeNames> names;

    public VehicleCatalogue(IEnumerable<VehicleMake> all)
    {
        Makes = [.. all.OrderBy(make => VehicleWords.Joined(make.Name), StringComparer.Ordinal)];
        makes = Makes.ToDictionary(make => make.Id);
        models = Makes.SelectMany(make => make.Models).ToDictionary(model => model.Id);
        trims = models.Values.SelectMany(model => model.Trims).ToDictionary(trim => trim.Id);
        searched = [.. Makes.SelectMany(Searched)];
        names = [.. Makes.Select(make => new MakeNames(make))];
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<VehicleMake> Makes { get; }

    public VehicleMake? Make(Guid id) => makes.GetValueOrDefault(id);

    public VehicleModel? Model(Guid id) => models.GetValueOrDefault(id);

    public VehicleTrim? Trim(Guid id) => trims.GetValueOrDefault(id);

    /// <summary>
    /// The models in whose name, make and model together, each word of the text begins a word; best first. Case, accents and
    /// punctuation do not count: <c>skoda enyaq</c>, <c>Citroen e-C4</c>. No words find all.
    /// </summary>
    public IReadOnlyList<VehicleModel> Search(string words)
    {
        var asked = VehicleWords.Of(words);
        return [.. searched.Select(one => (one.Model, Rank: VehicleSearch.Rank(asked, one.Name))).Where(found => found.Rank is not null)
            .OrderByDescending(found => found.Rank).Select(found => found.Model).DistinctBy(model => model.Id)];
    }

    /// <summary>The model that a vendor's text names; null where it names none, or not for sure.</summary>
    /// <param name="brand">A brand's id, or the name of a make: <c>volkswagen</c>, <c>VW</c>.</param>
    public VehicleModel? Of(string brand, string text) =>
        names.Where(make => make.IsFor(brand)).Select(make => VehicleNaming.Find(make, text)).OfType<VehicleModel>().ToList() is [var only] ? only : null;

    private static IEnumerable<(VehicleModel, SearchedName)> Searched(VehicleMake make) =>
        from model in make.Models
        from ofMake in make.Also.Prepend(make.Name)
        from ofModel in model.Also.Prepend(model.Name)
        select (model, SearchedName.Of(ofMake, ofModel));
}
