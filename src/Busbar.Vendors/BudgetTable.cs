using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors;

/// <summary>What was used of a budget since its window began.</summary>
internal sealed record BudgetRow(string Scope, string Name, DateTimeOffset WindowStart, long Used, DateTimeOffset BlockedUntil);

internal static class BudgetTable
{
    /// <summary>The name of the row that holds back a whole scope.</summary>
    public const string Block = "*";

    public static async Task<IReadOnlyList<BudgetRow>> Find(DbConnection db, IReadOnlyCollection<string> scopes)
    {
        var parameters = new DynamicParameters();
        var rows = await db.QueryAsync<(string Scope, string Name, long WindowStart, long Used, long BlockedUntil)>(
            $"select scope, name, window_start, used, blocked_until from budgets where scope in {parameters.In("scope", scopes)}", parameters);
        return [.. rows.Select(row => new BudgetRow(row.Scope, row.Name, row.WindowStart.ToTime(), row.Used, row.BlockedUntil.ToTime()))];
    }

    public static Task Save(DbConnection db, string scope, string name, DateTimeOffset windowStart, long used) => db.ExecuteAsync(
        """
        insert into budgets (scope, name, window_start, used, blocked_until) values (@scope, @name, @start, @used, 0)
        on conflict (scope, name) do update set window_start = excluded.window_start, used = excluded.used
        """, new { scope, name, start = windowStart.ToMicros(), used });

    /// <summary>Holds the scope back; never for a shorter time than it already is.</summary>
    public static Task HoldBack(DbConnection db, string scope, DateTimeOffset until) => db.ExecuteAsync(
        """
        insert into budgets (scope, name, window_start, used, blocked_until) values (@scope, @name, 0, 0, @until)
        on conflict (scope, name) do update set blocked_until = excluded.blocked_until where budgets.blocked_until < excluded.blocked_until
        """, new { scope, name = Block, until = until.ToMicros() });
}
