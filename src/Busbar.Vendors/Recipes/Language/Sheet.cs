using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Which names a text may refer to at its place.</summary>
/// <param name="Secrets">Secrets of the operator: in headers and bodies, never in addresses.</param>
/// <param name="Inputs">What the owner gave, and the kind to be linked.</param>
/// <param name="Device">The device's id and kind.</param>
/// <param name="Value">The command's value.</param>
/// <param name="Upper">The upper end of the command's span.</param>
internal sealed record Place(bool Secrets = false, bool Inputs = false, bool Device = false, bool Value = false, bool Upper = false)
{
    public static readonly Place Address = new(), Body = new(Secrets: true);
}

/// <summary>A file being read: its findings, and the names that it has declared so far.</summary>
internal sealed partial class Sheet(Findings findings)
{
    public Findings Findings => findings;
    public Dictionary<string, bool> AppSecrets { get; } = [];
    public HashSet<string>? InputNames { get; set; } = [];
    public List<string?> IdParts { get; set; } = [];
    public Dictionary<string, string> OwnUnits { get; } = [];
    private readonly HashSet<string> entryNames = [];

    public Template? Template(YamlNode? node, Place place)
    {
        if (node is null) return null;
        if (node is not YamlScalarNode { Value: { Length: > 0 } text }) return Note<Template>(node, "Here belongs one text.");
        var template = Language.Template.Parse(text);
        foreach (var name in template.Names) Check(node, name, place);
        if (text.Count(sign => sign == '{') != template.Names.Count())
            findings.At(node, "A brace without a name: write names as `{id}`.");
        return template;
    }

    /// <summary>An address: below the base where it starts with a slash, else whole.</summary>
    public Template? Address(YamlNode? node, Place place)
    {
        var template = Template(node, place);
        if (template is not null && !AddressForm().IsMatch(template.Source))
            findings.At(node!, "An address starts with `/` (below `http: base`), with `https://`, or with a name of `app` that holds one.");
        return template;
    }

    public PathTo? Path(YamlNode? node, Place place)
    {
        if (node is null) return null;
        if (node is not YamlScalarNode { Value: { Length: > 0 } text }) return Note<PathTo>(node, "Here belongs one path into the answer.");
        if (PathTo.Parse(text) is not { } path)
            return Note<PathTo>(node, $"`{text}` is no path. Paths look like `data.soc`, `points[id=40004].value`, `list[0]`, `list[*].x`, `['odd.key']`.");
        foreach (var name in path.Names) Check(node, name, place);
        return path;
    }

    public IReadOnlyList<PathTo> Paths(Block block, string key, Place place) =>
        block.Node(key) is YamlSequenceNode list ? [.. list.Children.Select(item => Path(item, place)).OfType<PathTo>()]
        : Path(block.Node(key), place) is { } one ? [one] : [];

    public IReadOnlyDictionary<string, Template> Templates(Block block, string key, Place place)
    {
        var all = new Dictionary<string, Template>();
        foreach (var (name, value) in block.Entries(key))
            if (Template(value, place) is { } template) all[name.Value!] = template;
        return all;
    }

    public JsonBody? Json(YamlNode? node, Place place) => node switch
    {
        null => null,
        YamlMappingNode fields => new JsonBody.Fields([.. fields.Children.Select(field => (((YamlScalarNode)field.Key).Value!, Json(field.Value, place)!))]),
        YamlSequenceNode entries => new JsonBody.Entries([.. entries.Children.Select(entry => Json(entry, place)!)]),
        YamlScalarNode { Value: { } text } when text.Contains('{', StringComparison.Ordinal) => new JsonBody.Filled(Template(node, place) ?? Language.Template.Parse("")),
        YamlScalarNode scalar => new JsonBody.Fixed(Literal.Of(scalar)),
        _ => Note<JsonBody>(node, "Here belongs a JSON body."),
    };

    public IReadOnlyList<Literal> Literals(YamlNode? node)
    {
        if (node is YamlScalarNode scalar) return [Literal.Of(scalar)];
        if (node is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode)) return [.. list.Children.Select(item => Literal.Of((YamlScalarNode)item))];
        if (node is not null) findings.At(node, "Here belongs a value or a list of values.");
        return [];
    }

    /// <summary>Makes an outer list's entries known to what is nested in it.</summary>
    public void Declare(string entryName) => entryNames.Add(entryName);

    public bool IsEntry(string name) => entryNames.Contains(name);

    public T? Note<T>(YamlNode node, string message)
    {
        findings.At(node, message);
        return default;
    }

    private void Check(YamlNode node, string name, Place place)
    {
        var (root, rest) = name.IndexOf('.') is var dot and > 0 ? (name[..dot], name[(dot + 1)..]) : (name, null);
        var wrong = root switch
        {
            "app" when rest is not null && AppSecrets.TryGetValue(rest, out var secret) => secret && !place.Secrets
                ? $"`{{{name}}}` is a secret and must not stand in an address: put it into a header or a body." : null,
            "app" => $"`{rest}` is not an input of `app`. {Names.DidYouMean(rest ?? "", AppSecrets.Keys)}",
            "brand" when rest is "id" or "name" => null,
            "kind" when rest is null && (place.Inputs || place.Device) => null,
            "input" when place.Inputs && rest is not null => InputNames is null || InputNames.Contains(rest) ? null
                : $"`{rest}` is not an input of any kind. {Names.DidYouMean(rest, InputNames)}",
            "id" when place.Device => IdParts.Contains(rest) ? null
                : IdParts is [null] ? "A device's id is one field here: write `{id}`." : $"A device's id has parts here: write {string.Join(" or ", IdParts.Select(part => $"`{{id.{part}}}`"))}.",
            "value" when rest is null && place.Value => null,
            "upper" when rest is null && place.Upper => null,
            _ when entryNames.Contains(root) && rest is not null => null,
            _ => $"`{{{name}}}` stands for nothing here.",
        };
        if (wrong is not null) findings.At(node, wrong);
    }

    [GeneratedRegex(@"^(/|https?://|\{app\.)")]
    private static partial Regex AddressForm();
}
