namespace Busbar.Core.Tenancy;

/// <summary>
/// Whether a browser may be sent to an address. An entry with a path matches exactly; one that is only an origin or an app
/// scheme matches all under it; a loopback origin without a port matches every port.
/// </summary>
public static class ReturnAddress
{
    public static bool IsAllowed(string address, IReadOnlyList<string> entries) =>
        TryRead(address, out var uri) && entries.Any(entry => Matches(address, uri, entry));

    /// <summary>Whether this may stand on a client's list: an absolute https address, http on loopback, or an app's own scheme.</summary>
    public static bool IsValidEntry(string entry) =>
        TryRead(entry, out var uri) && (!IsWeb(uri) || uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback) && uri.Fragment.Length == 0;

    private static bool Matches(string address, Uri uri, string entry)
    {
        if (address == entry) return true;
        if (!TryRead(entry, out var allowed)) return false;
        if (!IsWeb(allowed)) return IsOnlyScheme(entry) && uri.Scheme == allowed.Scheme;
        if (!IsOnlyOrigin(entry)) return false;
        var anyPort = allowed.IsLoopback && allowed.IsDefaultPort;
        return uri.Scheme == allowed.Scheme
            && string.Equals(uri.Host, allowed.Host, StringComparison.OrdinalIgnoreCase)
            && (anyPort || uri.Port == allowed.Port);
    }

    // What a browser and System.Uri could read differently is refused before it is compared.
    private static bool TryRead(string address, out Uri uri)
    {
        uri = null!;
        if (address.Length > 2_000 || address.Any(c => c is <= ' ' or '\\' or '"' or '<' or '>' or '`' or >= '\x7f')) return false;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var read)) return false;
        if (read.Scheme is "javascript" or "data" or "vbscript" or "file" or "blob" or "about") return false;
        if (IsWeb(read) && !IsPlain(address, read)) return false;
        uri = read;
        return true;
    }

    // System.Uri tidies hosts up (http://loopback becomes localhost, an empty user name goes): what it changed may mean another
    // place to a browser, so the host must be written as it is read. This refuses user names too.
    private static bool IsPlain(string address, Uri uri)
    {
        var start = uri.Scheme + "://";
        if (uri.Host.Length == 0 || !address.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return false;
        var end = address.AsSpan(start.Length).IndexOfAny("/?#");
        var authority = end < 0 ? address.AsSpan(start.Length) : address.AsSpan(start.Length, end);
        return authority.Equals(uri.Host, StringComparison.OrdinalIgnoreCase) || authority.Equals($"{uri.Host}:{uri.Port}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsOnlyOrigin(string entry) => entry.IndexOf('/', entry.IndexOf("://", StringComparison.Ordinal) + 3) is -1;

    private static bool IsOnlyScheme(string entry) => entry.EndsWith("://", StringComparison.Ordinal) || entry.EndsWith(':');
}
