using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.SmartCharging;

/// <summary>Where a part of a session may begin: whether it does is for <see cref="ChargeParts"/> to say.</summary>
public sealed record PartStart(DateTimeOffset At, Guid Id, Guid SessionId);

/// <summary>Which parts are asked for.</summary>
/// <param name="UserId">Only of this user's devices; null for everybody's.</param>
/// <param name="After">Only those that begin after this; and before the other.</param>
public sealed record PartChoice(Guid? UserId = null, Guid? DeviceId = null, DateTimeOffset? After = null, DateTimeOffset? Before = null);

/// <summary>Finds where parts of charge sessions begin: with a plug, an override, the end of one, or a switch of the policy.</summary>
public static class ChargePartTable
{
    private const string Within = "c.plugged_at < {0} and (c.ended_at is null or c.ended_at > {0})";

    // The id of what comes after an override, as ChargeParts.AfterBoost writes it.
    private const string AfterBoost = "substr(o.id, 1, 14) || '8' || substr(o.id, 16)";

    private static readonly IReadOnlyList<(string At, string Id, string From)> sorts =
    [
        ("c.plugged_at", "c.id", "charge_sessions c"),
        ("o.created_at", "o.id", $"charging_overrides o join charge_sessions c on c.device_id = o.device_id and {string.Format(null, Within, "o.created_at")}"),
        ("o.ended_at", AfterBoost, $"charging_overrides o join charge_sessions c on c.device_id = o.device_id and {string.Format(null, Within, "o.ended_at")}"),
        ("s.switched_at", "s.id", $"charging_switches s join charge_sessions c on c.device_id = s.device_id and {string.Format(null, Within, "s.switched_at")}"),
    ];

    /// <summary>What the caller sees, newest first.</summary>
    public static async Task<IReadOnlyList<PartStart>> ListFor(DbConnection db, Client caller, PartChoice choice, ListSlice slice)
    {
        var parameters = Parameters(caller, choice.UserId, slice.Parameters);
        parameters.AddDynamicParams(new { choice.DeviceId, choice.After, choice.Before });
        var some = sorts.Select((sort, i) =>
        {
            var chosen = (choice.DeviceId is null ? "" : " and c.device_id = @DeviceId") + (choice.After is null ? "" : $" and {sort.At} > @After") + (choice.Before is null ? "" : $" and {sort.At} < @Before");
            // Each sort by itself, so that none is read to its end.
            return $"select * from ({Select(sort, choice.UserId)}{chosen} {slice.Clause(sort.At, sort.Id)}) p{i}";
        });
        return slice.InOrder((await db.QueryAsync<Row>($"select * from ({string.Join(" union all ", some)}) p where 1 = 1 {slice.Clause("p.at", "p.id")}", parameters)).Select(row => row.ToStart()));
    }

    /// <summary>Null where the caller sees none of this id.</summary>
    public static async Task<PartStart?> FindFor(DbConnection db, Client caller, Guid? userId, Guid id)
    {
        var parameters = Parameters(caller, userId, new { id, boost = ChargeParts.BoostBefore(id) ?? id });
        var all = sorts.Select(sort => $"{Select(sort, userId)} and {(sort.Id == AfterBoost ? $"o.id = @boost and {AfterBoost} = @id" : $"{sort.Id} = @id")}");
        return (await db.QueryFirstOrDefaultAsync<Row?>(string.Join(" union all ", all), parameters))?.ToStart();
    }

    private static string Select((string At, string Id, string From) sort, Guid? userId) =>
        $"select {sort.At} as at, {sort.Id} as id, c.id as session_id from {sort.From} join devices d on d.id = c.device_id where c.tenant_id = @tenantId and {PermissionTable.CallerSees}{(userId is null ? "" : " and d.user_id = @userId")}";

    private static DynamicParameters Parameters(Client caller, Guid? userId, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, userId });
        return parameters;
    }

    private sealed record Row
    {
        public DateTimeOffset At { get; init; }
        public Guid Id { get; init; }
        public Guid Session_Id { get; init; }

        public PartStart ToStart() => new(At, Id, Session_Id);
    }
}
