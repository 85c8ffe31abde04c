using Busbar.Core.Ports;
using Busbar.Vendors;
using Busbar.Vendors.Recipes;

namespace Busbar.Server.Cli;

/// <summary><c>busbar brands list|check|set</c></summary>
public sealed class BrandCommands(VendorList vendors, BrandApps apps)
{
    public Task<string> Run(CliRequest request) => request.Verb switch
    {
        "list" => Task.FromResult(List(request)),
        "set" => Set(request),
        _ => throw new CliMistake($"There is no command 'brands {request.Verb}'.\n\n{CliText.Help}"),
    };

    /// <summary>Needs no store: works on the file alone.</summary>
    public static (int Exit, string Text) Check(CliRequest request)
    {
        request.Allow();
        if (request.Operands is not [var file]) throw new CliMistake("brands check needs one FILE.");
        if (!File.Exists(file)) throw new CliMistake($"There is no file {file}.");
        var report = BrandsCheck.Check(File.ReadAllText(file));
        return report.Good
            ? (0, string.Join('\n', report.Summary.Prepend($"{file} is good.")))
            : (2, string.Join('\n', report.Findings.Select(finding => finding.In(file))));
    }

    private string List(CliRequest request)
    {
        request.Allow("--production", "--sandbox");
        var realm = request.Option("--production") is null ? Realm.Sandbox : Realm.Production;
        return string.Join('\n', vendors.Lines().Where(line => line.Realm == realm).Select(line =>
            $"{line.Id,-16} {line.Name,-18} {string.Join(", ", line.Kinds)}{(line.SetUp ? "" : "   not set up: busbar brands set")}{(line.Untried ? "   untried" : "")}"));
    }

    private async Task<string> Set(CliRequest request)
    {
        request.Allow();
        if (request.Operands.Count < 2) throw new CliMistake("brands set needs a BRAND and what you registered there: NAME=VALUE …");
        var brand = request.Operands[0];
        var asked = vendors.Asked(brand) ?? throw new CliMistake($"There is no brand '{brand}' with values to set. busbar brands list --production shows them.");
        var values = new Dictionary<string, string>();
        foreach (var pair in request.Operands.Skip(1))
        {
            if (pair.Split('=', 2) is not [var name, var value] || !asked.ContainsKey(name)) throw new CliMistake($"'{pair}': {brand} asks for {string.Join(", ", asked.Keys.Select(key => key + "=…"))}.");
            values[name] = value;
        }
        if (asked.Keys.Except(values.Keys).FirstOrDefault() is { } missing) throw new CliMistake($"{brand} also asks for {missing}=…");
        await apps.Set(brand, values);
        return $"{brand} is set up.";
    }
}
