using System.Globalization;
using System.Net.Http.Headers;

namespace Busbar.Vendors;

/// <summary>Reads <c>Retry-After</c>: whole seconds or a date. What lies further away than a day is taken as a day.</summary>
internal static class RetryAfter
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static DateTimeOffset? Find(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values)) return null;
        var text = values.ToString().Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return Sane(now.AddSeconds(Math.Min(seconds, Longest.TotalSeconds)), now);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Sane(date, now) : null;
    }

    /// <summary>The same moment, neither past nor further away than a day.</summary>
    public static DateTimeOffset Sane(DateTimeOffset at, DateTimeOffset now) =>
        at < now ? now : at > now + Longest ? now + Longest : at;
}
