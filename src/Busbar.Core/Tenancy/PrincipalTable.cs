using System.Data.Common;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class PrincipalTable
{
    public static Task Add(DbConnection db, Guid tenantId, Guid id, PrincipalKind kind) =>
        db.ExecuteAsync("insert into principals (tenant_id, id, kind) values (@tenantId, @id, @kind)", new { tenantId, id, kind = kind.ToString() });

    public static async Task<PrincipalKind?> KindOf(DbConnection db, Guid tenantId, Guid id) =>
        await db.QueryFirstOrDefaultAsync<string?>("select kind from principals where tenant_id = @tenantId and id = @id", new { tenantId, id })
            is { } kind ? Enum.Parse<PrincipalKind>(kind) : null;
}
