using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>Stations: who they are, which link and device they belong to, and what they said about themselves.</summary>
internal static class StationTable
{
    private const string Columns =
        """
        id as Id, tenant_id as TenantId, identity as Identity, user_id as UserId, link_id as LinkId, link_open as LinkOpen, device_id as DeviceId,
        password_shown_at as PasswordShownAt, vendor as Vendor, model as Model, serial as Serial, firmware as Firmware,
        box_serial as BoxSerial, iccid as Iccid, imsi as Imsi, meter_type as MeterType, meter_serial as MeterSerial,
        clock_offset_micros as ClockOffsetMicros, anchor_told as AnchorTold, anchor_heard as AnchorHeard, anchor_last_heard as AnchorLastHeard, configuration as Configuration, number_of_connectors as NumberOfConnectors, tags as Tags
        """;

    public static Task<Station?> Find(DbConnection db, Guid id) => One(db, "id = @id", new { id = id.ToString() });

    /// <summary>Null where this is not its socket any more.</summary>
    public static Task<Station?> FindHeld(DbConnection db, StationSocket socket) => One(db, SocketTable.Held, socket);

    /// <summary>The same, with what a message is about, in one question: every message asks it.</summary>
    public static async Task<Addressed?> FindAddressed(DbConnection db, StationSocket socket, int? connectorId, int? transactionId) =>
        (await db.QuerySingleOrDefaultAsync<Row>(
            $"""
            select {Columns},
                   (select c.device_id from connectors c where c.station_id = stations.id and c.connector_id = @connector) as ConnectorDeviceId,
                   (select coalesce(t.stopped_at, {NotStopped}) from ocpp_transactions t where t.station_id = stations.id and t.transaction_id = @transaction) as TransactionStop
            from stations where {SocketTable.Held}
            """,
            new { socket.StationId, socket.Node, socket.Epoch, connector = (long?)connectorId, transaction = (long?)transactionId }))?.ToAddressed(connectorId);

    public static Task<Station?> FindByIdentity(DbConnection db, Guid tenantId, string identity) =>
        One(db, "tenant_id = @tenant and identity = @identity", new { tenant = tenantId.ToString(), identity });

    public static Task<Station?> FindByLink(DbConnection db, Guid tenantId, Guid linkId) =>
        One(db, "tenant_id = @tenant and link_id = @link", new { tenant = tenantId.ToString(), link = linkId.ToString() });

    public static Task Insert(DbConnection db, Station station, DateTimeOffset now) => db.ExecuteAsync(
        """
        insert into stations (id, tenant_id, identity, user_id, link_id, link_open, epoch, clock_offset_micros, next_transaction, made_at)
        values (@id, @tenant, @identity, @user, @link, 1, 0, 0, @next, @now)
        """,
        new
        {
            id = station.Id.ToString(), tenant = station.TenantId.ToString(), identity = station.Identity, user = station.UserId?.ToString(),
            link = station.LinkId?.ToString(), next = FirstTransaction(now), now = now.ToMicros(),
        });

    /// <summary>A newer link takes the station over; the password may be revealed anew, and is forgotten where the owner is another.</summary>
    public static Task Relink(DbConnection db, Guid id, Guid linkId, Guid? userId, bool forgetPassword) => db.ExecuteAsync(
        """
        update stations set link_id = @link, link_open = 1, user_id = coalesce(@user, user_id), password_shown_at = null,
          password_hash = case when @forget = 1 then null else password_hash end
        where id = @id
        """,
        new { id = id.ToString(), link = linkId.ToString(), user = userId?.ToString(), forget = forgetPassword ? 1L : 0L });

    /// <summary>The boot that the link waited for came; without a device the link had ended before.</summary>
    public static Task CloseLink(DbConnection db, Guid id, Guid? deviceId) => db.ExecuteAsync(
        "update stations set link_open = 0, device_id = coalesce(@device, device_id) where id = @id",
        new { id = id.ToString(), device = deviceId?.ToString() });

    public static Task Booted(DbConnection db, Guid id, StationPlate plate, DateTimeOffset at) => db.ExecuteAsync(
        """
        update stations set vendor = @Vendor, model = @Model, serial = @Serial, firmware = @Firmware, box_serial = @BoxSerial, iccid = @Iccid, imsi = @Imsi,
          meter_type = @MeterType, meter_serial = @MeterSerial, booted_at = @at
        where id = @id
        """,
        new
        {
            plate.Vendor, plate.Model, plate.Serial, plate.Firmware, plate.BoxSerial, plate.Iccid, plate.Imsi, plate.MeterType, plate.MeterSerial,
            at = at.ToMicros(), id = id.ToString(),
        });

    public static Task SetClock(DbConnection db, Guid id, TimeSpan offset, ClockAnchor? anchor) => db.ExecuteAsync(
        "update stations set clock_offset_micros = @offset, anchor_told = @told, anchor_heard = @heard, anchor_last_heard = @last where id = @id",
        new { id = id.ToString(), offset = offset.Ticks / TimeSpan.TicksPerMicrosecond, told = anchor?.Told.ToMicros(), heard = anchor?.Heard.ToMicros(), last = anchor?.LastHeard.ToMicros() });

    public static Task Configure(DbConnection db, Guid id, StationConfig config) => db.ExecuteAsync(
        "update stations set configuration = @json where id = @id", new { id = id.ToString(), json = config.ToJson() });

    public static Task SetTags(DbConnection db, Guid id, IReadOnlyList<string>? tags) => db.ExecuteAsync(
        "update stations set tags = @tags where id = @id", new { id = id.ToString(), tags = tags is null ? null : JsonSerializer.Serialize(tags) });

    public static Task SetConnectors(DbConnection db, Guid id, int? number) => db.ExecuteAsync(
        "update stations set number_of_connectors = @number where id = @id", new { id = id.ToString(), number = (long?)number });

    /// <summary>Nobody owns it any more: no password opens it, unless a new link waits for it.</summary>
    public static Task Release(DbConnection db, Guid id) => db.ExecuteAsync(
        """
        update stations set device_id = null, number_of_connectors = null,
          user_id = case when link_open = 1 then user_id end,
          password_hash = case when link_open = 1 then password_hash end,
          password_shown_at = case when link_open = 1 then password_shown_at end
        where id = @id
        """,
        new { id = id.ToString() });

    public static async Task<int> NextTransaction(DbConnection db, Guid id) => (int)await db.QuerySingleAsync<long>(
        "update stations set next_transaction = next_transaction + 1 where id = @id returning next_transaction", new { id = id.ToString() });

    /// <summary>Keeps our own numbers off one that the station brought along.</summary>
    public static Task SkipTransaction(DbConnection db, Guid id, int transactionId) => db.ExecuteAsync(
        "update stations set next_transaction = @taken where id = @id and next_transaction < @taken and @taken < 2000000000",
        new { id = id.ToString(), taken = (long)transactionId });

    private static async Task<Station?> One(DbConnection db, string where, object parameters) =>
        (await db.QuerySingleOrDefaultAsync<Row>($"select {Columns} from stations where {where}", parameters))?.ToStation();

    private const long NotStopped = -1;

    /// <summary>
    /// Far from the small numbers that other back ends gave, so that a transaction which a station brings along from one is
    /// not taken for one of ours.
    /// </summary>
    private static long FirstTransaction(DateTimeOffset now) => now.ToUnixTimeSeconds() - new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string TenantId { get; init; }
        public required string Identity { get; init; }
        public string? UserId { get; init; }
        public string? LinkId { get; init; }
        public long LinkOpen { get; init; }
        public string? DeviceId { get; init; }
        public long? PasswordShownAt { get; init; }
        public string? Vendor { get; init; }
        public string? Model { get; init; }
        public string? Serial { get; init; }
        public string? Firmware { get; init; }
        public string? BoxSerial { get; init; }
        public string? Iccid { get; init; }
        public string? Imsi { get; init; }
        public string? MeterType { get; init; }
        public string? MeterSerial { get; init; }
        public long ClockOffsetMicros { get; init; }
        public long? AnchorTold { get; init; }
        public long? AnchorHeard { get; init; }
        public long? AnchorLastHeard { get; init; }
        public string? Configuration { get; init; }
        public long? NumberOfConnectors { get; init; }
        public string? Tags { get; init; }
        public string? ConnectorDeviceId { get; init; }
        public long? TransactionStop { get; init; }

        public Addressed ToAddressed(int? connectorId) => new(ToStation(), connectorId, Parse(ConnectorDeviceId), TransactionStop is not null, TransactionStop is NotStopped ? null : TransactionStop.ToTime());

        public Station ToStation() => new(
            Guid.Parse(Id), Guid.Parse(TenantId), Identity, Parse(UserId), Parse(LinkId), LinkOpen != 0, Parse(DeviceId), PasswordShownAt is not null,
            new StationPlate(Vendor, Model, Serial, Firmware, BoxSerial, Iccid, Imsi, MeterType, MeterSerial), TimeSpan.FromTicks(ClockOffsetMicros * TimeSpan.TicksPerMicrosecond),
            StationConfig.FromJson(Configuration), (int?)NumberOfConnectors, Tags is null ? null : JsonSerializer.Deserialize<List<string>>(Tags),
            (AnchorTold.ToTime(), AnchorHeard.ToTime(), AnchorLastHeard.ToTime()) is ({ } told, { } heard, { } last) ? new ClockAnchor(told, heard, last) : null);

        private static Guid? Parse(string? id) => id is null ? null : Guid.Parse(id);
    }
}
