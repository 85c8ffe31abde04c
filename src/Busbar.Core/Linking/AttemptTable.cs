using System.Data.Common;
using Dapper;

namespace Busbar.Core.Linking;

/// <summary>One press of Continue: the state that the brand must send back, and the browser it was given to.</summary>
public sealed record LinkAttempt(string StateHash, Guid TenantId, Guid LinkId, string BrowserHash, string? Secret, DateTimeOffset ExpiresAt);

public static class AttemptTable
{
    public static async Task Add(DbConnection db, LinkAttempt attempt, DateTimeOffset now)
    {
        // Old ones go when new ones come: nothing else needs to sweep.
        await db.ExecuteAsync("delete from link_attempts where expires_at < @before", new { before = now - TimeSpan.FromHours(1) });
        await db.ExecuteAsync(
            "insert into link_attempts (state_hash, tenant_id, link_id, browser_hash, secret, expires_at) values (@StateHash, @TenantId, @LinkId, @BrowserHash, @Secret, @ExpiresAt)",
            attempt);
    }

    public static Task<LinkAttempt?> Find(DbConnection db, string stateHash) =>
        db.QueryFirstOrDefaultAsync<LinkAttempt?>(
            "select state_hash as StateHash, tenant_id as TenantId, link_id as LinkId, browser_hash as BrowserHash, secret as Secret, expires_at as ExpiresAt from link_attempts where state_hash = @stateHash",
            new { stateHash });

    /// <summary>True for exactly one caller.</summary>
    public static async Task<bool> Use(DbConnection db, string stateHash, DateTimeOffset now) =>
        await db.ExecuteAsync("update link_attempts set used_at = @now where state_hash = @stateHash and used_at is null and expires_at > @now", new { stateHash, now }) == 1;
}
