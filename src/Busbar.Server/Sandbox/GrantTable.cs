using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Server.Sandbox;

/// <summary>What an account's owner agreed to; the account is (tenant, home, brand).</summary>
internal sealed record SandboxGrant(Guid Id, Guid TenantId, string Brand, string Home, string Scope)
{
    public string Account => $"{Home}@{Brand}";
}

/// <summary>A token as the store knows it.</summary>
internal sealed record KnownToken(SandboxGrant Grant, DateTimeOffset ExpiresAt, bool Used, bool Revoked);

/// <summary>Grants and their tokens. Tokens come and stay hashed.</summary>
internal static class GrantTable
{
    public const string Access = "access", Refresh = "refresh";

    public static Task Add(DbConnection db, SandboxGrant grant, DateTimeOffset now) => db.ExecuteAsync(
        "insert into sandbox_grants (id, tenant_id, brand, home, scope, created_at) values (@id, @tenant, @brand, @home, @scope, @now)",
        new { id = grant.Id.ToString(), tenant = grant.TenantId.ToString(), brand = grant.Brand, home = grant.Home, scope = grant.Scope, now = now.ToMicros() });

    public static Task AddToken(DbConnection db, Guid grantId, string purpose, string hash, DateTimeOffset expiresAt) => db.ExecuteAsync(
        "insert into sandbox_tokens (hash, grant_id, purpose, expires_at) values (@hash, @grant, @purpose, @expires)",
        new { hash, grant = grantId.ToString(), purpose, expires = expiresAt.ToMicros() });

    public static async Task<KnownToken?> FindToken(DbConnection db, string hash, string purpose)
    {
        var row = await db.QuerySingleOrDefaultAsync<Row>(
            """
            select g.id as Id, g.tenant_id as TenantId, g.brand as Brand, g.home as Home, g.scope as Scope,
                   t.expires_at as ExpiresAt, t.used_at as UsedAt, g.revoked_at as RevokedAt
            from sandbox_tokens t join sandbox_grants g on g.id = t.grant_id
            where t.hash = @hash and t.purpose = @purpose
            """,
            new { hash, purpose });
        return row is null ? null : new(
            new(Guid.Parse(row.Id), Guid.Parse(row.TenantId), row.Brand, row.Home, row.Scope), row.ExpiresAt.ToTime(), row.UsedAt is not null, row.RevokedAt is not null);
    }

    public static Task UseUp(DbConnection db, string hash, DateTimeOffset now) =>
        db.ExecuteAsync("update sandbox_tokens set used_at = @now where hash = @hash", new { hash, now = now.ToMicros() });

    public static Task DropExpired(DbConnection db, Guid grantId, DateTimeOffset now) =>
        db.ExecuteAsync("delete from sandbox_tokens where grant_id = @grant and expires_at < @now", new { grant = grantId.ToString(), now = now.ToMicros() });

    public static Task Revoke(DbConnection db, Guid grantId, DateTimeOffset now) => db.ExecuteAsync(
        "update sandbox_grants set revoked_at = @now where id = @grant and revoked_at is null", new { grant = grantId.ToString(), now = now.ToMicros() });

    /// <summary>Ends all grants of an account; tells how many there were.</summary>
    public static Task<int> RevokeAccount(DbConnection db, Guid tenantId, string home, string brand, DateTimeOffset now) => db.ExecuteAsync(
        "update sandbox_grants set revoked_at = @now where tenant_id = @tenant and home = @home and brand = @brand and revoked_at is null",
        new { tenant = tenantId.ToString(), home, brand, now = now.ToMicros() });

    /// <summary>Makes the access tokens of an account expire; its refresh tokens stay good. Tells how many there were.</summary>
    public static Task<int> ExpireAccount(DbConnection db, Guid tenantId, string home, string brand, DateTimeOffset now) => db.ExecuteAsync(
        """
        update sandbox_tokens set expires_at = @now where purpose = 'access' and expires_at > @now and grant_id in
            (select id from sandbox_grants where tenant_id = @tenant and home = @home and brand = @brand and revoked_at is null)
        """,
        new { tenant = tenantId.ToString(), home, brand, now = now.ToMicros() });

    /// <summary>The brands to which a home's owner has agreed, and still does.</summary>
    public static async Task<IReadOnlyList<string>> Accounts(DbConnection db, Guid tenantId, string home) => (await db.QueryAsync<string>(
        "select distinct brand from sandbox_grants where tenant_id = @tenant and home = @home and revoked_at is null order by brand",
        new { tenant = tenantId.ToString(), home })).AsList();

    private sealed record Row(string Id, string TenantId, string Brand, string Home, string Scope, long ExpiresAt, long? UsedAt, long? RevokedAt);
}
