using System.Text.RegularExpressions;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>docs/ocpp-requirements.md: every row names tests that exist, or says that it is untried and why.</summary>
public sealed partial class RequirementsTests
{
    private static readonly IReadOnlySet<string> Tests = typeof(RequirementsTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}")).ToHashSet();

    [Fact]
    public void Every_requirement_names_a_test_that_exists_or_says_that_it_is_untried()
    {
        var rows = File.ReadAllLines(Repository.Path("docs", "ocpp-requirements.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Section", StringComparison.Ordinal)).ToList();
        Assert.InRange(rows.Count, 50, int.MaxValue);
        Assert.Empty(rows.SelectMany(Wrong));
    }

    [Theory]
    [InlineData("| 1 | what | |", "proves nothing")]
    [InlineData("| 1 | what | by looking |", "proves nothing")]
    [InlineData("| 1 | what | untried: |", "proves nothing")]
    [InlineData("| 1 | what | `OcppSocketTests.No_such_test` |", "no test")]
    [InlineData("| 1 | what | `OcppSocketTests.Until` |", "no test")]
    [InlineData("| 1 | what |", "columns")]
    public void A_row_that_proves_nothing_is_found_out(string row, string wrong) => Assert.Contains(wrong, Assert.Single(Wrong(row)));

    private static IEnumerable<string> Wrong(string row)
    {
        var cells = row.Trim().Trim('|').Split('|');
        if (cells.Length != 3) return [$"{row}: {cells.Length} columns"];
        var proof = cells[2].Trim();
        if (Untried().IsMatch(proof)) return [];
        var named = Named().Matches(proof).Select(match => match.Groups[1].Value).ToList();
        return named.Count == 0 ? [$"{row}: proves nothing"] : named.Where(name => !Tests.Contains(name)).Select(name => $"{row}: no test {name}");
    }

    [GeneratedRegex("^untried: .{5,}")]
    private static partial Regex Untried();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
