using System.Globalization;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>What a look at a brand's file tells.</summary>
/// <param name="Findings">Everything that is wrong, in the order of the file; none means that the file is good.</param>
/// <param name="Summary">What the file offers, line by line; empty where something is wrong.</param>
public sealed record BrandReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Summary)
{
    public bool Good => Findings.Count == 0;
}

/// <summary>Looks at a brand's file without using it: the work of <c>busbar brands check FILE</c>.</summary>
public static class BrandsCheck
{
    public static BrandReport Check(string text)
    {
        var (recipe, findings) = RecipeFile.Read(text);
        return new BrandReport(findings, recipe is null ? [] : [.. Summary(recipe)]);
    }

    private static IEnumerable<string> Summary(Recipe recipe)
    {
        yield return recipe.Catalogue ? "Serves every brand of the catalogue."
            : "Serves " + string.Join(", ", recipe.Brands.Select(brand => $"{brand.Name} ({brand.Id})")) + $", {Names.Snake(recipe.Tier)}{(recipe.Untried ? ", untried" : "")}.";
        if (recipe.App.Count > 0) yield return "The operator enters " + string.Join(", ", recipe.App.Select(input => input.Secret ? $"{input.Name} (secret)" : input.Name)) + ".";
        foreach (var (kind, way) in recipe.Kinds) yield return $"{kind}: {Consent(way)}.";
        foreach (var kind in recipe.Catalogue ? Enum.GetValues<DeviceKind>() : [.. recipe.Kinds.Keys])
        {
            if (recipe.SignalsOf(kind) is { Count: > 0 } signals) yield return $"{kind} gives {string.Join(", ", signals)}.";
            if (recipe.CommandsOf(kind) is { Count: > 0 } commands) yield return $"{kind} takes {string.Join(", ", commands)}.";
        }
        var cadence = recipe.Cadences;
        yield return $"Asked every {Span(cadence.Charging)} while charging, {Span(cadence.PluggedIn)} while plugged in, {Span(cadence.Idle)} else.";
        foreach (var budget in recipe.Budgets)
            yield return $"At most {budget.Limit} calls in {Span(budget.Per)} for each {(budget.Holder == BudgetHolder.Grant ? "account" : "application")} ({budget.Name}).";
    }

    private static string Consent(BrandKind way)
    {
        var consent = way.Consent switch
        {
            ConsentWay.Redirect => "the owner signs in at the brand",
            ConsentWay.Elsewhere => "the owner confirms elsewhere",
            ConsentWay.None => "no consent beyond what is entered",
        };
        return way.Inputs.Count == 0 ? consent : $"{consent}; asks for {string.Join(", ", way.Inputs.Select(input => input.Required ? input.Name : input.Name + " (may be left out)"))}";
    }

    private static string Span(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(span.TotalDays % 1 == 0 ? $"{span.TotalDays} d" : span.TotalHours % 1 == 0 ? $"{span.TotalHours} h" : span.TotalMinutes % 1 == 0 ? $"{span.TotalMinutes} min" : $"{span.TotalSeconds} s")}");
}
