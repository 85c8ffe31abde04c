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
}
