using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Core.UserSignIns;
using Busbar.Server.LinkPages;
using Busbar.Server.SignInPages.Views;

namespace Busbar.Server.SignInPages;

/// <summary>The page of a login link. To open it changes nothing, since what scans mail opens links too; its button signs in.</summary>
public sealed class LoginPages(Database database, SignInTokens tokens, UseLoginLink use, Secrets secrets, PageWriter pages, TimeProvider time)
{
    public async Task Show(HttpContext context, string token)
    {
        if (await Enter(context, token) is not var (link, client)) return;
        // Its button may lead to the application.
        PageHeaders.LetFormsLeave(context.Response.Headers);
        await pages.Show<LoginPage>(context, 200, (nameof(LoginPage.Client), client), (nameof(LoginPage.Path), Path(token)), (nameof(LoginPage.Left), link.ExpiresAt - time.GetUtcNow()));
    }

    public async Task Press(HttpContext context, string token)
    {
        if (await Enter(context, token) is not var (link, _)) return;
        // Somebody was faster: the page says so.
        if (await use.Use(link.Id) is not { } browser)
        {
            await SeeOther.At(context, Path(token));
            return;
        }
        UserCookie.Give(context, browser);
        await SeeOther.At(context, link.ReturnUrl ?? Path(token));
    }

    /// <summary>A link that can be used; null where it cannot, and that was answered.</summary>
    private async Task<(LoginLink Link, Client Client)?> Enter(HttpContext context, string token)
    {
        var now = time.GetUtcNow();
        var (link, client, browser) = tokens.ReadLink(token) is not { } id ? (null, null, null) : await database.Read<(LoginLink?, Client?, UserBrowser?)>(async db =>
            await LoginLinkTable.Find(db, id) is { } found
                ? (found, await ClientTable.Find(db, found.ClientId), UserCookie.Read(context) is { } secret ? await UserBrowserTable.Find(db, secrets.Hash(secret), now) : null)
                : (null, null, null));
        if (link is null || client is null) await pages.Notice(context, 404, words => words.NoSuchLink);
        else if (client.RevokedAt is not null) await pages.Notice(context, 410, words => words.LoginWithdrawn(client));
        else if (link.UsedAt is not null && (browser?.ClientId, browser?.UserId) == (link.ClientId, link.UserId)) await pages.Notice(context, 200, words => words.SignedIn);
        else if (link.UsedAt is not null) await pages.Notice(context, 410, words => words.LoginUsed(client));
        else if (link.ExpiresAt <= now) await pages.Notice(context, 410, words => words.LoginExpired(client));
        else return (link, client);
        return null;
    }

    private static string Path(string token) => "/sign-in/" + token;
}
