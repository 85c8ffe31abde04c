using Busbar.Core.Basics;

namespace Busbar.Server.LinkPages;

/// <summary>
/// Ties a sign-in to the browser that began it. The <c>__Host-</c> name makes browsers refuse it from anywhere but this very
/// host, over https (or loopback), so that nobody can plant one of their own.
/// </summary>
public static class BrowserCookie
{
    public const string Name = "__Host-busbar-link";

    /// <summary>Longer than a sign-in may take, so that the answer to a late one is a page about being late.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>What the browser brought; null where that is nothing that we could have given.</summary>
    public static string? Read(HttpContext context) => Read(context, Name);

    /// <summary>The same of another cookie that holds a secret of ours.</summary>
    public static string? Read(HttpContext context, string name) =>
        context.Request.Cookies[name] is { Length: 32 } value && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? value : null;

    /// <summary>The browser's secret: the one that it has, so that several tabs work side by side, else a new one.</summary>
    public static string Give(HttpContext context)
    {
        var secret = Read(context) ?? Secrets.New();
        Set(context, Name, secret, Lifetime);
        return secret;
    }

    internal static void Set(HttpContext context, string name, string secret, TimeSpan lifetime) =>
        context.Response.Cookies.Append(name, secret, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime });
}
