using Dapper;

namespace Busbar.Core.Basics;

/// <summary>
/// A list for <c>where x in …</c>, written out value by value: Dapper itself would do that for SQLite, and hand PostgreSQL an
/// array that <c>in</c> does not take.
/// </summary>
public sealed record InList(string Sql, DynamicParameters Parameters)
{
    /// <param name="values">At least one.</param>
    /// <param name="others">The statement's other parameters.</param>
    public static InList Of(IEnumerable<string> values, object? others = null)
    {
        var parameters = new DynamicParameters(others);
        var names = new List<string>();
        foreach (var value in values)
        {
            names.Add($"@in{names.Count}");
            parameters.Add(names[^1], value);
        }
        return new InList($"({string.Join(", ", names)})", parameters);
    }
}
