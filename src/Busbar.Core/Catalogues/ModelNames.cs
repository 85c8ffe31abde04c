namespace Busbar.Core.Catalogues;

/// <summary>The names of all makes and models of a catalogue: what people type, and what vendors write, finds models.</summary>
public sealed class ModelNames<TModel> where TModel : class, INamed
{
    private readonly IReadOnlyList<(TModel Model, SearchedName Name)> searched;
    private readonly IReadOnlyList<MakeNames<TModel>> names;
    private readonly Func<TModel, IEnumerable<string>, bool> isAnother;

    /// <param name="isAnother">Whether words of a vendor that the model's name does not have make it another one; none do where this is left out.</param>
    public ModelNames(IEnumerable<IMake<TModel>> makes, Func<TModel, IEnumerable<string>, bool>? isAnother = null)
    {
        searched = [.. makes.SelectMany(Searched)];
        names = [.. makes.Select(make => new MakeNames<TModel>(make))];
        this.isAnother = isAnother ?? ((_, _) => false);
    }

    /// <summary>As the catalogues list them.</summary>
    public static IReadOnlyList<TMake> Sorted<TMake>(IEnumerable<TMake> makes) where TMake : IMake<TModel> =>
        [.. makes.OrderBy(make => NameWords.Joined(make.Name), StringComparer.Ordinal)];

    /// <summary>
    /// The models in whose name, make and model together, each word of the text begins a word; best first. Case, accents and
    /// punctuation do not count: <c>skoda enyaq</c>, <c>Citroen e-C4</c>. No words find all.
    /// </summary>
    public IReadOnlyList<TModel> Search(string words)
    {
        var asked = NameWords.Of(words);
        return [.. searched.Select(one => (one.Model, Rank: NameSearch.Rank(asked, one.Name))).Where(found => found.Rank is not null)
            .OrderByDescending(found => found.Rank).Select(found => found.Model).DistinctBy(model => model.Id)];
    }

    /// <summary>The model that a vendor's text names; null where it names none, or not for sure.</summary>
    /// <param name="brand">A brand's id, or the name of a make: <c>volkswagen</c>, <c>VW</c>.</param>
    public TModel? Of(string brand, string text) =>
        names.Where(make => make.IsFor(brand)).Select(make => ModelNaming.Find(make, text, isAnother)).OfType<TModel>().ToList() is [var only] ? only : null;

    private static IEnumerable<(TModel, SearchedName)> Searched(IMake<TModel> make) =>
        from model in make.Models
        from ofMake in make.Also.Prepend(make.Name)
        from ofModel in model.Also.Prepend(model.Name)
        select (model, SearchedName.Of(ofMake, ofModel));
}
