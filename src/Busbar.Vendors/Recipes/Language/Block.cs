using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>
/// A mapping of the file with the keys of its shape. Reading a key gives its value or null; what is wrong is noted at its
/// place, and reading goes on.
/// </summary>
internal sealed partial class Block
{
    private readonly YamlMappingNode node;
    private readonly string shape;

    private Block(YamlMappingNode node, string shape, Findings findings) => (this.node, this.shape, Findings) = (node, shape, findings);

    public Findings Findings { get; }
    public YamlNode Place => node;

    public static Block? Of(YamlNode? node, string shape, Findings findings)
    {
        if (node is null) return null;
        if (node is not YamlMappingNode mapping)
        {
            findings.At(node, $"Here belongs a block with {string.Join(", ", Shapes.All[shape].All)}.");
            return null;
        }
        var block = new Block(mapping, shape, findings);
        block.CheckKeys();
        return block;
    }

    public YamlNode? Node(string key)
    {
        if (!Shapes.All[shape].All.Contains(key)) throw new InvalidOperationException($"{shape} has no key {key}.");
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    public bool Has(string key) => Node(key) is not null;

    /// <summary>Where the key's value stands, or the block where it is missing.</summary>
    public YamlNode At(string key) => Node(key) ?? node;

    public string? Text(string key, Regex? form = null, string? said = null)
    {
        if (Node(key) is not { } value) return null;
        if (value is not YamlScalarNode { Value: { Length: > 0 } text }) return Note<string>(value, $"`{key}` is one text.");
        return form is null || form.IsMatch(text) ? text : Note<string>(value, $"`{key}` {said}.");
    }

    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Note<bool>(At(key), $"`{key}` is true or false."),
    };

    public double? Number(string key) => Text(key) is not { } text ? null
        : Literal.Number(text) ?? Note<double?>(At(key), $"`{key}` is a number.");

    public int? Whole(string key, int min, int max) => Text(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= min && whole <= max ? whole
        : Note<int?>(At(key), $"`{key}` is a whole number from {min} to {max}.");

    public TimeSpan? Span(string key)
    {
        if (Text(key) is not { } text) return null;
        if (!SpanForm().IsMatch(text)) return Note<TimeSpan?>(At(key), $"`{key}` is a time such as 30s, 5m, 1h or 1d.");
        var count = int.Parse(text[..^1], CultureInfo.InvariantCulture);
        return text[^1] switch { 's' => TimeSpan.FromSeconds(count), 'm' => TimeSpan.FromMinutes(count), 'h' => TimeSpan.FromHours(count), _ => TimeSpan.FromDays(count) };
    }

    /// <summary>A word of the language, written in lower case.</summary>
    public T? Word<T>(string key) where T : struct, Enum =>
        Text(key) is not { } text ? null : Names.BySnake<T>(text) ?? Note<T?>(At(key), Unknown(text, [.. Enum.GetValues<T>().Select(Names.Snake)]));

    /// <summary>A name of the core, such as a signal's.</summary>
    public T? Name<T>(string key) where T : struct, Enum => Text(key) is { } text ? NameAt<T>(At(key), text) : null;

    public IReadOnlyList<T> NamesOf<T>(string key) where T : struct, Enum =>
        [.. TextsAt(key).Select(text => NameAt<T>(text.Place, text.Text)).OfType<T>()];

    public T? NameAt<T>(YamlNode place, string text) where T : struct, Enum =>
        Names.ByName<T>(text) ?? Note<T?>(place, Unknown(text, Enum.GetNames<T>()));

    public IReadOnlyList<string> Texts(string key) => [.. TextsAt(key).Select(text => text.Text)];

    /// <summary>One text, or a list of texts.</summary>
    public IEnumerable<(YamlNode Place, string Text)> TextsAt(string key)
    {
        foreach (var item in Node(key) is YamlSequenceNode list ? list.Children : Node(key) is { } one ? [one] : Enumerable.Empty<YamlNode>())
            if (item is YamlScalarNode { Value: { Length: > 0 } text }) yield return (item, text);
            else Findings.At(item, $"`{key}` is a text or a list of texts.");
    }

    public Block? Child(string key, string childShape) => Of(Node(key), childShape, Findings);

    /// <summary>A list of blocks.</summary>
    public IEnumerable<Block> Children(string key, string childShape)
    {
        if (Node(key) is not { } value) return [];
        if (value is YamlSequenceNode list) return [.. list.Children.Select(item => Of(item, childShape, Findings)).OfType<Block>()];
        Findings.At(value, $"`{key}` is a list: each entry starts with `- `.");
        return [];
    }

    /// <summary>A mapping whose keys are free.</summary>
    public IEnumerable<(YamlScalarNode Key, YamlNode Value)> Entries(string key)
    {
        if (Node(key) is not { } value) return [];
        if (value is YamlMappingNode mapping && mapping.Children.Keys.All(name => name is YamlScalarNode { Value: not null }))
            return [.. mapping.Children.Select(entry => ((YamlScalarNode)entry.Key, entry.Value))];
        Findings.At(value, $"`{key}` is a mapping: lines of `name: value`.");
        return [];
    }

    public T? Note<T>(YamlNode place, string message)
    {
        Findings.At(place, message);
        return default;
    }

    private static string Unknown(string text, IReadOnlyCollection<string> possible) => $"`{text}` is not known here. {Names.DidYouMean(text, possible)}";

    private void CheckKeys()
    {
        foreach (var key in node.Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !Shapes.All[shape].All.Contains(name))
                Findings.At(key, $"Unknown key `{key}`. {Names.DidYouMean(key.ToString(), [.. Shapes.All[shape].All])}");
        foreach (var missing in Shapes.All[shape].Required.Where(name => !node.Children.ContainsKey(new YamlScalarNode(name))))
            Findings.At(node, $"`{missing}` is missing here.");
    }

    [GeneratedRegex("^[1-9][0-9]{0,4}[smhd]$")]
    private static partial Regex SpanForm();
}
