using System.Text.RegularExpressions;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads how often may be asked, and what the brand's errors mean.</summary>
internal static partial class LimitsPart
{
    public static Cadences Cadence(Block recipe)
    {
        var block = recipe.Child("cadence", "cadence");
        var idle = block?.Span("idle") ?? TimeSpan.FromHours(1);
        var plugged = block?.Span("plugged") ?? Least(idle, TimeSpan.FromMinutes(15));
        var charging = block?.Span("charging") ?? Least(plugged, TimeSpan.FromMinutes(5));
        return new Cadences(charging, plugged, idle, block?.Span("afterCommand") ?? Least(charging, TimeSpan.FromMinutes(1)));
    }

    public static IReadOnlyList<BudgetRule> Budgets(Block recipe)
    {
        var all = recipe.Children("budgets", "budget").Select(Budget).OfType<BudgetRule>().ToList();
        foreach (var twice in all.GroupBy(budget => (budget.Holder, budget.Name)).Where(group => group.Count() > 1))
            recipe.Findings.At(recipe.At("budgets"), $"Two budgets are called `{twice.Key.Name}`.");
        return all;
    }

    public static IReadOnlyList<ErrorRule> Errors(Sheet sheet, Block recipe) =>
        [.. recipe.Children("errors", "error").Select(block => Error(sheet, block)).OfType<ErrorRule>()];

    private static BudgetRule? Budget(Block block)
    {
        var name = block.Text("name", NameForm(), "is a lower-case name, such as `day`");
        var limit = block.Whole("limit", 1, 100_000_000);
        var deeds = block.TextsAt("ops").Select(word => Names.BySnake<Deed>(word.Text) ?? block.Note<Deed?>(word.Place, $"`{word.Text}` is no sort of call: read or command.")).OfType<Deed>().ToList();
        var reserve = block.Whole("reserveForCommands", 0, 100_000_000) ?? 0;
        if (reserve > 0 && reserve >= limit) block.Findings.At(block.At("reserveForCommands"), "The reserve leaves nothing for reads: make it smaller than `limit`.");
        return name is not null && limit is not null && block.Span("per") is { } per
            ? new BudgetRule(name, block.Word<BudgetHolder>("scope") ?? BudgetHolder.Grant, per, limit.Value, deeds.Count > 0 ? deeds : Enum.GetValues<Deed>(), reserve) : null;
    }

    private static ErrorRule? Error(Sheet sheet, Block block)
    {
        var place = Place.Address;
        if (!block.Has("status") && !block.Has("at")) sheet.Findings.At(block.Place, "An error is told by `status`, or by what the answer says: `at` and `is`.");
        if (block.Has("at") != block.Has("is")) sheet.Findings.At(block.Place, "`at` and `is` go together.");
        var at = sheet.Path(block.Node("at"), place);
        var when = at is null || !block.Has("is") ? null : new Condition(at, sheet.Literals(block.Node("is")), null, null, null);
        return block.Word<Trouble>("means") is { } means
            ? new ErrorRule(CommandsPart.Statuses(block, "status"), when, means, RuleParts.Time(sheet, block, "until", place), block.Word<BudgetHolder>("scope") ?? BudgetHolder.Grant) : null;
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex NameForm();
}
