using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes;

namespace Busbar.Vendors;

/// <summary>Whose calls are counted: the grant's where there is one, and the application's.</summary>
internal sealed record BudgetScopes(string? Grant, string App)
{
    public static BudgetScopes Of(Realm realm, string brandId, Guid? grantId) =>
        new(grantId is { } id ? $"grant:{id}" : null, $"app:{realm.ToString().ToLowerInvariant()}/{brandId}");

    public string? Of(BudgetHolder holder) => holder switch { BudgetHolder.Grant => Grant, BudgetHolder.App => App };

    public IReadOnlyCollection<string> All => Grant is null ? [App] : [Grant, App];
}

/// <summary>
/// Keeps to the call budgets of brands. A window begins with its first call. A call is counted before it is made, in one unit
/// with the check, so that neither a restart nor a second node calls too often.
/// </summary>
public sealed class Budgets(Database database, TimeProvider time)
{
    /// <summary>Counts one call; <see cref="VendorFaultKind.OutOfBudget"/> where none is left, and when there will be.</summary>
    internal async Task Spend(BudgetScopes scopes, IReadOnlyList<BudgetRule> rules, Deed deed, string brand)
    {
        var counted = rules.Where(rule => rule.Deeds.Contains(deed) && scopes.Of(rule.Holder) is not null).ToList();
        var now = time.GetUtcNow();
        var refusal = counted.Count == 0
            ? await database.Read(async db => Blocked(await BudgetTable.Find(db, scopes.All), now))
            : await database.Write(async db =>
            {
                var rows = await BudgetTable.Find(db, scopes.All);
                if ((Blocked(rows, now) ?? Exhausted(scopes, counted, rows, deed, now)) is { } no) return no;
                foreach (var rule in counted)
                {
                    var (start, used) = Window(scopes, rule, rows, now);
                    await BudgetTable.Save(db, scopes.Of(rule.Holder)!, rule.Name, start, used + 1);
                }
                return null;
            });
        if (refusal is { } refused)
            throw new VendorFault(VendorFaultKind.OutOfBudget, false, $"{brand}: {refused.Why}", refused.Until);
    }

    /// <summary>The vendor asked for a pause.</summary>
    internal Task HoldBack(string scope, DateTimeOffset until) => database.Write(db => BudgetTable.HoldBack(db, scope, until));

    internal async Task<IReadOnlyList<BudgetLeft>> Left(BudgetScopes scopes, IReadOnlyList<BudgetRule> rules)
    {
        if (rules.Count == 0) return [];
        var now = time.GetUtcNow();
        var rows = await database.Read(db => BudgetTable.Find(db, scopes.All));
        var blocked = Blocked(rows, now)?.Until;
        return [.. rules.Where(rule => scopes.Of(rule.Holder) is not null).Select(rule =>
        {
            var (start, used) = Window(scopes, rule, rows, now);
            var resets = start + rule.Per;
            return blocked is { } until
                ? new BudgetLeft(rule.Name, rule.Limit, 0, until)
                : new BudgetLeft(rule.Name, rule.Limit, (int)Math.Max(0, rule.Limit - used), resets);
        })];
    }

    private static Refusal? Blocked(IReadOnlyList<BudgetRow> rows, DateTimeOffset now) =>
        rows.Where(row => row.Name == BudgetTable.Block && row.BlockedUntil > now).MaxBy(row => row.BlockedUntil) is { } row
            ? new Refusal("the brand asked for a pause.", row.BlockedUntil) : null;

    private static Refusal? Exhausted(BudgetScopes scopes, IReadOnlyList<BudgetRule> rules, IReadOnlyList<BudgetRow> rows, Deed deed, DateTimeOffset now)
    {
        Refusal? refusal = null;
        foreach (var rule in rules)
        {
            var (start, used) = Window(scopes, rule, rows, now);
            var limit = rule.Limit - (deed == Deed.Read ? rule.ReserveForCommands : 0);
            if (used >= limit && (refusal is null || refusal.Until < start + rule.Per))
                refusal = new Refusal($"the budget '{rule.Name}' of {rule.Limit} calls is used up.", start + rule.Per);
        }
        return refusal;
    }

    private static (DateTimeOffset Start, long Used) Window(BudgetScopes scopes, BudgetRule rule, IReadOnlyList<BudgetRow> rows, DateTimeOffset now) =>
        rows.FirstOrDefault(row => row.Name == rule.Name && row.Scope == scopes.Of(rule.Holder)) is { } row && row.WindowStart + rule.Per > now
            ? (row.WindowStart, row.Used) : (now, 0);

    private sealed record Refusal(string Why, DateTimeOffset Until);
}
