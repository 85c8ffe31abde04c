using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Server.Sandbox;

/// <summary>An authorization code as the store knows it.</summary>
internal sealed record KnownCode(
    Guid TenantId, string Brand, string Home, string Kind, string? Identifier, string Scope, string RedirectUri, string Challenge,
    DateTimeOffset ExpiresAt, bool Used, Guid? GrantId);

/// <summary>Authorization codes. They come and stay hashed, each for one use.</summary>
internal static class CodeTable
{
    /// <summary>Stores a new code, and drops those of long ago.</summary>
    public static async Task Add(DbConnection db, string hash, KnownCode code, DateTimeOffset now)
    {
        await db.ExecuteAsync("delete from sandbox_codes where expires_at < @longAgo", new { longAgo = now.AddDays(-1).ToMicros() });
        await db.ExecuteAsync(
            """
            insert into sandbox_codes (hash, tenant_id, brand, home, kind, identifier, scope, redirect_uri, challenge, expires_at)
            values (@hash, @tenant, @brand, @home, @kind, @identifier, @scope, @redirect, @challenge, @expires)
            """,
            new
            {
                hash, tenant = code.TenantId.ToString(), brand = code.Brand, home = code.Home, kind = code.Kind, identifier = code.Identifier,
                scope = code.Scope, redirect = code.RedirectUri, challenge = code.Challenge, expires = code.ExpiresAt.ToMicros(),
            });
    }

    public static async Task<KnownCode?> Find(DbConnection db, string hash)
    {
        var row = await db.QuerySingleOrDefaultAsync<Row>(
            """
            select tenant_id as TenantId, brand as Brand, home as Home, kind as Kind, identifier as Identifier, scope as Scope,
                   redirect_uri as RedirectUri, challenge as Challenge, expires_at as ExpiresAt, used_at as UsedAt, grant_id as GrantId
            from sandbox_codes where hash = @hash
            """,
            new { hash });
        return row is null ? null : new(
            Guid.Parse(row.TenantId), row.Brand, row.Home, row.Kind, row.Identifier, row.Scope, row.RedirectUri, row.Challenge,
            row.ExpiresAt.ToTime(), row.UsedAt is not null, row.GrantId is null ? null : Guid.Parse(row.GrantId));
    }

    public static Task UseUp(DbConnection db, string hash, Guid? grantId, DateTimeOffset now) => db.ExecuteAsync(
        "update sandbox_codes set used_at = @now, grant_id = @grant where hash = @hash", new { hash, grant = grantId?.ToString(), now = now.ToMicros() });

    private sealed record Row(
        string TenantId, string Brand, string Home, string Kind, string? Identifier, string Scope, string RedirectUri, string Challenge,
        long ExpiresAt, long? UsedAt, string? GrantId);
}
