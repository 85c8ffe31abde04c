using Busbar.Core.Basics;
using Busbar.Core.UserSignIns;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>
/// Where applications of this API get their tokens, and give them back: for themselves, and for users who agreed at
/// <c>/evenergy/o/authorize/</c>.
/// </summary>
internal static class EvTokens
{
    private const string ForItself = "client_credentials", ForCode = "authorization_code", ForRefresh = "refresh_token";

    private static readonly TimeSpan lifetime = TimeSpan.FromSeconds(36_000);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/evenergy/o/token", Give).WithMetadata(ClientForm.Limit).ExcludeFromDescription();
        routes.MapPost("/evenergy/o/revoke_token", Revoke).WithMetadata(ClientForm.Limit).ExcludeFromDescription();
    }

    private static async Task Give(HttpContext context, SignIn signIn, SignInTokens tokens, RedeemCode redeem, RefreshSignIn refresh)
    {
        if (await ClientForm.Read(context, signIn, ForItself, ForCode, ForRefresh) is not { } form) return;
        var wanted = form["scope"] is { } scope ? EvScopes.Read(scope) : EvScopes.All;
        if (wanted is null) await ClientForm.Refuse(context, 400, "invalid_scope", "A scope is not among those that the API declares.");
        else if (form["grant_type"] is ForItself) await Answer(context, new { access_token = signIn.Issue(form.Client, lifetime), expires_in = Seconds, token_type = "Bearer", scope = string.Join(' ', EvScopes.All) });
        else if (form["grant_type"] is ForCode) await Redeem();
        else await Refresh();

        async Task Redeem()
        {
            if (form["code"] is not { } code || form["redirect_uri"] is not { } address) await ClientForm.Refuse(context, 400, "invalid_request", "Send code, redirect_uri and, where there was a code_challenge, code_verifier.");
            else if (await redeem.Redeem(form.Client, code, address, form["code_verifier"]) is { } begun) await Tokens(begun, begun.Scopes);
            else await ClientForm.Refuse(context, 400, "invalid_grant", "The code was used, is older than a minute, or was asked for by another client, for another redirect_uri, or with another code_challenge.");
        }

        async Task Refresh()
        {
            if (form["refresh_token"] is not { } token) await ClientForm.Refuse(context, 400, "invalid_request", "Send refresh_token.");
            else if ((await refresh.Refresh(form.Client, token, form["scope"] is null ? null : wanted)).Ok(out var known, out var fault)) await Tokens(known, form["scope"] is null ? known.Scopes : wanted);
            else await ClientForm.Refuse(context, 400, fault.Kind is FaultKind.FieldInvalid ? "invalid_scope" : "invalid_grant", fault.Message);
        }

        Task Tokens(UserSignIn known, IReadOnlyList<string> scopes) => Answer(context, new
        {
            access_token = signIn.Issue(form.Client, lifetime, new TokenUser(known.UserId, known.Id, scopes)), expires_in = Seconds, token_type = "Bearer",
            scope = string.Join(' ', scopes), refresh_token = tokens.OfRefresh(known.Id, known.Generation),
        });
    }

    // By RFC 7009. Either token of a sign-in ends all of it; one that is none of ours has ended already.
    private static async Task Revoke(HttpContext context, SignIn signIn, SignInTokens tokens, Setup.Tokens accessTokens, EndSignIn end)
    {
        if (await ClientForm.Read(context, signIn) is not { } form) return;
        if (form["token"] is not { } token)
        {
            await ClientForm.Refuse(context, 400, "invalid_request", "Send token.");
            return;
        }
        var access = accessTokens.Read(token);
        if (access is { User: null }) await ClientForm.Refuse(context, 400, "unsupported_token_type", "A token that an application got with its own credentials ends by itself.");
        else if ((access?.User?.SignInId ?? tokens.ReadRefresh(token)?.SignInId) is { } id && !await end.End(form.Client, id)) await ClientForm.Refuse(context, 400, "invalid_grant", "The token is another client's.");
        else context.Response.Headers.CacheControl = "no-store";
    }

    private static int Seconds => (int)lifetime.TotalSeconds;

    private static Task Answer(HttpContext context, object body)
    {
        (context.Response.Headers.CacheControl, context.Response.Headers.Pragma) = ("no-store", "no-cache");
        return context.Response.WriteAsJsonAsync(body);
    }
}
