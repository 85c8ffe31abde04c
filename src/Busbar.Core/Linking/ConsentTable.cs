using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Linking;

/// <summary>For which kinds of a brand's devices a user's consent is there, and whether it holds.</summary>
public sealed record Consent(string Brand, DeviceKind Kind, GrantState State);

public static class ConsentTable
{
    /// <summary>Those of a user's consents by which the caller sees a device, by brand and kind.</summary>
    public static async Task<IReadOnlyList<Consent>> OfUserFor(DbConnection db, Client caller, Guid userId) =>
        [.. await db.QueryAsync<Consent>(
            $"""
            select distinct d.brand as Brand, d.kind as Kind, g.state as State from devices d join grants g on g.id = d.grant_id
            where d.user_id = @userId and {PermissionTable.CallerSees} order by d.brand, d.kind, g.state
            """,
            new { userId, tenantId = caller.TenantId, caller = caller.Id })];
}
