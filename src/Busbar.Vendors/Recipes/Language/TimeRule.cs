using System.Globalization;
using System.Text.Json;

namespace Busbar.Vendors.Recipes.Language;

internal enum TimeFormat { Iso, EpochS, EpochMs }

/// <summary>Where an answer says a time, and how it writes it.</summary>
/// <param name="At">Where to look, in this order.</param>
/// <param name="Format">How it is written; ISO times without an offset are in <paramref name="Zone"/>.</param>
/// <param name="Zone">The zone of times without an offset; UTC where null.</param>
/// <param name="Pattern">A .NET pattern for times that are not ISO: <c>yyyy-MM-dd HH:mm:ss</c>.</param>
internal sealed record TimeRule(IReadOnlyList<PathTo> At, TimeFormat Format, TimeZoneInfo? Zone, string? Pattern)
{
    public DateTimeOffset? Find(JsonElement answer, Scope scope) =>
        At.SelectMany(path => path.Find(answer, scope)).Select(Read).FirstOrDefault(time => time is not null);

    private DateTimeOffset? Read(JsonElement value)
    {
        if (Literal.TextOf(value) is not { } text) return null;
        return Format switch
        {
            TimeFormat.Iso => Written(text),
            TimeFormat.EpochS => Counted(text, 1000),
            TimeFormat.EpochMs => Counted(text, 1),
        };
    }

    private static DateTimeOffset? Counted(string text, double milliseconds) =>
        Literal.Number(text) * milliseconds is > 0 and < 253_402_300_799_000 and var count ? DateTimeOffset.UnixEpoch.AddMilliseconds(count) : null;

    private DateTimeOffset? Written(string text)
    {
        // A year first: what .NET would make of other texts depends on habits that no vendor shares.
        if (Pattern is null && !(text.Length >= 10 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && text[4] == '-')) return null;
        if (!(Pattern is null
            ? DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            : DateTime.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out time))) return null;
        return time.Kind switch
        {
            DateTimeKind.Unspecified => Local(time),
            DateTimeKind.Utc or DateTimeKind.Local => new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero),
        };
    }

    /// <summary>In the hour that the clocks show twice, the second pass (standard time) is meant: a time must not lie before it was.</summary>
    private DateTimeOffset Local(DateTime time) => new DateTimeOffset(time, (Zone ?? TimeZoneInfo.Utc).GetUtcOffset(time)).ToUniversalTime();
}
