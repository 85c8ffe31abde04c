namespace Busbar.Core.Vehicles;

/// <summary>The names of a make and of its models, made ready for texts of vendors.</summary>
public sealed class MakeNames
{
    private readonly IReadOnlyList<IReadOnlyList<string>> names;
    private readonly HashSet<string> brands;

    public MakeNames(VehicleMake make)
    {
        names = [.. make.Also.Prepend(make.Name).Select(VehicleWords.Of)];
        brands = [.. make.Also.Append(make.Name).Append(make.Brand ?? make.Name).Select(VehicleWords.Joined)];
        Keys = [.. make.Models.SelectMany(model => model.Also.Prepend(model.Name).SelectMany(name => Without(VehicleWords.Of(name))).Select(words => new ModelKey(model, words)))];
    }

    public IReadOnlyList<ModelKey> Keys { get; }

    /// <summary>Whether the text is the make's brand, or one of its names.</summary>
    public bool IsFor(string brand) => brands.Contains(VehicleWords.Joined(brand));

    /// <summary>The words, and where they begin with the make's name also those after it.</summary>
    public IEnumerable<IReadOnlyList<string>> Without(IReadOnlyList<string> words) =>
        names.Where(name => words.Count > name.Count && words.Take(name.Count).SequenceEqual(name)).Select(name => (IReadOnlyList<string>)[.. words.Skip(name.Count)]).Append(words);
}

/// <summary>A name of a model, in words.</summary>
public sealed record ModelKey(VehicleModel Model, IReadOnlyList<string> Words)
{
    public int Length { get; } = Words.Sum(word => word.Length);
}
