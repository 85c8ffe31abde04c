using System.Globalization;
using System.Text.RegularExpressions;

namespace Busbar.Server.Faces;

/// <summary>
/// Times as callers write them: ISO 8601, with a <c>T</c> or a space between date and time, with <c>Z</c>, an offset, or nothing,
/// which means UTC; a date alone is its first moment. Out they go in UTC, with a <c>Z</c>.
/// </summary>
public static partial class Times
{
    public const string Form = "a time in UTC such as 2024-05-27T13:00:00Z (an offset such as +02:00 is understood too)";
    public const string FormInAddress = "a time in UTC such as 2024-05-27T13:00:00Z (an offset such as +02:00 is understood too; write its plus as %2B)";

    public static DateTimeOffset? Read(string text) =>
        Iso8601().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time : null;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?([Zz]|[+-]\d{2}:\d{2})?)?\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Iso8601();
}
