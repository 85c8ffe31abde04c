using System.Globalization;
using System.Text.RegularExpressions;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// A time as a station wrote it, and what it means: ISO 8601, UTC where no zone is given (many chargers leave it out).
/// <see cref="At"/> is null where it cannot be read; a report is not refused for that, it is taken as of now.
/// </summary>
internal readonly partial record struct StationTime(string Raw, DateTimeOffset? At)
{
    public static StationTime Read(string raw)
    {
        var text = raw.Trim();
        return new StationTime(raw, Iso().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at.Year is >= 1970 and <= 2200 ? at : null);
    }

    /// <summary>Times as we tell them to stations: to the second, since some cannot read fractions.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?\s?([Zz]|[+-]\d{2}(:?\d{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
