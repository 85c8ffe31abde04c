using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Catalogues;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Catalogues;

/// <summary>What is read alike in the files of all catalogues: ids, names and sources.</summary>
internal sealed partial class Entries(Taken taken)
{
    public Findings Findings { get; } = new();

    public Taken Taken { get; } = taken;

    public Block? Open(string text, string shape) => Block.Of(YamlText.Load(text, Findings), shape, Findings);

    public Guid? Id(Block block, HashSet<Guid> others)
    {
        if (block.Text("id") is not { } text) return null;
        if (Ulid.Read(text) is not { } id || Ulid.Of(id) != text) return block.Note<Guid?>(block.At("id"), "`id` is the 26 characters of a ULID, in capitals.");
        return others.Add(id) ? id : block.Note<Guid?>(block.At("id"), $"`{text}` is the id of another.");
    }

    /// <summary>Its name, once it and its other names are found to be nobody else's.</summary>
    /// <param name="make">Whose models are not to be named alike; empty for a make.</param>
    public string? Name(Block block, string make)
    {
        var name = block.Text("name");
        foreach (var (place, text) in block.TextsAt("name").Concat(block.TextsAt("also")))
            if (NameWords.Joined(text) is not { Length: > 0 } words) Findings.At(place, $"`{text}` has neither a letter nor a digit.");
            else if (!Taken.Names.Add($"{make}/{words}")) Findings.At(place, $"`{text}` is the name of another.");
        return name;
    }

    /// <summary>The models of a make, of which there is one at least.</summary>
    public IReadOnlyList<TModel> Models<TModel>(Block make, string shape, Func<Block, TModel?> read) where TModel : class
    {
        var models = make.Children("models", shape).Select(read).OfType<TModel>().ToList();
        if (make.Has("models") && models.Count == 0) Findings.At(make.At("models"), "A make has one model at least.");
        return models;
    }

    public static bool Source(Block block) => block.Text("source", Https(), "is the https address of a page that says so") is not null;

    [GeneratedRegex("^https://[a-z0-9-]+(\\.[a-z0-9-]+)+([/?]\\S*)?$")]
    private static partial Regex Https();
}
