using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Tenancy;

/// <summary>Who looks after a tenant.</summary>
public static class AdministratorTable
{
    public static async Task<bool> Is(DbConnection db, Guid tenantId, Guid principalId) =>
        await db.ExecuteScalarAsync<long>(
            "select count(*) from tenant_administrators where tenant_id = @tenantId and principal_id = @principalId", new { tenantId, principalId }) > 0;

    /// <summary>In the order in which they became it.</summary>
    public static async Task<IReadOnlyList<Member>> List(DbConnection db, Guid tenantId, Cursor? after, int limit) =>
        [.. await db.QueryAsync<Member>(
            """
            select a.principal_id as PrincipalId, p.kind as Kind, a.added_at as Since
            from tenant_administrators a join principals p on p.tenant_id = a.tenant_id and p.id = a.principal_id
            where a.tenant_id = @tenantId and (a.added_at > @at or (a.added_at = @at and a.principal_id > @id))
            order by a.added_at, a.principal_id limit @limit
            """,
            new { tenantId, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit })];

    public static async Task<IReadOnlyList<Keeper>> Keepers(DbConnection db, Guid tenantId) =>
        [.. await db.QueryAsync<Keeper>(
            """
            select a.principal_id as PrincipalId, case when c.revoked_at is null then 1 else 0 end as IsActive
            from tenant_administrators a left join clients c on c.id = a.principal_id
            where a.tenant_id = @tenantId order by a.added_at, a.principal_id
            """,
            new { tenantId })];

    public static Task Add(DbConnection db, Guid tenantId, Guid principalId, DateTimeOffset now) =>
        db.ExecuteAsync(
            "insert into tenant_administrators (tenant_id, principal_id, added_at) values (@tenantId, @principalId, @now) on conflict do nothing",
            new { tenantId, principalId, now });

    /// <summary>False where it was none.</summary>
    public static async Task<bool> Remove(DbConnection db, Guid tenantId, Guid principalId) =>
        await db.ExecuteAsync("delete from tenant_administrators where tenant_id = @tenantId and principal_id = @principalId", new { tenantId, principalId }) == 1;
}
