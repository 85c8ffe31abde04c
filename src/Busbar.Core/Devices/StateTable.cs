using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Core.Devices;

public static class StateTable
{
    private const string Select = """
        select device_id as DeviceId, signals as Signals, is_online as IsOnline, is_asleep as IsAsleep, last_heard_at as LastHeardAt,
               trouble as Trouble, trouble_message as TroubleMessage, trouble_since as TroubleSince, retry_at as RetryAt
        from device_states
        """;

    public static async Task<DeviceState> Find(DbConnection db, Guid deviceId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where device_id = @deviceId", new { deviceId }))?.ToState() ?? DeviceState.Unheard(deviceId);

    /// <summary>The states of these devices, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeviceState>> Find(DbConnection db, IReadOnlyList<Guid> deviceIds)
    {
        if (deviceIds.Count == 0) return new Dictionary<Guid, DeviceState>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Row>($"{Select} where device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))}", parameters))
            .ToDictionary(row => row.DeviceId, row => row.ToState());
    }

    public static Task Save(DbConnection db, DeviceState state) =>
        db.ExecuteAsync(
            """
            update device_states set signals = @signals, is_online = @IsOnline, is_asleep = @IsAsleep, last_heard_at = @LastHeardAt,
                trouble = @trouble, trouble_message = @message, trouble_since = @since, retry_at = @retryAt
            where device_id = @DeviceId
            """,
            new
            {
                state.DeviceId, signals = SignalJson.Write(state.Signals), state.IsOnline, state.IsAsleep, state.LastHeardAt,
                trouble = state.Trouble?.Kind.ToString(), message = state.Trouble?.Message, since = state.Trouble?.Since, retryAt = state.Trouble?.RetryAt,
            });

    private sealed record Row(
        Guid DeviceId, string Signals, bool IsOnline, bool IsAsleep, DateTimeOffset? LastHeardAt,
        string? Trouble, string? TroubleMessage, DateTimeOffset? TroubleSince, DateTimeOffset? RetryAt)
    {
        public DeviceState ToState() => new(
            DeviceId, SignalJson.ReadState(Signals), IsOnline, IsAsleep, LastHeardAt,
            Trouble is null ? null : new Trouble(Enum.Parse<VendorFaultKind>(Trouble), TroubleMessage ?? "", TroubleSince ?? DateTimeOffset.UnixEpoch, RetryAt));
    }
}
