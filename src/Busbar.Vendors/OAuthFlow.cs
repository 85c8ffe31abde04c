using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Vendors;

/// <summary>The parts of OAuth 2 that need no network.</summary>
internal static class OAuthFlow
{
    /// <summary>A PKCE verifier: 256 random bits.</summary>
    public static string NewVerifier() => Secrets.Base64Url(RandomNumberGenerator.GetBytes(32));

    /// <summary>The S256 challenge of a verifier.</summary>
    public static string Challenge(string verifier) => Secrets.Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>The address with query values added; those that it already has stay.</summary>
    public static string WithQuery(Uri address, IEnumerable<KeyValuePair<string, string>> query)
    {
        var added = string.Join('&', query.Select(value => $"{Uri.EscapeDataString(value.Key)}={Uri.EscapeDataString(value.Value)}"));
        var bare = address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped);
        return bare + (address.Query.Length > 1 ? "&" : address.Query.Length == 1 ? "" : "?") + added;
    }

    /// <summary>Client authentication as RFC 6749 2.3.1 has it: both parts form-encoded first.</summary>
    public static AuthenticationHeaderValue Basic(string clientId, string clientSecret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncoded(clientId)}:{FormEncoded(clientSecret)}")));

    /// <summary>
    /// A claim of an id token that came straight from the token endpoint. Its signature needs no check there (OpenID Connect
    /// Core 3.1.3.7): the connection says from whom it is. Null where there is no such claim.
    /// </summary>
    public static string? Claim(string idToken, string claim)
    {
        if (idToken.Split('.') is not [_, var body, _]) return null;
        try
        {
            using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(body.TrimEnd('=')));
            return claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>An error code fit for logs and pages; null where it is anything else than a plain word.</summary>
    public static string? PlainCode(string? code) =>
        code is { Length: > 0 and <= 60 } && code.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-' or '.') ? code : null;

    private static string FormEncoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
