using Microsoft.Net.Http.Headers;

namespace Busbar.Server.LinkPages;

/// <summary>
/// Whether a form was sent by a page of ours. Every form address holds the link's token, so this is a second wall: it keeps
/// other sites from pressing buttons for an owner whose link they know.
/// </summary>
public static class FormOrigin
{
    /// <param name="request">The form.</param>
    /// <param name="publicAddress">Our own origin, as browsers know it.</param>
    public static bool IsOurs(HttpRequest request, string publicAddress)
    {
        // Our pages send no referrer, and so browsers name the origin of their forms "null". Those that do so today say more
        // precisely in another header whether the form came from the same origin; what scripts cannot forge decides.
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0) return site.Count == 1 && site[0] is "same-origin" or "none";

        var origin = request.Headers[HeaderNames.Origin];
        return origin.Count == 0 || (origin.Count == 1 && (origin[0] is "null" || IsSame(origin[0], publicAddress)));
    }

    private static bool IsSame(string? origin, string address) => string.Equals(origin, address, StringComparison.OrdinalIgnoreCase);
}
