using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>The token endpoint of a sandbox brand: a code, a refresh token, a confirmed mail or a pairing code for tokens.</summary>
internal sealed class TokenEndpoint(Database database, ISandboxCatalogue catalogue, SandboxClients clients, Tokens tokens)
{
    public const string Ciba = "urn:openid:params:grant-type:ciba", Pairing = "urn:busbar:pairing";

    public async Task<IResult> Ask(HttpContext context, string brandId)
    {
        if (catalogue.Find(brandId) is not { } brand) return Answer.Error(StatusCodes.Status404NotFound, "no_such_brand");
        if (ClientLogin.Check(context, clients) is not { } tenant) return ClientLogin.Refused.ToResult();
        if (await SandboxForm.Read(context) is not { } form) return OAuthError.InvalidRequest("The body must be a form in which every field stands once.").ToResult();
        return (form["grant_type"] switch
        {
            "authorization_code" => await FromCode(tenant, brand, form),
            "refresh_token" => form["refresh_token"] is { } token ? await tokens.Refresh(tenant, brand, token) : OAuthError.InvalidRequest("refresh_token is missing."),
            Ciba => form["auth_req_id"] is { } id ? await FromMail(tenant, brand, id) : OAuthError.InvalidRequest("auth_req_id is missing."),
            Pairing => await FromPairingCode(tenant, brand, form),
            null => OAuthError.InvalidRequest("grant_type is missing."),
            _ => new OAuthError("unsupported_grant_type", $"Use authorization_code, refresh_token, {Ciba} or {Pairing}."),
        }).ToResult();
    }

    public async Task<IResult> Revoke(HttpContext context, string brandId)
    {
        if (catalogue.Find(brandId) is not { } brand) return Answer.Error(StatusCodes.Status404NotFound, "no_such_brand");
        if (ClientLogin.Check(context, clients) is not { } tenant) return ClientLogin.Refused.ToResult();
        if ((await SandboxForm.Read(context))?["token"] is not { } token) return OAuthError.InvalidRequest("token is missing.").ToResult();
        await tokens.Revoke(tenant, brand, token);
        return Answer.Ok(new { });
    }

    private Task<TokenOutcome> FromCode(Guid tenant, Brand brand, SandboxForm form)
    {
        if (form["code"] is not { } code || form["redirect_uri"] is not { } redirect || form["code_verifier"] is not { } verifier)
            return Task.FromResult<TokenOutcome>(OAuthError.InvalidRequest("code, redirect_uri and code_verifier are all needed."));
        var (fresh, hash, challenge) = (tokens.Make(), tokens.Hash(code), Secrets.Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
        return database.Write<TokenOutcome>(async db =>
        {
            var known = await CodeTable.Find(db, hash);
            if (known is null || known.TenantId != tenant || known.Brand != brand.Id || known.ExpiresAt <= fresh.Now)
                return OAuthError.InvalidGrant("This code is not known, or has expired.");
            if (known.Used)
            {
                if (known.GrantId is { } grant) await GrantTable.Revoke(db, grant, fresh.Now);
                return OAuthError.InvalidGrant("This code was used before; what it gave has ended.");
            }
            var proven = known.RedirectUri == redirect && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(challenge), Encoding.ASCII.GetBytes(known.Challenge));
            await CodeTable.UseUp(db, hash, proven ? fresh.GrantId : null, fresh.Now);
            return proven
                ? await tokens.Grant(db, new(tenant, brand, known.Home, Enum.Parse<DeviceKind>(known.Kind), known.Identifier, known.Scope), fresh)
                : OAuthError.InvalidGrant("redirect_uri or code_verifier is not the one that the code was asked for with.");
        });
    }

    private Task<TokenOutcome> FromMail(Guid tenant, Brand brand, string requestId)
    {
        var (fresh, hash) = (tokens.Make(), tokens.Hash(requestId));
        return database.Write<TokenOutcome>(async db =>
        {
            var mail = await MailTable.FindByRequest(db, hash);
            if (mail is null || mail.TenantId != tenant || mail.Brand != brand.Id || mail.Answer == MailTable.Taken)
                return OAuthError.InvalidGrant("This request is not known, or was answered before.");
            if (mail.Answer == MailTable.Declined) return new OAuthError("access_denied", "The owner declined.");
            if (mail.ExpiresAt <= fresh.Now) return new OAuthError("expired_token", "The owner did not confirm in time.");
            if (mail.Answer == MailTable.Waiting) return new OAuthError("authorization_pending", "The owner has not confirmed yet.");
            await MailTable.Answer(db, mail.Id, MailTable.Confirmed, MailTable.Taken);
            return await tokens.Grant(db, new(tenant, brand, mail.Home, Enum.Parse<DeviceKind>(mail.Kind), mail.Identifier, mail.Scope), fresh);
        });
    }

    // Every pairing code of six digits is right, but 000000: so one can try both.
    private Task<TokenOutcome> FromPairingCode(Guid tenant, Brand brand, SandboxForm form)
    {
        if (form["pairing_code"] is not { } code) return Task.FromResult<TokenOutcome>(OAuthError.InvalidRequest("pairing_code is missing."));
        if (form["kind"] is not { } wish || AuthorizeRequest.KindOf(brand, wish) is not { } kind) return Task.FromResult<TokenOutcome>(OAuthError.InvalidRequest("kind must be a kind of device that the brand has."));
        if (code.Length != 6 || !code.All(char.IsAsciiDigit) || code == "000000") return Task.FromResult<TokenOutcome>(OAuthError.InvalidGrant("The pairing code is not right."));
        if (form["identifier"]?.Length > 100) return Task.FromResult<TokenOutcome>(OAuthError.InvalidRequest("identifier is too long."));
        var (fresh, identifier) = (tokens.Make(), form["identifier"]);
        return database.Write<TokenOutcome>(async db =>
        {
            var owner = identifier is null ? null : await HomeTable.OwnerOf(db, tenant, brand.Id, kind, identifier);
            return await tokens.Grant(db, new(tenant, brand, owner ?? HomeNames.Of(identifier ?? code), kind, identifier, form["scope"] ?? "devices"), fresh);
        });
    }
}
