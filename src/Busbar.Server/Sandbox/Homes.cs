using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox;

/// <summary>The homes of all tenants: looked at without being stored, changed one at a time.</summary>
internal sealed class Homes(Database database, TimeProvider time, SandboxOptions options)
{
    /// <summary>The home's name that owns nothing anybody asked for: to try out what happens then.</summary>
    public const string Stranger = "stranger";

    /// <summary>The home as it is now; null where there is none.</summary>
    public async Task<Home?> Look(Guid tenantId, string name)
    {
        var stored = await database.Read(db => HomeTable.Find(db, tenantId, name));
        return stored is null ? null : await Look(tenantId, stored);
    }

    /// <summary>Reckons forward from what is stored, and stores it anew where that was a long way.</summary>
    public async Task<Home> Look(Guid tenantId, StoredHome stored)
    {
        var now = time.GetUtcNow();
        var home = stored.Home.Advance(stored.Home.Clock.At(now));
        if (home.At - stored.Home.At >= options.StoreAfter) await database.Write(db => HomeTable.SaveLivedOn(db, tenantId, home, stored.Version, now));
        return home;
    }

    /// <summary>
    /// Changes the home at this instant of its own time. The change may run again, and stores nothing where it gives a fault.
    /// </summary>
    public Task<Result<Home>> Change(Guid tenantId, string name, Func<Home, Result<Home>> change)
    {
        var now = time.GetUtcNow();
        return database.Write<Result<Home>>(async db =>
        {
            if (await HomeTable.Find(db, tenantId, name) is not { } stored) return Fault.NotFound();
            var result = change(UpTo(stored.Home, now));
            if (result.Ok(out var changed, out _)) await HomeTable.Save(db, tenantId, changed, now);
            return result;
        });
    }

    /// <summary>The home as it is stored, or a new one.</summary>
    public static async Task<Home> FindOrNew(DbConnection db, Guid tenantId, string name, DateTimeOffset now) =>
        (await HomeTable.Find(db, tenantId, name))?.Home ?? Home.New(tenantId, name, now);

    /// <summary>
    /// The home with a device of this kind for this brand: the very one of the identifier, unless another home owns that one
    /// or this is the stranger's. Made where there is none; not stored.
    /// </summary>
    public static async Task<Home> Furnished(DbConnection db, Guid tenantId, Home home, Brand brand, DeviceKind kind, string? identifier)
    {
        var owner = identifier is null ? null : await HomeTable.OwnerOf(db, tenantId, brand.Id, kind, identifier);
        var entitled = home.Name != Stranger && (owner is null || owner == home.Name);
        return home.Devices.Count >= Home.MostDevices ? home : Arrivals.Ensure(home, brand, kind, entitled ? identifier : null);
    }

    /// <summary>The home at this instant of its own time.</summary>
    public static Home UpTo(Home home, DateTimeOffset now) => home.AdvanceInto(home.Clock.At(now));
}
