using System.Text.RegularExpressions;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads a brand's file: the recipe, or everything that is wrong with it.</summary>
internal static partial class RecipeFile
{
    public static (Recipe? Recipe, IReadOnlyList<Finding> Findings) Read(string text)
    {
        var findings = new Findings();
        var block = Block.Of(YamlText.Load(text, findings), "recipe", findings);
        var recipe = block is null ? null : Read(new Sheet(findings), block);
        return (findings.None ? recipe : null, findings.All);
    }

    private static Recipe? Read(Sheet sheet, Block block)
    {
        var catalogue = block.Flag("catalogue");
        var brands = Brands(block, catalogue);
        var app = App(sheet, block);
        var hosts = Hosts(sheet, block);
        foreach (var (own, ours) in block.Entries("units")) OwnUnit(sheet, own, ours);
        var kinds = KindsPart.Read(block, "kinds");
        sheet.InputNames = catalogue ? null : [.. kinds.Values.SelectMany(kind => kind.Inputs).Select(input => input.Name)];
        if (catalogue && block.Has("kinds")) sheet.Findings.At(block.At("kinds"), "With `catalogue: true` the catalogue says the kinds.");
        if (!catalogue && kinds.Count == 0) sheet.Findings.At(block.At("kinds"), "`kinds` is missing: what can be linked, such as `kinds: { EV: { consent: Redirect } }`.");
        IReadOnlyList<DeviceKind> offered = catalogue ? Enum.GetValues<DeviceKind>() : [.. kinds.Keys];
        var ways = catalogue ? Enum.GetValues<ConsentWay>() : [.. kinds.Values.Select(kind => kind.Consent).Distinct()];
        var auth = AuthPart.Read(sheet, block.Child("auth", "auth"), ways);
        var http = Http(sheet, block.Child("http", "http"));
        var devices = DevicesPart.Read(sheet, block);
        var recipe = new Recipe(brands, catalogue, block.Word<Tier>("tier") ?? Tier.Official, block.Text("docs"), block.Flag("untried"), kinds, app, hosts, auth,
            AuthPart.Refresh(sheet, block.Child("refresh", "refresh")), http!, sheet.OwnUnits, devices,
            ReadsPart.Read(sheet, block, offered), CommandsPart.Read(sheet, block, offered), LimitsPart.Cadence(block), LimitsPart.Budgets(block), LimitsPart.Errors(sheet, block));
        return http is null ? null : recipe;
    }

    private static IReadOnlyList<(string, string)> Brands(Block block, bool catalogue)
    {
        if (catalogue)
        {
            foreach (var stray in new[] { "id", "name", "brands" }.Where(block.Has)) block.Findings.At(block.At(stray), $"With `catalogue: true` the catalogue says the brands: leave `{stray}` out.");
            return [];
        }
        if (block.Has("brands"))
        {
            foreach (var stray in new[] { "id", "name" }.Where(block.Has)) block.Findings.At(block.At(stray), $"`{stray}` stands in each of `brands`: leave it out here.");
            var all = block.Children("brands", "brand").Select(Brand).OfType<(string, string)>().ToList();
            return all.Count > 0 ? all : block.Note<IReadOnlyList<(string, string)>>(block.At("brands"), "`brands` is empty.") ?? [];
        }
        foreach (var missing in new[] { "id", "name" }.Where(key => !block.Has(key))) block.Findings.At(block.Place, $"`{missing}` is missing here.");
        return Brand(block) is { } brand ? [brand] : [];
    }

    private static (string, string)? Brand(Block block) =>
        block.Text("id", IdForm(), "is a lower-case name of letters, digits and hyphens") is { } id && block.Text("name") is { } name ? (id, name) : null;

    private static IReadOnlyList<AppInput> App(Sheet sheet, Block block)
    {
        foreach (var (place, text) in block.TextsAt("app"))
        {
            var name = text.TrimEnd('!');
            if (!NameForm().IsMatch(name) || text.Length > name.Length + 1) sheet.Findings.At(place, $"`{text}` is no name: letters and digits, with one `!` behind it for a secret.");
            else if (!sheet.AppSecrets.TryAdd(name, text.EndsWith('!'))) sheet.Findings.At(place, $"`{name}` stands here twice.");
        }
        return [.. sheet.AppSecrets.Select(input => new AppInput(input.Key, input.Value))];
    }

    private static IReadOnlyList<string> Hosts(Sheet sheet, Block block)
    {
        foreach (var (place, host) in block.TextsAt("hosts"))
            if (!HostForm().IsMatch(host)) sheet.Findings.At(place, $"`{host}` is no host: write `api.example.com`, or `*.example.com` for all below it.");
        return block.Texts("hosts");
    }

    private static void OwnUnit(Sheet sheet, YamlScalarNode own, YamlNode ours)
    {
        var known = Enum.GetValues<Signal>().Select(signal => signal.Meaning().Unit).Distinct().Any(unit => Units.From(ours.ToString(), unit) is not null);
        if (known) sheet.OwnUnits[own.Value!] = ours.ToString();
        else sheet.Findings.At(ours, $"`{ours}` is no unit that is known here, such as km, kWh or W.");
    }

    private static HttpRule? Http(Sheet sheet, Block? block) =>
        block is null || sheet.Address(block.Node("base"), Place.Address) is not { } address ? null
            : address.Source.StartsWith('/') ? block.Note<HttpRule>(block.At("base"), "The base is a whole address: `https://api.example.com`.")
            : new HttpRule(address, sheet.Templates(block, "headers", Place.Body), block.Span("timeout"), block.Text("tokenHeader") ?? "Authorization",
                block.Node("tokenScheme") is YamlScalarNode scheme ? scheme.Value ?? "" : "Bearer");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex IdForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,39}$")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$")]
    private static partial Regex HostForm();
}
