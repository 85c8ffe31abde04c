using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Core.Devices;

public static class StateTable
{
    /// <summary>The columns of a <see cref="StateRow"/>, of states named <c>s</c>.</summary>
    internal const string Columns = """
        s.device_id as DeviceId, s.signals as Signals, s.is_online as IsOnline, s.is_asleep as IsAsleep, s.last_heard_at as LastHeardAt,
        s.trouble as Trouble, s.trouble_message as TroubleMessage, s.trouble_since as TroubleSince, s.retry_at as RetryAt
        """;

    private const string Select = $"select {Columns} from device_states s";

    public static async Task<DeviceState> Find(DbConnection db, Guid deviceId) =>
        (await db.QueryFirstOrDefaultAsync<StateRow?>(Select + " where s.device_id = @deviceId", new { deviceId }))?.ToState() ?? DeviceState.Unheard(deviceId);

    /// <summary>The states of these devices, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeviceState>> Find(DbConnection db, IReadOnlyList<Guid> deviceIds)
    {
        if (deviceIds.Count == 0) return new Dictionary<Guid, DeviceState>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<StateRow>($"{Select} where s.device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))}", parameters))
            .ToDictionary(row => row.DeviceId, row => row.ToState());
    }

    public static Task Save(DbConnection db, DeviceState state) =>
        db.ExecuteAsync(
            """
            update device_states set signals = @signals, is_online = @IsOnline, is_asleep = @IsAsleep, last_heard_at = @LastHeardAt,
                trouble = @trouble, trouble_message = @message, trouble_since = @since, retry_at = @retryAt, revision = @revision
            where device_id = @DeviceId
            """,
            new
            {
                state.DeviceId, signals = SignalJson.Write(state.Signals), state.IsOnline, state.IsAsleep, state.LastHeardAt,
                trouble = state.Trouble?.Kind.ToString(), message = state.Trouble?.Message, since = state.Trouble?.Since, retryAt = state.Trouble?.RetryAt, revision = Revision.Next(),
            });
}

/// <summary>A state as it is stored; a question that asks for more beside it has a row that goes on from here.</summary>
internal record StateRow
{
    public Guid DeviceId { get; init; }
    public required string Signals { get; init; }
    public bool IsOnline { get; init; }
    public bool IsAsleep { get; init; }
    public DateTimeOffset? LastHeardAt { get; init; }
    public string? Trouble { get; init; }
    public string? TroubleMessage { get; init; }
    public DateTimeOffset? TroubleSince { get; init; }
    public DateTimeOffset? RetryAt { get; init; }

    public DeviceState ToState() => new(
        DeviceId, SignalJson.ReadState(Signals), IsOnline, IsAsleep, LastHeardAt,
        Trouble is null ? null : new Trouble(Enum.Parse<VendorFaultKind>(Trouble), TroubleMessage ?? "", TroubleSince ?? DateTimeOffset.UnixEpoch, RetryAt));
}
