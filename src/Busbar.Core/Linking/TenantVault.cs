using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>Seals and opens what belongs to a tenant, with the tenant's own key.</summary>
public sealed class TenantVault(Vault vault)
{
    public async Task<string> Seal(DbConnection db, Guid tenantId, string row, string secret) =>
        vault.Seal(tenantId, await TenantTable.DataKey(db, tenantId), row, secret);

    public async Task<string> Open(DbConnection db, Guid tenantId, string row, string sealedText) =>
        vault.Open(tenantId, await TenantTable.DataKey(db, tenantId), row, sealedText);

    public Task<string> SealGrant(DbConnection db, Guid tenantId, Guid grantId, GrantSecret secret) =>
        Seal(db, tenantId, $"grant:{grantId}", JsonSerializer.Serialize(secret));

    public async Task<GrantSecret> OpenGrant(DbConnection db, Grant grant) =>
        JsonSerializer.Deserialize<GrantSecret>(await Open(db, grant.TenantId, $"grant:{grant.Id}", grant.Secret))!;
}
