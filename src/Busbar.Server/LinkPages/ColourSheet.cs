using System.Globalization;

namespace Busbar.Server.LinkPages;

/// <summary>
/// An application's colour as the pages use it. Its buttons have that colour, with black or white on it, whichever reads better;
/// links and signs have it only where it can be read on the page. A colour that is nearly the page's own gets a line around it.
/// </summary>
public static class ColourSheet
{
    /// <summary>What text must stand out by to be read with weak eyes (WCAG 2, level AA).</summary>
    public const double Readable = 4.5;

    /// <summary>What a button stands out by without a line around it.</summary>
    public const double Visible = 1.5;

    /// <summary>What stands behind text in the light and in the dark, as <c>pages.css</c> has it.</summary>
    public static readonly IReadOnlyList<string> LightGrounds = ["#eef2f0", "#ffffff", "#f4f7f5", "#e2f3ec"], DarkGrounds = ["#0d1311", "#161f1b", "#1c2722", "#12352a"];

    /// <param name="colour">As <c>#1a6f4d</c>.</param>
    public static string Of(string colour)
    {
        var (light, dark) = (Rules(colour, LightGrounds), Rules(colour, DarkGrounds));
        return $$"""
            :root { {{light}} }
            @media (prefers-color-scheme: dark) { :root:not([data-colours="light"]) { {{dark}} } }
            :root[data-colours="dark"] { {{dark}} }
            """;
    }

    public static double Contrast(string one, string other)
    {
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>What is written on a ground of this colour.</summary>
    public static string On(string colour) => Contrast(colour, "#ffffff") >= Contrast(colour, "#000000") ? "#ffffff" : "#000000";

    // A button stands on the card, an application's sign on the paper, which are the first two grounds.
    // Where it is pressed or pointed at, a button goes away from what is written on it.
    private static string Rules(string colour, IReadOnlyList<string> grounds)
    {
        var on = On(colour);
        var rules = $"--fill: {colour}; --fill-strong: {Towards(colour, on == "#ffffff" ? 0 : 255)}; --on-fill: {on}; --edge: {(grounds.Take(2).All(ground => Contrast(colour, ground) >= Visible) ? "initial" : "var(--ink)")};";
        return grounds.All(ground => Contrast(colour, ground) >= Readable) ? $"{rules} --accent: {colour}; --accent-strong: {colour};" : rules;
    }

    private static string Towards(string colour, int end) => "#" + string.Concat(Parts(colour).Select(part => ((int)Math.Round(part + (end - part) * 0.2)).ToString("x2", CultureInfo.InvariantCulture)));

    private static double Light(string colour)
    {
        var linear = Parts(colour).Select(part => part / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static int[] Parts(string colour) => [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
