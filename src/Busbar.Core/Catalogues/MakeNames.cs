namespace Busbar.Core.Catalogues;

/// <summary>The names of a make and of its models, made ready for texts of vendors.</summary>
public sealed class MakeNames<TModel> where TModel : INamed
{
    private readonly IReadOnlyList<IReadOnlyList<string>> names;
    private readonly HashSet<string> brands;

    public MakeNames(IMake<TModel> make)
    {
        names = [.. make.Also.Prepend(make.Name).Select(NameWords.Of)];
        brands = [.. make.Also.Append(make.Name).Append(make.Brand ?? make.Name).Select(NameWords.Joined)];
        Keys = [.. make.Models.SelectMany(model => model.Also.Prepend(model.Name).SelectMany(name => Without(NameWords.Of(name))).Select(words => new ModelKey<TModel>(model, words)))];
    }

    public IReadOnlyList<ModelKey<TModel>> Keys { get; }

    /// <summary>Whether the text is the make's brand, or one of its names.</summary>
    public bool IsFor(string brand) => brands.Contains(NameWords.Joined(brand));

    /// <summary>The words, and where they begin with the make's name also those after it.</summary>
    public IEnumerable<IReadOnlyList<string>> Without(IReadOnlyList<string> words) =>
        names.Where(name => words.Count > name.Count && words.Take(name.Count).SequenceEqual(name)).Select(name => (IReadOnlyList<string>)[.. words.Skip(name.Count)]).Append(words);
}

/// <summary>A name of a model, in words.</summary>
public sealed record ModelKey<TModel>(TModel Model, IReadOnlyList<string> Words)
{
    public int Length { get; } = Words.Sum(word => word.Length);
}
