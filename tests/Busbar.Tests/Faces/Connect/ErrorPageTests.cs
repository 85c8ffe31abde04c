using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary><c>docs/connect-errors.md</c> lists every code there is, and no other.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly string page = File.ReadAllText(Repository.Path("docs", "connect-errors.md"));

    [Fact]
    public void Every_refusal_stands_there_with_its_status() => Assert.Equal(
        Enum.GetValues<ConnectCode>().Select(code => (code.ToString(), ConnectErrors.Means(code).Status)).Order(),
        Coded().Matches(Part("Refusals")).Select(row => (row.Groups[1].Value, int.Parse(row.Groups[2].Value))).Order());

    [Fact]
    public void Every_failure_and_intervention_stands_there()
    {
        Assert.Equal(Enum.GetNames<LinkFailure>().Order(), Names("Onboarding requests that fail"));
        Assert.Equal(Enum.GetNames<OffboardingRevocation>().Order(), Names("Offboarding requests"));
        Assert.Equal(Enum.GetNames<Core.Commands.CommandError>().Order(), Names("Commands that fail"));
        Assert.Equal(Enum.GetNames<Intervention>().Order(), Names("Interventions"));
    }

    [Fact]
    public void Every_fault_has_a_code_of_its_own()
    {
        var codes = Enum.GetValues<FaultKind>().Select(ConnectErrors.CodeOf).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    private static IEnumerable<string> Names(string part) => Named().Matches(Part(part)).Select(row => row.Groups[1].Value).Order();

    private static string Part(string heading) => page.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(\w+)` \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Coded();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Named();
}
