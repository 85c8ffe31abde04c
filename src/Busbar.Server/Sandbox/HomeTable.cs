using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Sandbox.World;
using Dapper;

namespace Busbar.Server.Sandbox;

internal sealed record StoredHome(Home Home, long Version);

/// <summary>Where a device that a cloud knows stands.</summary>
internal sealed record DeviceAt(string Home, string DeviceId, string Brand, string Kind, string Identifier);

internal static class HomeTable
{
    public static async Task<StoredHome?> Find(DbConnection db, Guid tenantId, string name)
    {
        var row = await db.QuerySingleOrDefaultAsync<Row>(
            "select state, version from sandbox_homes where tenant_id = @tenant and name = @name", new { tenant = tenantId.ToString(), name });
        return row is null ? null : new(HomeJson.Read(row.State), row.Version);
    }

    public static async Task<IReadOnlyList<Home>> List(DbConnection db, Guid tenantId)
    {
        var rows = await db.QueryAsync<string>("select state from sandbox_homes where tenant_id = @tenant order by name", new { tenant = tenantId.ToString() });
        return [.. rows.Select(HomeJson.Read)];
    }

    /// <summary>Stores the home and which of its devices its clouds know.</summary>
    public static async Task Save(DbConnection db, Guid tenantId, Home home, DateTimeOffset now)
    {
        var tenant = tenantId.ToString();
        await db.ExecuteAsync(
            """
            insert into sandbox_homes (tenant_id, name, state, updated_at, version) values (@tenant, @name, @state, @now, 1)
            on conflict (tenant_id, name) do update set state = excluded.state, updated_at = excluded.updated_at, version = sandbox_homes.version + 1
            """,
            new { tenant, name = home.Name, state = HomeJson.Write(home), now = now.ToMicros() });
        await db.ExecuteAsync("delete from sandbox_devices where tenant_id = @tenant and home = @home", new { tenant, home = home.Name });
        foreach (var device in home.Devices.Where(d => d.Brand is not null))
        {
            await db.ExecuteAsync(
                "insert into sandbox_devices (tenant_id, home, device_id, brand, kind, identifier) values (@tenant, @home, @id, @brand, @kind, @identifier)",
                new { tenant, home = home.Name, id = device.Id, brand = device.Brand, kind = device.Kind.ToString(), identifier = Key(device.Identifier) });
        }
    }

    /// <summary>Stores a home that only lived on; does nothing where somebody changed it meanwhile.</summary>
    public static Task SaveLivedOn(DbConnection db, Guid tenantId, Home home, long version, DateTimeOffset now) => db.ExecuteAsync(
        "update sandbox_homes set state = @state, updated_at = @now, version = version + 1 where tenant_id = @tenant and name = @name and version = @version",
        new { tenant = tenantId.ToString(), name = home.Name, state = HomeJson.Write(home), now = now.ToMicros(), version });

    /// <summary>The home that owns the device; null where none does.</summary>
    public static Task<string?> OwnerOf(DbConnection db, Guid tenantId, string brand, DeviceKind kind, string identifier) => db.QueryFirstOrDefaultAsync<string?>(
        "select home from sandbox_devices where tenant_id = @tenant and identifier = @identifier and brand = @brand and kind = @kind order by home",
        new { tenant = tenantId.ToString(), identifier = Key(identifier), brand, kind = kind.ToString() });

    public static async Task<IReadOnlyList<DeviceAt>> FindDevices(DbConnection db, Guid tenantId, string identifier) => (await db.QueryAsync<DeviceAt>(
        """
        select home, device_id as DeviceId, brand, kind, identifier from sandbox_devices
        where tenant_id = @tenant and identifier = @identifier order by brand, kind
        """,
        new { tenant = tenantId.ToString(), identifier = Key(identifier) })).AsList();

    private static string Key(string identifier) => identifier.ToUpperInvariant();

    private sealed record Row(string State, long Version);
}
