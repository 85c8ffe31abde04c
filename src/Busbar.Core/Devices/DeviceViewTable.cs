using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Devices;

public static class DeviceViewTable
{
    private static readonly string select = $"""
        select {DeviceTable.Columns}, {StateTable.Columns}, u.external_id as UserName, case {string.Join(' ', Enum.GetValues<DeviceGroup>().Where(IsOfDevices).Select(group => $"when {Is(group)} then '{group}'"))} end as GroupName, dl.location_id as LocationId, dl.set_at as LocationSetAt, t.ties as Ties,
            exists (select 1 from locations l where l.tenant_id = d.tenant_id and l.user_id = d.user_id) as HasPlaces, exists (select 1 from charging_policies c where c.device_id = d.id) as HasPolicy, d.revision as DeviceRevision, s.revision as StateRevision
        from devices d join device_states s on s.device_id = d.id join users u on u.id = d.user_id
            left join device_locations dl on dl.device_id = d.id
                and not exists (select 1 from device_locations o where o.device_id = d.id and (o.set_at > dl.set_at or (o.set_at = dl.set_at and o.location_id > dl.location_id)))
            left join pairing_states t on t.device_id = d.id
        """;

    // What is the caller's own business beside what all see alike.
    private static readonly string standing = $"""
        select d.revision as Device, s.revision as State,
            case when exists (select 1 from pairing_states t where t.device_id = d.id and t.ties is not null) and exists (
                select 1 from devices o where o.tenant_id = d.tenant_id and o.user_id = d.user_id and o.id <> d.id and o.gone_at is null and o.kind in ('EV', 'ChargePoint') and {PermissionTable.HiddenFromCaller("o")})
            then 1 else 0 end as MayHide
        from devices d join device_states s on s.device_id = d.id where d.id = @id and {PermissionTable.CallerSees}
        """;

    /// <summary>Null where the caller sees no such device in the group.</summary>
    /// <param name="group">Null for one of any.</param>
    public static async Task<DeviceView?> FindFor(DbConnection db, Client caller, DeviceGroup? group, Guid id)
    {
        if (await db.QueryFirstOrDefaultAsync<Standing?>(standing, new { id, tenantId = caller.TenantId, caller = caller.Id }) is not { } now) return null;
        var view = await RecentViews.Find(id, group, new Revision(now.Device, now.State), async among =>
            (await Rows(db, $"{select} where d.id = @id and d.gone_at is null{(among is { } wanted ? $" and {Is(wanted)}" : "")}", new { id })).FirstOrDefault());
        return view is null ? null : view with { MayHide = now.MayHide };
    }

    /// <summary>Those of these devices that the caller sees, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeviceView>> FindFor(DbConnection db, Client caller, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, DeviceView>();
        var parameters = Parameters(caller, new { });
        return (await Query(db, $"{select} where d.id in {parameters.In("id", ids.Select(id => id.ToString()))} and {PermissionTable.CallerSees}", parameters)).ToDictionary(view => view.Id);
    }

    /// <summary>Those that the caller sees whose owners know them by one of these identifiers.</summary>
    public static async Task<IReadOnlyList<DeviceView>> FindIdentifiedFor(DbConnection db, Client caller, IReadOnlyCollection<string> identifiers)
    {
        if (identifiers.Count == 0) return [];
        var parameters = Parameters(caller, new { });
        return [.. await Query(db, $"{select} where d.identifier in {parameters.In("identifier", identifiers)} and {PermissionTable.CallerSees} order by d.created_at desc, d.id desc", parameters)];
    }

    /// <summary>Those of the group that the caller sees which are known by this: by their identifier, or where they have none, by the brand's own id.</summary>
    public static async Task<IReadOnlyList<DeviceView>> FindKnownAsFor(DbConnection db, Client caller, DeviceGroup group, string name) =>
        [.. await Query(
            db, $"{select} where (d.identifier = @name or (d.identifier is null and d.vendor_id = @name)) and {Is(group)} and {PermissionTable.CallerSees} order by d.created_at desc, d.id desc",
            Parameters(caller, new { name }))];

    /// <summary>For our own work.</summary>
    public static async Task<DeviceView?> Find(DbConnection db, Guid id) =>
        (await Query(db, $"{select} where d.id = @id and d.gone_at is null", new { id })).FirstOrDefault();

    /// <summary>A user's cars and chargers, oldest first; for our own work.</summary>
    public static async Task<IReadOnlyList<DeviceView>> CarsAndChargers(DbConnection db, Guid tenantId, Guid userId) =>
        [.. await Query(
            db, $"{select} where d.tenant_id = @tenantId and d.user_id = @userId and d.gone_at is null and ({Is(DeviceGroup.Cars)} or {Is(DeviceGroup.Chargers)}) order by d.created_at, d.id",
            new { tenantId, userId })];

    /// <summary>What the caller sees of the group, newest first.</summary>
    /// <param name="userId">Only this user's; null for everybody's.</param>
    /// <param name="told">Only what has told one of these signals; none for all.</param>
    public static async Task<IReadOnlyList<DeviceView>> ListFor(DbConnection db, Client caller, DeviceGroup group, Guid? userId, ListSlice slice, params IReadOnlyList<Signal> told)
    {
        var parameters = Parameters(caller, slice.Parameters);
        parameters.Add("userId", userId);
        for (var i = 0; i < told.Count; i++) parameters.Add($"told{i}", $"%\"{told[i]}\":%");
        var tells = told.Count == 0 ? "" : $"and ({string.Join(" or ", told.Select((_, i) => $"s.signals like @told{i}"))})";
        return slice.InOrder(await Query(
            db, $"{select} where {(userId is null ? "" : "d.user_id = @userId and ")}{Is(group)} and {PermissionTable.CallerSees} {tells} {slice.Clause("d.created_at", "d.id")}", parameters));
    }

    /// <summary>What brands call those that the caller sees of the group, each once, by brand and name.</summary>
    /// <param name="userId">Only this user's; null for everybody's.</param>
    public static async Task<IReadOnlyList<(string Brand, string Model)>> ModelsFor(DbConnection db, Client caller, DeviceGroup group, Guid? userId)
    {
        var parameters = Parameters(caller, new { userId });
        return [.. await db.QueryAsync<(string, string)>(
            $"select distinct d.brand, d.model from devices d where {(userId is null ? "" : "d.user_id = @userId and ")}d.model is not null and {Is(group)} and {PermissionTable.CallerSees} order by d.brand, d.model",
            parameters)];
    }

    /// <summary>The ids of what the caller sees of the group, by user, oldest first.</summary>
    public static async Task<ILookup<Guid, Guid>> IdsFor(DbConnection db, Client caller, DeviceGroup group, IReadOnlyCollection<Guid> userIds)
    {
        if (userIds.Count == 0) return Array.Empty<Guid>().ToLookup(id => id);
        var parameters = Parameters(caller, new { });
        return (await db.QueryAsync<(Guid User, Guid Device)>(
            $"select d.user_id, d.id from devices d where d.user_id in {parameters.In("user", userIds.Select(id => id.ToString()))} and {Is(group)} and {PermissionTable.CallerSees} order by d.created_at, d.id",
            parameters)).ToLookup(row => row.User, row => row.Device);
    }

    /// <summary>The parts of a site, with what is known of them now, oldest first; those that the caller sees.</summary>
    public static async Task<IReadOnlyList<DeviceView>> PartsFor(DbConnection db, Client caller, Guid siteId) =>
        [.. await Query(db, $"{select} where d.parent_id = @siteId and {PermissionTable.CallerSees} order by d.created_at, d.id", Parameters(caller, new { siteId }))];

    private static async Task<IEnumerable<DeviceView>> Query(DbConnection db, string statement, object parameters) => (await Rows(db, statement, parameters)).Select(row => row.ToView());

    private static Task<IEnumerable<ViewRow>> Rows(DbConnection db, string statement, object parameters) =>
        db.QueryAsync<DeviceRow, StateRow, ViewRest, ViewRow>(
            statement, (device, state, rest) => new ViewRow(device, state, rest), parameters, splitOn: $"{nameof(StateRow.DeviceId)},{nameof(ViewRest.UserName)}");

    private static DynamicParameters Parameters(Client caller, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id });
        return parameters;
    }

    /// <summary>For a <c>where</c> over devices named <c>d</c>.</summary>
    internal static string Is(DeviceGroup group) => group switch
    {
        DeviceGroup.Cars => "d.kind = 'EV'",
        DeviceGroup.Chargers => $"(d.kind = 'ChargePoint' and not {HasPart("p.kind = 'ChargePoint'")})",
        DeviceGroup.HeatPumps => "d.kind = 'HeatPump'",
        DeviceGroup.Inverters => $"(d.kind = 'Inverter' or (d.kind = 'SolarPlant' and not {HasPart("p.kind = 'Inverter'")}))",
        DeviceGroup.Batteries => "d.kind = 'Battery'",
        DeviceGroup.Meters => "d.kind in ('Meter', 'RetrofitMeter')",
        DeviceGroup.Sites => $"(d.kind <> 'ChargePoint' and {HasPart("1 = 1")})",
    };

    // A system is beside what it is itself: a battery with parts is a battery.
    private static bool IsOfDevices(DeviceGroup group) => group is not DeviceGroup.Sites;

    private static string HasPart(string which) => $"exists (select 1 from devices p where p.parent_id = d.id and p.tenant_id = d.tenant_id and p.gone_at is null and {which})";

    private sealed record Standing
    {
        public long Device { get; init; }
        public long State { get; init; }
        public bool MayHide { get; init; }
    }
}

/// <summary>A view as it is stored.</summary>
internal sealed record ViewRow(DeviceRow Device, StateRow State, ViewRest Rest)
{
    public Revision Revision => new(Rest.DeviceRevision, Rest.StateRevision);

    public DeviceView ToView() => new(Device.ToDevice(), State.ToState(), Rest.Group, Rest.UserName, Rest.LocationId, Rest.LocationSetAt, HomeTies.Read(Rest.Ties)) { HasPlaces = Rest.HasPlaces, HasPolicy = Rest.HasPolicy };
}

/// <summary>What a view has beside the device and its state.</summary>
internal sealed record ViewRest
{
    public required string UserName { get; init; }
    public string? GroupName { get; init; }
    public Guid? LocationId { get; init; }
    public DateTimeOffset? LocationSetAt { get; init; }
    public string? Ties { get; init; }
    public bool HasPlaces { get; init; }
    public bool HasPolicy { get; init; }
    public long DeviceRevision { get; init; }
    public long StateRevision { get; init; }

    public DeviceGroup? Group => GroupName is null ? null : Enum.Parse<DeviceGroup>(GroupName);
}
