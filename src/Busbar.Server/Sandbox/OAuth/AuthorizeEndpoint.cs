using Busbar.Core.Basics;
using Busbar.Server.Sandbox.Pages;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>
/// The front door of a sandbox brand: sign in, agree, go back. It keeps nothing until the owner agrees: each page carries
/// the request, and each step checks it anew.
/// </summary>
internal sealed class AuthorizeEndpoint(Database database, ISandboxCatalogue catalogue, ISandboxAddresses addresses, Tokens tokens, TimeProvider time)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(60);

    public Task<IResult> Open(HttpContext context, string brandId) =>
        Checked(brandId, SandboxForm.Of(context.Request.Query), async request => SignInPage.Show(request, await OfferedHome(request)));

    /// <summary>A button was pressed: an account was chosen, or the owner agreed or not.</summary>
    public async Task<IResult> Press(HttpContext context, string brandId)
    {
        var form = await SandboxForm.Read(context);
        return await Checked(brandId, form, async request =>
        {
            var typed = form!["account"];
            if (typed is null || HomeNames.From(typed) is not { } account)
                return SignInPage.Show(request, await OfferedHome(request), typed is null && form["press"] is null ? null : $"An account name is {HomeNames.Rule}.");
            if (SecondFactor.Asks(account) && form[SecondFactor.Field] != SecondFactor.CodeOf(request.Brand.Id, account))
                return SecondFactorPage.Show(request, account, form[SecondFactor.Field] is not null);
            return form["press"] switch
            {
                "agree" => Page.SeeOther(request.WithCode(await NewCode(request, account), addresses).AbsoluteUri),
                "deny" => Page.SeeOther(request.Denied(addresses).AbsoluteUri),
                _ => ConsentPage.Show(request, account, await Shared(request, account)),
            };
        });
    }

    private async Task<IResult> Checked(string brandId, SandboxForm? fields, Func<AuthorizeRequest, Task<IResult>> go)
    {
        if (catalogue.Find(brandId) is not { } brand) return Page.Problem(StatusCodes.Status404NotFound, "No such brand", "The sandbox knows no brand of this name.");
        var (request, tellOwner, tellClient) = AuthorizeRequest.Read(brand, fields, addresses);
        if (request is not null) return await go(request);
        return tellClient is not null
            ? Page.SeeOther(tellClient.AbsoluteUri)
            : Page.Problem(StatusCodes.Status400BadRequest, "This link does not work", tellOwner!);
    }

    // The home that owns the device; where none does yet, one that is called after it.
    private async Task<string> OfferedHome(AuthorizeRequest request) => request.Hint is null
        ? "home"
        : await database.Read(db => HomeTable.OwnerOf(db, request.TenantId, request.Brand.Id, request.Kind, request.Hint)) ?? HomeNames.Of(request.Hint);

    private async Task<IReadOnlyList<HomeDevice>> Shared(AuthorizeRequest request, string account)
    {
        var now = time.GetUtcNow();
        var home = await database.Read(async db =>
            await Homes.Furnished(db, request.TenantId, await Homes.FindOrNew(db, request.TenantId, account, now), request.Brand, request.Kind, request.Hint));
        return [.. home.Devices.Where(d => d.Brand == request.Brand.Id)];
    }

    private async Task<string> NewCode(AuthorizeRequest request, string account)
    {
        var (code, now) = (Secrets.New(), time.GetUtcNow());
        var known = new KnownCode(
            request.TenantId, request.Brand.Id, account, request.Kind.ToString(), request.Hint, request.Scope, request.RedirectUri, request.Challenge,
            now + CodeLife, Used: false, GrantId: null);
        await database.Write(db => CodeTable.Add(db, tokens.Hash(code), known, now));
        return code;
    }
}
