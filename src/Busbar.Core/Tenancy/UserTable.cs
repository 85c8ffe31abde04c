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
}
