using Microsoft.Playwright;

namespace Busbar.Tests.Ground;

/// <summary>axe-core of tests/peers, an independent judge of what a page is to people who see badly, see nothing, or have no mouse.</summary>
internal static class Axe
{
    /// <summary>Everything it holds to be wrong for certain. What it can only ask a human about is left out.</summary>
    // A page may load itself anew where the reader can stop it on the page; the judge does not look for that.
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { preload: false, rules: { 'target-size': { enabled: true } } });
          const stops = document.querySelector('a[href$="?still"]');
          return violations.filter(rule => !(rule.id === 'meta-refresh' && stops))
            .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 100)}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
        }
        """;

    private static readonly string Script = Repository.Path("tests", "peers", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Why it cannot judge; null where it can.</summary>
    public static string? Missing { get; } = File.Exists(Script) ? null : "axe-core is not installed: ./test.sh does it, or npm ci in tests/peers.";

    /// <summary>To be called before the first page is opened; the pages' own rules let no script in.</summary>
    public static Task Join(IPage page) => page.AddInitScriptAsync(scriptPath: Script);

    public static Task<string[]> Examine(IPage page) => page.EvaluateAsync<string[]>(Run);
}
