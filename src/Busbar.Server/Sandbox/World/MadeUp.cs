using System.Text.RegularExpressions;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>Identifiers for devices that nobody named: of the form that the brand asks for.</summary>
internal static class MadeUp
{
    private const string VinLetters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";

    /// <summary>The first common form that matches the brand's pattern; a serial number where none does.</summary>
    public static string Identifier(long seed, DeviceKind kind, string? pattern)
    {
        var forms = Forms(seed).ToList();
        var first = kind switch { DeviceKind.EV => 0, DeviceKind.Meter => 1, _ => 2 };
        return forms.Skip(first).Concat(forms).FirstOrDefault(form => Matches(form, pattern)) ?? forms[2];
    }

    private static IEnumerable<string> Forms(long seed)
    {
        yield return Letters(seed, VinLetters, 17);
        yield return "5414" + Digits(seed, 14);
        yield return "SN" + Digits(seed, 8);
        foreach (var length in new[] { 8, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16 }) yield return Digits(seed, length);
        yield return "P1" + Digits(seed, 9);
        yield return Letters(seed, VinLetters, 8);
        yield return Letters(seed, "0123456789ABCDEF", 12);
    }

    // A zero in front might be lost on the way.
    private static string Digits(long seed, int count) => Letters(seed, "123456789", 1) + Letters(seed + 1, "0123456789", count - 1);

    private static string Letters(long seed, string letters, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => letters[(int)Dice.Roll(seed, About.Serial, i, 0, letters.Length)]));

    private static bool Matches(string form, string? pattern) =>
        pattern is null || Regex.IsMatch(form, $"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
