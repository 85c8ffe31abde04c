using Busbar.Server.Sandbox.Pages;

namespace Busbar.Server.Sandbox.Control;

/// <summary>
/// Lets a developer into the control pages: the token of the sandbox client is pasted once, and lives for an hour in a cookie
/// that no script and no other site can use. It is checked anew on every request.
/// </summary>
internal sealed class ControlLogin(ISandboxCaller caller, ISandboxAddresses addresses)
{
    public const string Cookie = "__Host-busbar-sandbox";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public async Task<Guid?> Tenant(HttpContext context) => context.Request.Cookies[Cookie] is { Length: > 0 } token ? await TenantOf(context, token) : null;

    /// <summary>Keeps the token if it is good; says what is wrong where it is not.</summary>
    public async Task<string?> SignIn(HttpContext context, string token)
    {
        var address = new Uri(addresses.Public);
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            return "Browsers keep the cookie of this page only on https or on this machine itself. Serve Busbar on https and set BUSBAR_PUBLIC_URL.";
        if (await TenantOf(context, token) is null) return "This is no valid token of a sandbox client.";
        context.Response.Cookies.Append(Cookie, token, new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = Life });
        return null;
    }

    public static void SignOut(HttpContext context) => context.Response.Cookies.Delete(Cookie, new() { Secure = true, HttpOnly = true, Path = "/" });

    /// <summary>Browsers say where a form came from; only our own pages may press our buttons.</summary>
    public static bool CameFromElsewhere(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none");

    public static IResult Page(string? problem = null) => Pages.Page.Show(Pages.Page.Title("Sandbox", problem), Markup.Of(
        $"""
        <h1>Sandbox</h1>
        <p>Here you decide what happens to the simulated devices of your sandbox tenant.</p>
        <form method="post" action="/sandbox/sign-in">
        <label for="token">Access token of a sandbox client</label>
        {Pages.Page.Wrong(problem)}
        <input id="token" name="token" type="password" required autocomplete="off" spellcheck="false" {Pages.Page.Field(problem)}>
        <button>Open</button></form>
        <p><small>Get one from /oauth2/token with the client's id and secret. It stays in this browser for an hour at most.</small></p>
        """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private Task<Guid?> TenantOf(HttpContext context, string token)
    {
        context.Request.Headers.Authorization = $"Bearer {token}";
        return caller.TenantOf(context);
    }
}
