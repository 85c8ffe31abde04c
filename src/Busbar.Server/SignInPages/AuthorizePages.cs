using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Core.UserSignIns;
using Busbar.Server.Faces.EvEnergy;
using Busbar.Server.LinkPages;
using Busbar.Server.SignInPages.Views;

namespace Busbar.Server.SignInPages;

/// <summary>
/// The page on which a user agrees that an application acts as it. Who is signed in stands in a cookie that no other site's form
/// brings along, and the form holds a secret that only this browser was shown.
/// </summary>
public sealed class AuthorizePages(Database database, AgreeToSignIn agree, EvScopes scopes, Secrets secrets, PageWriter pages, TimeProvider time)
{
    public const string FormName = "form", ChoiceName = "choice", Agreed = "agree", Denied = "deny";

    private const int LongestQuery = 6_000;

    public async Task Show(HttpContext context)
    {
        if (await Enter(context) is not { } request) return;
        if (await SignedIn(context, request.Client) is var (user, browser)) await Ask(context, request, user, browser);
        else await SendToSignIn(context, request);
    }

    public async Task Press(HttpContext context)
    {
        if (await Enter(context) is not { } request) return;
        var form = await FormFields.Read(context.Request, context.RequestAborted);
        if (await SignedIn(context, request.Client) is not var (user, browser)) await SendToSignIn(context, request);
        else if (form?.GetValueOrDefault(FormName) is not { } secret || !secrets.Matches(UserCookie.FormText(browser), secret)) await pages.Notice(context, 400, words => words.BadForm);
        else if (form.GetValueOrDefault(ChoiceName) is Denied) await SeeOther.At(context, request.Denied);
        else if (form.GetValueOrDefault(ChoiceName) is not Agreed) await Ask(context, request, user, browser);
        else if (await agree.Agree(request.Client, user.UserId, request.Scopes, request.RedirectUri, request.Challenge) is { } code) await SeeOther.At(context, request.Back(code));
        else await SendToSignIn(context, request);
    }

    /// <summary>Null where something is wrong, and was answered: to the application where we know where it is, else on a page of ours.</summary>
    private async Task<AuthorizeRequest?> Enter(HttpContext context)
    {
        var query = context.Request.Query;
        var id = context.Request.QueryString.Value?.Length <= LongestQuery && query["client_id"] is [{ Length: > 0 and <= 100 } told] && !told.Contains('\0') ? told : null;
        var client = id is null ? null : (await database.Read(db => ClientTable.FindForSignIn(db, id)))?.Client;
        if (client is not { RevokedAt: null }) await pages.Notice(context, 400, words => words.NoSuchApplication);
        // A code must not stand where scripts of another page can read it: no fragment (RFC 6749, section 3.1.2).
        else if (query["redirect_uri"] is not [{ } address] || address.Contains('#') || !ReturnAddress.IsAllowed(address, client.ReturnAddresses)) await pages.Notice(context, 400, words => words.NoSuchReturn(client));
        else
        {
            var (request, refused) = AuthorizeRequest.Read(client, address, context.Request, scopes.Served);
            if (refused is not null) await SeeOther.At(context, refused);
            return request;
        }
        return null;
    }

    /// <summary>The user who signed in with this browser, at this very application, and its secret.</summary>
    private async Task<(UserBrowser User, string Browser)?> SignedIn(HttpContext context, Client client) =>
        UserCookie.Read(context) is { } secret && await database.Read(db => UserBrowserTable.Find(db, secrets.Hash(secret), time.GetUtcNow())) is { } browser && browser.ClientId == client.Id
            ? (browser, secret) : null;

    private async Task Ask(HttpContext context, AuthorizeRequest request, UserBrowser user, string browser)
    {
        var profile = await database.Read(db => UserProfileTable.Find(db, user.UserId));
        PageHeaders.LetFormsLeave(context.Response.Headers);
        await pages.Show<AgreePage>(
            context, 200, (nameof(AgreePage.Client), request.Client), (nameof(AgreePage.Request), request), (nameof(AgreePage.Email), profile?.Email),
            (nameof(AgreePage.FormSecret), secrets.Hash(UserCookie.FormText(browser))));
    }

    private Task SendToSignIn(HttpContext context, AuthorizeRequest request) =>
        pages.Show<NotSignedInPage>(context, 200, (nameof(NotSignedInPage.Client), request.Client), (nameof(NotSignedInPage.Request), request));
}
