using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Vendors;

/// <summary>The application values of a brand in the sandbox, which belong to the tenant and are never asked for.</summary>
public delegate IReadOnlyDictionary<string, string> SandboxApp(string brandId, Guid tenantId);

/// <summary>
/// What the operator registered at brands, sealed at rest. Which brands are set up stands ready in memory; a change on another
/// node is seen at the next <see cref="Reload"/>.
/// </summary>
public sealed class BrandApps(Database database, Vault vault, TimeProvider time, SandboxApp sandbox) : IBrandApps
{
    private volatile IReadOnlyDictionary<string, IReadOnlySet<string>> known = new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>The names of the values that each brand has; never the values.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Known => known;

    /// <summary>Looks anew at which brands are set up. To be called at the start and now and then.</summary>
    public async Task Reload()
    {
        var rows = await database.Read(BrandAppTable.All);
        known = rows.ToDictionary(row => row.Key, row => Names(Open(row.Key, row.Value)));
    }

    public async Task<IReadOnlyDictionary<string, string>?> Find(Realm realm, string brandId, Guid tenantId) => realm switch
    {
        Realm.Sandbox => sandbox(brandId, tenantId),
        Realm.Production => await database.Read(db => BrandAppTable.Find(db, brandId)) is { } row ? Open(brandId, row) : null,
    };

    /// <summary>Keeps a brand's values in place of those that it had.</summary>
    public async Task Set(string brandId, IReadOnlyDictionary<string, string> values)
    {
        var sealedValues = vault.SealOwn(Row(brandId), JsonSerializer.Serialize(values));
        await database.Write(db => BrandAppTable.Save(db, brandId, sealedValues, time.GetUtcNow()));
        await Reload();
    }

    /// <summary>Forgets a brand's values; false where there were none.</summary>
    public async Task<bool> Remove(string brandId)
    {
        var removed = await database.Write(db => BrandAppTable.Remove(db, brandId));
        await Reload();
        return removed;
    }

    private Dictionary<string, string> Open(string brandId, string sealedValues) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(vault.OpenOwn(Row(brandId), sealedValues))!;

    private static IReadOnlySet<string> Names(Dictionary<string, string> values) => values.Where(value => value.Value.Length > 0).Select(value => value.Key).ToHashSet();

    private static string Row(string brandId) => $"brand-app:{brandId}";
}
