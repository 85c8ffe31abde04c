using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Devices;

/// <summary>A place in a list, for the page after it.</summary>
public sealed record Cursor(DateTimeOffset At, Guid Id);

public static class DeviceTable
{
    /// <summary>The columns of a <see cref="DeviceRow"/>, of devices named <c>d</c>.</summary>
    internal const string Columns = """
        d.id as Id, d.tenant_id as TenantId, d.user_id as UserId, d.grant_id as GrantId, d.kind as Kind, d.brand as Brand, d.vendor_id as VendorId,
        d.identifier as Identifier, d.name as Name, d.model as Model, d.parent_id as ParentId, d.properties as Properties,
        d.commands as Commands, d.created_at as CreatedAt, d.collective_id as CollectiveId, (select g.scopes from grants g where g.id = d.grant_id) as Scopes
        """;

    private const string Select = $"select {Columns} from devices d";

    /// <summary>For our own work, which acts for the tenant itself. Null also for one that is being deleted.</summary>
    public static async Task<Device?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<DeviceRow?>(Select + " where d.id = @id and d.gone_at is null", new { id }))?.ToDevice();

    /// <summary>Null where there is none, or the caller may not see it: the two are never told apart.</summary>
    public static async Task<Device?> FindFor(DbConnection db, Client caller, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<DeviceRow?>($"{Select} where d.id = @id and {PermissionTable.CallerSees}", new { id, tenantId = caller.TenantId, caller = caller.Id }))?.ToDevice();

    /// <summary>Those of these devices that the caller sees, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Device>> FindFor(DbConnection db, Client caller, IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, Device>();
        var parameters = new DynamicParameters(new { tenantId = caller.TenantId, caller = caller.Id });
        return (await db.QueryAsync<DeviceRow>($"{Select} where d.id in {parameters.In("id", ids.Select(id => id.ToString()))} and {PermissionTable.CallerSees}", parameters))
            .ToDictionary(row => row.Id, row => row.ToDevice());
    }

    /// <summary>Those of these devices that are there, and that the caller does not see.</summary>
    public static async Task<IReadOnlySet<Guid>> HiddenFrom(DbConnection db, Client caller, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new HashSet<Guid>();
        var parameters = new DynamicParameters(new { tenantId = caller.TenantId, caller = caller.Id });
        return (await db.QueryAsync<Guid>(
            $"select d.id from devices d where d.id in {parameters.In("id", ids.Select(id => id.ToString()))} and d.gone_at is null and not ({PermissionTable.CallerSees})", parameters)).ToHashSet();
    }

    /// <summary>Everything that the caller sees, oldest first.</summary>
    public static Task<IReadOnlyList<Device>> ListFor(DbConnection db, Client caller, Cursor? after, int limit) =>
        Page(db, caller, "1 = 1", Guid.Empty, after, limit);

    /// <summary>Its parts that the caller sees, oldest first.</summary>
    public static Task<IReadOnlyList<Device>> PartsFor(DbConnection db, Client caller, Guid wholeId, Cursor? after, int limit) =>
        Page(db, caller, "d.parent_id = @of", wholeId, after, limit);

    /// <summary>A page of those of a collective that the caller sees, oldest first.</summary>
    public static Task<IReadOnlyList<Device>> OfCollectiveFor(DbConnection db, Client caller, Guid collectiveId, Cursor? after, int limit) =>
        Page(db, caller, "d.collective_id = @of", collectiveId, after, limit);

    /// <summary>The ids of those that the caller sees, by collective, oldest first.</summary>
    public static async Task<ILookup<Guid, Guid>> IdsByCollectiveFor(DbConnection db, Client caller, IReadOnlyList<Guid> collectiveIds)
    {
        if (collectiveIds.Count == 0) return Array.Empty<Guid>().ToLookup(id => id);
        var parameters = new DynamicParameters(new { tenantId = caller.TenantId, caller = caller.Id });
        return (await db.QueryAsync<(Guid Collective, Guid Device)>(
            $"""
            select d.collective_id, d.id from devices d
            where d.collective_id in {parameters.In("id", collectiveIds.Select(id => id.ToString()))} and {PermissionTable.CallerSees} order by d.created_at, d.id
            """,
            parameters)).ToLookup(row => row.Collective, row => row.Device);
    }

    /// <summary>Those of a collective that the caller sees, oldest first.</summary>
    public static async Task<IReadOnlyList<Device>> OfCollectiveFor(DbConnection db, Client caller, Guid collectiveId) =>
        [.. (await db.QueryAsync<DeviceRow>(
            $"{Select} where d.collective_id = @collectiveId and {PermissionTable.CallerSees} order by d.created_at, d.id",
            new { collectiveId, tenantId = caller.TenantId, caller = caller.Id })).Select(row => row.ToDevice())];

    public static async Task<IReadOnlyList<Device>> OfGrant(DbConnection db, Guid grantId) =>
        [.. (await db.QueryAsync<DeviceRow>(Select + " where d.grant_id = @grantId and d.gone_at is null order by d.created_at, d.id", new { grantId })).Select(row => row.ToDevice())];

    /// <summary>Its parts that there are, not theirs.</summary>
    public static async Task<IReadOnlyList<Guid>> DirectPartsOf(DbConnection db, Guid wholeId) =>
        [.. await db.QueryAsync<Guid>("select p.id from devices d join devices p on p.parent_id = d.id and p.tenant_id = d.tenant_id where d.id = @wholeId and p.gone_at is null order by p.created_at, p.id", new { wholeId })];

    /// <summary>What belongs to a plant or a station: its parts, and theirs.</summary>
    // By whichever grant each is reached: a plant that its owner moved to another account still has its inverter on the roof.
    public static async Task<IReadOnlyList<Guid>> PartsOf(DbConnection db, Guid wholeId) =>
        [.. await db.QueryAsync<Guid>(
            """
            with recursive parts (id, tenant_id) as (
              select id, tenant_id from devices where id = @wholeId
              union
              select d.id, d.tenant_id from devices d join parts p on d.parent_id = p.id and d.tenant_id = p.tenant_id where d.gone_at is null)
            select d.id from devices d join parts p on p.id = d.id where d.id <> @wholeId order by d.created_at, d.id
            """,
            new { wholeId })];

    public static async Task<Device?> FindByVendorId(DbConnection db, Guid grantId, DeviceKind kind, string vendorId) =>
        (await db.QueryFirstOrDefaultAsync<DeviceRow?>(
            Select + " where d.grant_id = @grantId and d.kind = @kind and d.vendor_id = @vendorId",
            new { grantId, kind = kind.ToString(), vendorId }))?.ToDevice();

    public static async Task Add(DbConnection db, Device device)
    {
        await db.ExecuteAsync(
            """
            insert into devices (id, tenant_id, user_id, grant_id, kind, brand, vendor_id, identifier, name, model, parent_id, properties, commands, created_at, revision)
            values (@Id, @TenantId, @UserId, @GrantId, @kind, @Brand, @VendorId, @Identifier, @Name, @Model, @ParentId, @Properties, @commands, @CreatedAt, @revision)
            """,
            Parameters(device));
        await db.ExecuteAsync(
            "insert into device_states (device_id, signals, is_online, is_asleep, revision) values (@Id, '{}', 0, 0, @revision)", new { device.Id, revision = Revision.Next() });
        if (device.ParentId is { } parent) await RevisionTable.Change(db, parent);
    }

    /// <summary>Linked again: what the vendor and the new request say; id and history stay.</summary>
    public static async Task Update(DbConnection db, Device device)
    {
        // What a station or a plant is called goes by its parts.
        await RevisionTable.Change(db, "id <> @Id and (id = @ParentId or id = (select p.parent_id from devices p where p.id = @Id)) and not exists (select 1 from devices p where p.id = @Id and p.parent_id = @ParentId)", new { device.Id, device.ParentId });
        await db.ExecuteAsync(
            """
            update devices set identifier = @Identifier, name = @Name, model = @Model, parent_id = @ParentId, properties = @Properties, commands = @commands, revision = @revision
            where id = @Id
            """,
            Parameters(device));
    }

    /// <summary>False where it is in a collective already, this or another.</summary>
    public static async Task<bool> EnterCollective(DbConnection db, Guid id, Guid collectiveId) =>
        await db.ExecuteAsync("update devices set collective_id = @collectiveId, revision = @revision where id = @id and collective_id is null", new { id, collectiveId, revision = Revision.Next() }) == 1;

    /// <summary>False where it is not in this collective.</summary>
    public static async Task<bool> LeaveCollective(DbConnection db, Guid id, Guid collectiveId) =>
        await db.ExecuteAsync("update devices set collective_id = null, revision = @revision where id = @id and collective_id = @collectiveId", new { id, collectiveId, revision = Revision.Next() }) == 1;

    /// <summary>The same device is reached through another grant from now on.</summary>
    public static Task MoveTo(DbConnection db, Guid id, Guid grantId, string vendorId) =>
        db.ExecuteAsync("update devices set grant_id = @grantId, vendor_id = @vendorId, revision = @revision where id = @id", new { id, grantId, vendorId, revision = Revision.Next() });

    private static async Task<IReadOnlyList<Device>> Page(DbConnection db, Client caller, string where, Guid of, Cursor? after, int limit) =>
        [.. (await db.QueryAsync<DeviceRow>(
            $"""
            {Select} where {where} and {PermissionTable.CallerSees} and (d.created_at > @at or (d.created_at = @at and d.id > @id))
            order by d.created_at, d.id limit @limit
            """,
            new { of, tenantId = caller.TenantId, caller = caller.Id, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit }))
            .Select(row => row.ToDevice())];

    private static object Parameters(Device device) => new
    {
        device.Id, device.TenantId, device.UserId, device.GrantId, kind = device.Kind.ToString(), device.Brand, device.VendorId,
        device.Identifier, device.Name, device.Model, device.ParentId, device.Properties, device.CreatedAt,
        commands = JsonSerializer.Serialize(device.Commands.Select(command => command.ToString())), revision = Revision.Next(),
    };
}

/// <summary>A device as it is stored; a question that asks for more beside it has rows of several parts.</summary>
// Not by a constructor: a column that is reckoned has no type of its own in SQLite where there are no rows.
internal sealed record DeviceRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public Guid UserId { get; init; }
    public Guid GrantId { get; init; }
    public DeviceKind Kind { get; init; }
    public required string Brand { get; init; }
    public required string VendorId { get; init; }
    public string? Identifier { get; init; }
    public string? Name { get; init; }
    public string? Model { get; init; }
    public Guid? ParentId { get; init; }
    public string? Properties { get; init; }
    public required string Commands { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CollectiveId { get; init; }
    public string? Scopes { get; init; }

    public Device ToDevice() => new(
        Id, TenantId, UserId, GrantId, Kind, Brand, VendorId, Identifier, Name, Model, ParentId, Properties,
        [.. JsonSerializer.Deserialize<string[]>(Commands)!.Select(Enum.Parse<CommandKind>)], CreatedAt, CollectiveId, LinkScopes.Read(Scopes));
}
