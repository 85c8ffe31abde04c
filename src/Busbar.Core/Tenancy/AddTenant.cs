using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Tenancy;

/// <summary>Makes a tenant with a data key of its own.</summary>
public sealed class AddTenant(Database database, Vault vault, Ids ids, TimeProvider time)
{
    /// <summary>The tenant; the one of this name where it is there already in the same realm.</summary>
    public Task<Result<Tenant>> Add(string name, Realm realm) => database.Write<Result<Tenant>>(async db =>
    {
        if (name is not { Length: > 0 and <= 100 }) return Fault.Invalid("tenant", "A tenant's name has 1 to 100 characters.");
        if (await TenantTable.FindByName(db, name) is { } known)
            return known.Realm == realm ? known : Fault.Invalid("tenant", $"The tenant '{name}' is a {known.Realm} tenant. One that wants both realms has two tenants.");
        var id = ids.New();
        var tenant = new Tenant(id, name, realm, vault.NewTenantKey(id), time.GetUtcNow().Stored());
        await TenantTable.Add(db, tenant);
        return tenant;
    });
}
