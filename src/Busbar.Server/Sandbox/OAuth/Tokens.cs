using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>What an owner agreed to share: the account, and what its home must hold.</summary>
internal sealed record Agreement(Guid TenantId, Brand Brand, string Home, DeviceKind Kind, string? Identifier, string Scope);

/// <summary>Tokens of an account, as they leave the house.</summary>
internal sealed record TokenAnswer(string AccessToken, string RefreshToken, TimeSpan Life, string Scope, string Account)
{
    public IResult ToResult() => Answer.Ok(new Dictionary<string, object>
    {
        ["access_token"] = AccessToken, ["token_type"] = "Bearer", ["expires_in"] = (long)Life.TotalSeconds,
        ["refresh_token"] = RefreshToken, ["scope"] = Scope, ["account"] = Account,
    });

    public override string ToString() => "TokenAnswer";
}

/// <summary>What the token endpoint answers.</summary>
internal readonly record struct TokenOutcome(TokenAnswer? Answer, OAuthError? Error)
{
    public static implicit operator TokenOutcome(TokenAnswer answer) => new(answer, null);
    public static implicit operator TokenOutcome(OAuthError error) => new(null, error);

    public IResult ToResult() => Answer is null ? Error!.ToResult() : Answer.ToResult();
}

/// <summary>Hands out tokens, each refresh token for one use.</summary>
internal sealed class Tokens(Database database, Secrets secrets, Ids ids, TimeProvider time, SandboxOptions options)
{
    /// <summary>Secrets and ids for one answer, made before the unit of work since that may run twice.</summary>
    public sealed record Fresh(Guid GrantId, string Access, string Refresh, DateTimeOffset Now);

    public Fresh Make() => new(ids.New(), Secrets.New(), Secrets.New(), time.GetUtcNow());

    public string Hash(string secret) => secrets.Hash(secret);

    /// <summary>A new grant: the home gets the device that was agreed on, and the account its first tokens.</summary>
    public async Task<TokenAnswer> Grant(DbConnection db, Agreement agreed, Fresh fresh)
    {
        var home = Homes.UpTo(await Homes.FindOrNew(db, agreed.TenantId, agreed.Home, fresh.Now), fresh.Now);
        home = await Homes.Furnished(db, agreed.TenantId, home, agreed.Brand, agreed.Kind, agreed.Identifier);
        await HomeTable.Save(db, agreed.TenantId, home, fresh.Now);
        var grant = new SandboxGrant(fresh.GrantId, agreed.TenantId, agreed.Brand.Id, agreed.Home, agreed.Scope);
        await GrantTable.Add(db, grant, fresh.Now);
        return await Issue(db, grant, fresh);
    }

    /// <summary>New tokens for a refresh token. One that was used before was stolen, or its answer was lost: the grant ends.</summary>
    public Task<TokenOutcome> Refresh(Guid tenantId, Brand brand, string refreshToken)
    {
        var fresh = Make();
        var hash = Hash(refreshToken);
        return database.Write<TokenOutcome>(async db =>
        {
            var token = await GrantTable.FindToken(db, hash, GrantTable.Refresh);
            if (token is null || token.Grant.TenantId != tenantId || token.Grant.Brand != brand.Id) return OAuthError.InvalidGrant("This refresh token is not known.");
            if (token.Revoked) return OAuthError.InvalidGrant("The owner's consent has ended.");
            if (token.Used)
            {
                await GrantTable.Revoke(db, token.Grant.Id, fresh.Now);
                return OAuthError.InvalidGrant("This refresh token was used before; the owner's consent has ended with its second use.");
            }
            if (token.ExpiresAt <= fresh.Now) return OAuthError.InvalidGrant("This refresh token has expired.");
            await GrantTable.UseUp(db, hash, fresh.Now);
            await GrantTable.DropExpired(db, token.Grant.Id, fresh.Now);
            return await Issue(db, token.Grant, fresh);
        });
    }

    /// <summary>Ends the grant that the token belongs to, if it is this client's.</summary>
    public Task Revoke(Guid tenantId, Brand brand, string token)
    {
        var (now, hash) = (time.GetUtcNow(), Hash(token));
        return database.Write(async db =>
        {
            var known = await GrantTable.FindToken(db, hash, GrantTable.Refresh) ?? await GrantTable.FindToken(db, hash, GrantTable.Access);
            if (known is not null && known.Grant.TenantId == tenantId && known.Grant.Brand == brand.Id) await GrantTable.Revoke(db, known.Grant.Id, now);
        });
    }

    private async Task<TokenAnswer> Issue(DbConnection db, SandboxGrant grant, Fresh fresh)
    {
        await GrantTable.AddToken(db, grant.Id, GrantTable.Access, Hash(fresh.Access), fresh.Now + options.AccessTokenLife);
        await GrantTable.AddToken(db, grant.Id, GrantTable.Refresh, Hash(fresh.Refresh), fresh.Now + options.RefreshTokenLife);
        return new(fresh.Access, fresh.Refresh, options.AccessTokenLife, grant.Scope, grant.Account);
    }
}
