using System.Data.Common;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class UserTable
{
    public static async Task Add(DbConnection db, User user)
    {
        await db.ExecuteAsync(
            "insert into users (id, tenant_id, external_id, created_at) values (@Id, @TenantId, @ExternalId, @CreatedAt)", user);
        await PrincipalTable.Add(db, user.TenantId, user.Id, PrincipalKind.User);
    }

    public static Task<User?> FindByExternalId(DbConnection db, Guid tenantId, string externalId) =>
        db.QueryFirstOrDefaultAsync<User?>(
            "select id as Id, tenant_id as TenantId, external_id as ExternalId, created_at as CreatedAt from users where tenant_id = @tenantId and external_id = @externalId",
            new { tenantId, externalId });

    /// <summary>Takes back a user that was made for a link and that no device came to belong to.</summary>
    public static async Task RemoveUnused(DbConnection db, Guid tenantId, Guid id)
    {
        await db.ExecuteAsync("delete from users where tenant_id = @tenantId and id = @id", new { tenantId, id });
        await db.ExecuteAsync("delete from principals where tenant_id = @tenantId and id = @id", new { tenantId, id });
    }

    /// <summary>Takes back a user of our own making (its external id is its own) that nothing and nobody refers to any more.</summary>
    public static async Task RemoveForsaken(DbConnection db, Guid tenantId, Guid id, DateTimeOffset now)
    {
        var removed = await db.ExecuteAsync(
            """
            delete from users where tenant_id = @tenantId and id = @id and external_id = @id
                and not exists (select 1 from devices d where d.tenant_id = @tenantId and d.user_id = @id)
                and not exists (select 1 from links l where l.user_id = @id and l.status = 'Pending' and l.expires_at > @now)
                and not exists (select 1 from guided_sessions g where g.tenant_id = @tenantId and g.owner_id = @id and g.expires_at > @now)
                and not exists (select 1 from collectives c where c.tenant_id = @tenantId and (c.user_id = @id or c.owner_id = @id))
                and not exists (select 1 from collective_members m where m.principal_id = @id)
                and not exists (select 1 from tenant_administrators a where a.principal_id = @id)
                and not exists (select 1 from permissions p where p.principal_id = @id)
            """,
            new { tenantId, id, now });
        if (removed == 1) await db.ExecuteAsync("delete from principals where tenant_id = @tenantId and id = @id", new { tenantId, id });
    }
}
