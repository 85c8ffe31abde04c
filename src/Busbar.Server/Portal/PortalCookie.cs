using Busbar.Core.Events;
using Busbar.Server.LinkPages;

namespace Busbar.Server.Portal;

/// <summary>What a browser in the portal is known by. No other host can plant it, no script reads it, and no other site has it sent along.</summary>
public static class PortalCookie
{
    public const string Name = "__Host-busbar-portal";

    private static readonly CookieOptions bound = new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" };

    /// <summary>What the browser brought; null where that is nothing that we could have given.</summary>
    public static string? Read(HttpContext context) => BrowserCookie.Read(context, Name);

    public static void Give(HttpContext context, string secret) => context.Response.Cookies.Append(Name, secret, new CookieOptions(bound) { MaxAge = PortalVisit.Lifetime });

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(Name, bound);
}
