using System.Text.Json.Nodes;
using Busbar.Vendors;
using Busbar.Vendors.Recipes;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Tests.Recipes;

/// <summary>recipe.schema.json says what the parser does.</summary>
public sealed class SchemaTests
{
    private static readonly TinySchema Schema = new(JsonNode.Parse(File.ReadAllText(Path.Combine(VendorList.PackagedFolder, "recipe.schema.json")))!.AsObject());

    public static readonly TheoryData<string> ShapeNames = [.. Shapes.All.Keys.Where(name => !name.StartsWith("catalogue", StringComparison.Ordinal))];

    public static readonly TheoryData<string> Packaged = [.. Directory.EnumerateFiles(Path.Combine(VendorList.PackagedFolder, "brands"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    /// <summary>Mistakes of form, which the schema can see too.</summary>
    public static readonly TheoryData<string> Malformed = new()
    {
        "id: acme",
        Samples.Acme + "colour: red",
        Samples.Acme + "tier: oficial",
        Samples.Acme + "untried: maybe",
        Samples.Acme + "cadence: { idle: often }",
        Samples.Acme + "budgets: [{ name: day, per: 1d }]",
        Samples.Acme + "budgets: [{ name: day, per: 1d, limit: 0 }]",
        Samples.Acme + "errors: [{ means: reauth }]",
        Samples.Acme + "errors: [{ status: 99, means: reauth }]",
        Samples.Acme + "errors: [{ status: 401, means: relogin }]",
        Samples.Acme + "refresh: { replay: sometimes }",
        Samples.Acme + "commands: [{ command: Start, post: /a }]",
        Samples.Acme + "commands: [{ command: SetMaxCurrent, post: /a, range: [1] }]",
        Samples.Acme + "reads: [{ get: /a, signals: { Soc: { at: x, unit: percent } } }]",
        Samples.Acme + "reads: [{ get: /a, signals: { Power: { unit: W } } }]",
        Samples.Acme + "reads: [{ get: /a }]",
        Samples.Acme + "reads: [{ get: a, signals: {} }]",
        Samples.Acme + "hosts: [\"https://x\"]",
        Samples.Acme.Replace("[clientId, ", "[clientId, client-key, ", StringComparison.Ordinal),
        Samples.Acme.Replace("flow: oauth2_code", "flow: oauth2", StringComparison.Ordinal),
        Samples.Acme.Replace("    account: account\n", "", StringComparison.Ordinal),
        Samples.Acme.Replace("kind: EV", "kind: Car", StringComparison.Ordinal),
        Samples.Acme.Replace("id: acme", "id: ACME", StringComparison.Ordinal),
    };

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Lists_the_same_keys(string shape)
    {
        var definition = Schema.Definitions[shape]!.AsObject();
        Assert.Equal(Shapes.All[shape].All.Order(), definition["properties"]!.AsObject().Select(property => property.Key).Order());
        Assert.Equal(Shapes.All[shape].Required.Order(), (definition["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Order());
        Assert.False(definition["additionalProperties"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Packaged))]
    public void Accepts_the_packaged_brands_as_the_parser_does(string brand)
    {
        Assert.Empty(RecipeFile.Read(Bench.Packaged(brand)).Findings);
        Assert.Null(Schema.Wrong(TinySchema.FromYaml(Bench.Packaged(brand))));
    }

    [Fact]
    public void Accepts_a_file_with_every_key_as_the_parser_does()
    {
        var everything = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recipes", "everything.yaml"));
        Assert.Equal("", string.Join('\n', RecipeFile.Read(everything).Findings.Select(finding => finding.In("everything.yaml"))));
        Assert.Null(Schema.Wrong(TinySchema.FromYaml(everything)));
        var words = everything.Split([' ', '\n', ':', ',', '{', '}', '[', ']', '-']).ToHashSet();
        var ofOthers = new[] { "catalogue", "brands", "brand", "catalogueBrand" };
        Assert.Empty(Shapes.All.Where(shape => !ofOthers.Contains(shape.Key) && !shape.Key.StartsWith("catalogue", StringComparison.Ordinal)).SelectMany(shape => shape.Value.All).Except(words).Except(ofOthers));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Refuses_what_the_parser_refuses(string text)
    {
        Assert.NotEmpty(RecipeFile.Read(text).Findings);
        Assert.NotNull(Schema.Wrong(TinySchema.FromYaml(text)));
    }

    [Fact]
    public void Knows_the_names_of_the_core()
    {
        Assert.Equal(Enum.GetNames<Core.Devices.Signal>(), Names("read", "signals", "propertyNames", "enum"));
        Assert.Equal(Enum.GetNames<Core.Commands.CommandKind>(), Names("command", "command", "enum"));
        Assert.Equal(Enum.GetNames<Core.Devices.DeviceKind>(), Names("recipe", "kinds", "propertyNames", "enum"));
        Assert.Equal(Enum.GetValues<Trouble>().Select(Vendors.Recipes.Language.Names.Snake).Order(), Names("error", "means", "enum").Order());
    }

    private static IEnumerable<string> Names(string shape, string property, params string[] way) =>
        way.Aggregate(Schema.Definitions[shape]!["properties"]![property]!, (node, key) => node[key]!).AsArray().Select(name => name!.GetValue<string>());
}
