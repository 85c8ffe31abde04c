using System.Net.Http.Headers;
using System.Text;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>Who calls the back channel: HTTP Basic with the client's id and secret (RFC 6749, 2.3.1).</summary>
internal static class ClientLogin
{
    /// <summary>The client's tenant; null, with the header that asks for a login, where it is not right.</summary>
    public static Guid? Check(HttpContext context, SandboxClients clients)
    {
        if (Credentials(context) is (var id, var secret) && clients.Check(id, secret) is { } tenant) return tenant;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"sandbox\"";
        return null;
    }

    public static readonly OAuthError Refused = new("invalid_client", "The client's id or secret is not right; send both by HTTP Basic.");

    private static (string Id, string Secret)? Credentials(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) || header.Parameter is null
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Parameter.Length];
        if (!Convert.TryFromBase64String(header.Parameter, bytes, out var length)) return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret] ? (Decode(id), Decode(secret)) : null;
    }

    private static string Decode(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));
}
