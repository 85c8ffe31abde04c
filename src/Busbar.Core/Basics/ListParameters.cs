using Dapper;

namespace Busbar.Core.Basics;

/// <summary>
/// A list for <c>in</c>, one parameter for each text. Dapper's own way hands PostgreSQL an array, which <c>in</c> does not take there.
/// </summary>
public static class ListParameters
{
    /// <summary>Adds the texts and returns how the statement names them: <c>(@kind0, @kind1)</c>.</summary>
    public static string In(this DynamicParameters parameters, string name, IEnumerable<string> texts)
    {
        var names = texts.Select((text, i) =>
        {
            parameters.Add($"{name}{i}", text);
            return $"@{name}{i}";
        });
        return $"({string.Join(", ", names)})";
    }

    /// <summary>Adds the values of one row of an <c>insert</c> and returns how the statement names them: <c>(@r0_0, @r0_1)</c>.</summary>
    public static string Row(this DynamicParameters parameters, int row, params object?[] values)
    {
        var names = values.Select((value, i) =>
        {
            parameters.Add($"r{row}_{i}", value);
            return $"@r{row}_{i}";
        });
        return $"({string.Join(", ", names)})";
    }
}
