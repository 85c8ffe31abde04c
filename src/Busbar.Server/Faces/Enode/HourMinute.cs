using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Core.Tariffs;

namespace Busbar.Server.Faces.Enode;

/// <summary>Times of day and lengths of time as this dialect writes them: HH:MM, 24:00 at most.</summary>
internal static partial class HourMinute
{
    /// <summary>In minutes; null where the text is none.</summary>
    public static int? Read(string text) =>
        Clock().Match(text) is { Success: true } match && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60 + int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) is <= TariffWeek.Day and var minute
            ? minute : null;

    public static string Write(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    public static string? Write(int? minute) => minute is { } known ? Write(known) : null;

    [GeneratedRegex(@"^(\d{2}):([0-5]\d)\z", RegexOptions.ECMAScript)]
    private static partial Regex Clock();
}
