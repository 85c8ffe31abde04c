using Busbar.Core.UserSignIns;

namespace Busbar.Server.LinkPages;

/// <summary>Tells that a user signed in with this browser, for as long as that counts.</summary>
public static class UserCookie
{
    public const string Name = "__Host-busbar-user";

    public static string? Read(HttpContext context) => BrowserCookie.Read(context, Name);

    /// <summary>A secret that was made for this sign-in: one that was there before may be known to others.</summary>
    public static void Give(HttpContext context, string secret) => BrowserCookie.Set(context, Name, secret, UserBrowser.Lifetime);

    /// <summary>What a form holds the hash of, so that only a page that this browser was shown can have sent it.</summary>
    public static string FormText(string secret) => "form " + secret;
}
