using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox.Pages;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>
/// Consent without a browser (after OpenID CIBA): the client asks, the brand sends a mail, the owner confirms on the mail's
/// page, and the client's polling finds out. The mails are read at <c>/sandbox/{brand}/mail</c>.
/// </summary>
internal sealed class MailEndpoint(
    Database database, ISandboxCatalogue catalogue, ISandboxAddresses addresses, SandboxClients clients, Tokens tokens, Ids ids, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private const int PollSeconds = 5;

    /// <summary>Sends the mail. The account is the device's owner's; where it has none yet, it is named by the mail address.</summary>
    public async Task<IResult> Ask(HttpContext context, string brandId)
    {
        if (catalogue.Find(brandId) is not { } brand) return Answer.Error(StatusCodes.Status404NotFound, "no_such_brand");
        if (ClientLogin.Check(context, clients) is not { } tenant) return ClientLogin.Refused.ToResult();
        if (await SandboxForm.Read(context) is not { } form) return OAuthError.InvalidRequest("The body must be a form in which every field stands once.").ToResult();
        if (form["login_hint"]?.ToLowerInvariant() is not { Length: <= 200 } email || HomeNames.OfEmail(email) is not { } name)
            return new OAuthError("unknown_user_id", "login_hint must be the owner's e-mail address.").ToResult();
        if (AuthorizeRequest.KindOf(brand, form["kind"]) is not { } kind || form["identifier"]?.Length > 100)
            return OAuthError.InvalidRequest("kind must be a kind of device that the brand has, and identifier at most 100 letters.").ToResult();

        var (id, requestId, now, identifier) = (ids.New(), Secrets.New(), time.GetUtcNow(), form["identifier"]);
        await database.Write(async db =>
        {
            var owner = identifier is null || name == Homes.Stranger ? null : await HomeTable.OwnerOf(db, tenant, brand.Id, kind, identifier);
            var mail = new Mail(id, tenant, brand.Id, owner ?? name, kind.ToString(), identifier, email, form["scope"] ?? "devices", MailTable.Waiting, now, now + Life);
            await MailTable.Add(db, mail, tokens.Hash(requestId));
        });
        return Answer.Ok(new Dictionary<string, object>
        {
            ["auth_req_id"] = requestId, ["expires_in"] = (long)Life.TotalSeconds, ["interval"] = PollSeconds,
            ["mail_url"] = $"{addresses.Public}/sandbox/{brand.Id}/mail?id={id}",
        });
    }

    /// <summary>One mail (<c>?id=</c>), or somebody's mails (<c>?client_id=&amp;to=</c>).</summary>
    public async Task<IResult> Open(HttpContext context, string brandId)
    {
        if (catalogue.Find(brandId) is not { } brand) return Page.Problem(StatusCodes.Status404NotFound, "No such brand", "The sandbox knows no brand of this name.");
        var query = SandboxForm.Of(context.Request.Query);
        if (query?["id"] is { } id) return await Find(brand, id) is { } mail ? MailPage.Show(brand, mail, time.GetUtcNow()) : NoMail();
        if (SandboxClients.TenantOf(query?["client_id"]) is not { } tenant || query?["to"] is not { } to) return NoMail();
        return MailPage.Inbox(brand, to, await database.Read(db => MailTable.Inbox(db, tenant, brand.Id, to.ToLowerInvariant())));
    }

    public async Task<IResult> Press(HttpContext context, string brandId)
    {
        if (catalogue.Find(brandId) is not { } brand) return Page.Problem(StatusCodes.Status404NotFound, "No such brand", "The sandbox knows no brand of this name.");
        var form = await SandboxForm.Read(context);
        if (form?["id"] is not { } id || await Find(brand, id) is not { } mail) return NoMail();
        var answer = form["press"] switch { "confirm" => MailTable.Confirmed, "decline" => MailTable.Declined, _ => null };
        if (answer is not null && mail.ExpiresAt > time.GetUtcNow()) await database.Write(db => MailTable.Answer(db, mail.Id, MailTable.Waiting, answer));
        return Page.SeeOther($"/sandbox/{brand.Id}/mail?id={mail.Id}");
    }

    private async Task<Mail?> Find(Brand brand, string id) =>
        Guid.TryParse(id, out var guid) && await database.Read(db => MailTable.Find(db, guid)) is { } mail && mail.Brand == brand.Id ? mail : null;

    private static IResult NoMail() => Page.Problem(StatusCodes.Status404NotFound, "No such mail", "There is no mail here. Open the link that came with the request.");
}
