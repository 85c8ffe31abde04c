using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Commands;

public static class CommandTable
{
    private const string Select = """
        select c.id as Id, c.tenant_id as TenantId, c.device_id as DeviceId, c.client_id as ClientId, c.kind as Kind, c.value as Value, c.upper_value as Upper, c.status as Status,
               c.trigger_at as TriggerAt, c.sent_at as SentAt, c.error as Error, c.error_detail as ErrorDetail, c.verification as Verification,
               c.verified_at as VerifiedAt, c.verification_error as VerificationError, c.verification_detail as VerificationDetail,
               c.created_at as CreatedAt, c.version as Version,
               c.batch_id as BatchId, c.answered_at as AnsweredAt, c.give_up_at as GiveUpAt, c.changed_at as ChangedAt, c.may_route as MayRoute, c.route_id as RouteId
        from commands c
        """;

    public static async Task<CommandRecord?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where c.id = @id", new { id }))?.ToRecord();

    public static async Task<CommandRecord?> FindFor(DbConnection db, Client caller, Guid deviceId, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"{Select} join devices d on d.id = c.device_id where c.id = @id and c.device_id = @deviceId and {PermissionTable.CallerSees}",
            new { id, deviceId, tenantId = caller.TenantId, caller = caller.Id }))?.ToRecord();

    /// <summary>By its id alone, where the caller sees its device.</summary>
    public static async Task<CommandRecord?> FindFor(DbConnection db, Client caller, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"{Select} join devices d on d.id = c.device_id where c.id = @id and {PermissionTable.CallerSees}",
            new { id, tenantId = caller.TenantId, caller = caller.Id }))?.ToRecord();

    /// <summary>Those that are tried and watched until a time of their own, and not over; oldest first.</summary>
    public static async Task<IReadOnlyList<CommandRecord>> Open(DbConnection db, Guid deviceId) =>
        [.. (await db.QueryAsync<Row>(
            $"{Select} where c.device_id = @deviceId and {OpenInOrder}", new { deviceId }))
            .Select(row => row.ToRecord())];

    /// <summary>As <see cref="Open"/>: those of cars that this charger carries out.</summary>
    public static async Task<IReadOnlyList<CommandRecord>> OpenThrough(DbConnection db, Guid chargerId) =>
        [.. (await db.QueryAsync<Row>(
            $"{Select} where c.route_id = @chargerId and {OpenInOrder}", new { chargerId }))
            .Select(row => row.ToRecord())];

    private const string OpenInOrder = "c.give_up_at is not null and c.status in ('Pending', 'Triggered', 'Sent') order by c.trigger_at, c.id";

    /// <summary>Those of these kinds by when they are to be sent, oldest first; the end is not part of the span.</summary>
    public static async Task<IReadOnlyList<CommandRecord>> List(
        DbConnection db, Guid deviceId, IReadOnlyList<CommandKind> kinds, DateTimeOffset start, DateTimeOffset end, Cursor? after, int limit)
    {
        var parameters = new DynamicParameters(new { deviceId, start, end, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit });
        return
        [
            .. (await db.QueryAsync<Row>(
                $"""
                {Select} where c.device_id = @deviceId and c.kind in {parameters.In("kind", kinds.Select(kind => kind.ToString()))}
                  and c.trigger_at >= @start and c.trigger_at < @end and (c.trigger_at > @at or (c.trigger_at = @at and c.id > @id))
                order by c.trigger_at, c.id limit @limit
                """,
                parameters)).Select(row => row.ToRecord()),
        ];
    }

    /// <summary>What was sent to a device, or to it instead of a car, between two moments, neither part of it, newest first: the newest of them, or the oldest.</summary>
    public static Task<IReadOnlyList<CommandRecord>> Sent(DbConnection db, Guid deviceId, IReadOnlyList<CommandKind> kinds, DateTimeOffset? after, DateTimeOffset? before, bool oldest, int limit) =>
        Between(db, deviceId, "c.sent_at", "", kinds, after, before, oldest, limit);

    /// <summary>The same of what failed, by when that was known.</summary>
    public static Task<IReadOnlyList<CommandRecord>> Failed(DbConnection db, Guid deviceId, IReadOnlyList<CommandKind> kinds, DateTimeOffset? after, DateTimeOffset? before, bool oldest, int limit) =>
        Between(db, deviceId, "c.changed_at", "and c.status = 'Failed'", kinds, after, before, oldest, limit);

    private static async Task<IReadOnlyList<CommandRecord>> Between(
        DbConnection db, Guid deviceId, string moment, string which, IReadOnlyList<CommandKind> kinds, DateTimeOffset? after, DateTimeOffset? before, bool oldest, int limit)
    {
        var parameters = new DynamicParameters(new { deviceId, after = after ?? DateTimeOffset.UnixEpoch, before = before ?? DateTimeOffset.MaxValue.Stored(), limit = (long)limit });
        var found = (await db.QueryAsync<Row>(
            $"""
            {Select} where (c.route_id = @deviceId or (c.device_id = @deviceId and c.route_id is null)) and c.kind in {parameters.In("kind", kinds.Select(kind => kind.ToString()))}
              and {moment} > @after and {moment} < @before {which}
            order by {moment} {(oldest ? "" : "desc")}, c.id limit @limit
            """,
            parameters)).Select(row => row.ToRecord());
        return oldest ? [.. found.Reverse()] : [.. found];
    }

    /// <summary>A reading of a device named <c>d</c> may prove a command.</summary>
    public const string AwaitsProof = """
        (exists (select 1 from commands c where c.device_id = d.id and c.verification = 'Pending') or exists (select 1 from commands c where c.route_id = d.id and c.verification = 'Pending'))
        """;

    /// <summary>Those that a reading of the device may prove, oldest first: its own, and those of a car that it carries out.</summary>
    public static async Task<IReadOnlyList<CommandRecord>> Awaiting(DbConnection db, Guid deviceId) =>
        [.. (await db.QueryAsync<Row>(
            $"{Select} where (c.device_id = @deviceId or c.route_id = @deviceId) and c.verification = 'Pending' order by c.trigger_at, c.id", new { deviceId })).Select(row => row.ToRecord())];

    /// <summary>When the device is told something, within this span of trigger times, its ends left out. What was refused, taken back or never sent does not count.</summary>
    public static async Task<IReadOnlyList<DateTimeOffset>> Told(DbConnection db, Guid deviceId, DateTimeOffset after, DateTimeOffset before) =>
        [.. await db.QueryAsync<DateTimeOffset>(
            $"select c.trigger_at from commands c where c.device_id = @deviceId and c.trigger_at > @after and c.trigger_at < @before and {IsTold}",
            new { deviceId, after, before })];

    /// <summary>As <see cref="Told"/>, by device, for all of a collective.</summary>
    public static async Task<ILookup<Guid, DateTimeOffset>> ToldInCollective(DbConnection db, Guid collectiveId, DateTimeOffset after, DateTimeOffset before) =>
        (await db.QueryAsync<(Guid DeviceId, DateTimeOffset At)>(
            $"""
            select c.device_id, c.trigger_at from devices d join commands c on c.device_id = d.id
            where d.collective_id = @collectiveId and c.trigger_at > @after and c.trigger_at < @before and {IsTold}
            """,
            new { collectiveId, after, before })).ToLookup(told => told.DeviceId, told => told.At);

    private const string IsTold = "(c.status in ('Pending', 'Triggered', 'Sent', 'Succeeded') or c.error = 'NotConfirmed')";

    /// <summary>
    /// Whether nothing else comes first for the device: nothing with an earlier time is pending, and nothing was sent since
    /// <paramref name="sent"/> whose answer is not in. What was to be sent before <paramref name="due"/> is left aside.
    /// </summary>
    public static async Task<bool> IsNext(DbConnection db, CommandRecord record, DateTimeOffset due, DateTimeOffset sent) =>
        await db.ExecuteScalarAsync<long>(
            $"""
            select (
                select count(*) from commands c
                where c.device_id = @DeviceId and c.trigger_at >= @due and (c.trigger_at < @TriggerAt or (c.trigger_at = @TriggerAt and c.id < @Id))
                  and (c.status = 'Pending' or {IsUnanswered})
            ) + (
                select count(*) from commands c where c.route_id = @DeviceId and {IsUnanswered}
            )
            """,
            new { record.DeviceId, record.TriggerAt, record.Id, due, sent }) == 0;

    /// <summary>Whether something was sent to the device since then whose answer is not in: a command of its own, or a car's that it carries out.</summary>
    public static async Task<bool> IsBusy(DbConnection db, Guid deviceId, DateTimeOffset sent) =>
        await db.ExecuteScalarAsync<long>(
            $"""
            select (select count(*) from commands c where c.route_id = @deviceId and {IsUnanswered})
                 + (select count(*) from commands c where c.device_id = @deviceId and c.route_id is null and {IsUnanswered})
            """,
            new { deviceId, sent }) > 0;

    // Sent not too long ago for an answer to come; one that was taken back meanwhile is on its way all the same.
    private const string IsUnanswered = "c.status in ('Triggered', 'Canceled') and c.answered_at is null and c.sent_at > @sent";

    /// <summary>The pending command of a device that comes first, of those with a time in this span.</summary>
    public static Task<Guid?> FirstPending(DbConnection db, Guid deviceId, DateTimeOffset due, DateTimeOffset now) =>
        db.QueryFirstOrDefaultAsync<Guid?>(
            """
            select c.id from commands c where c.device_id = @deviceId and c.status = 'Pending' and c.trigger_at >= @due and c.trigger_at <= @now
            order by c.trigger_at, c.id limit 1
            """,
            new { deviceId, due, now });

    public static Task Add(DbConnection db, CommandRecord record) => Add(db, [record]);

    // Many rows to a statement: a way to the database and back for each would hold a transaction of thousands open for seconds.
    public static async Task Add(DbConnection db, IEnumerable<CommandRecord> records)
    {
        foreach (var some in records.Chunk(RowsAtOnce))
        {
            var parameters = new DynamicParameters();
            var rows = some.Select((record, i) => parameters.Row(
                i, record.Id, record.TenantId, record.DeviceId, record.ClientId, record.Command.Kind.ToString(), record.Command.Value, record.Command.Upper, record.Status.ToString(),
                record.TriggerAt, record.Error?.ToString(), record.ErrorDetail, record.BatchId, record.GiveUpAt, record.CreatedAt, record.CreatedAt, record.Version, record.MayRoute));
            await db.ExecuteAsync(
                $"""
                insert into commands (id, tenant_id, device_id, client_id, kind, value, upper_value, status, trigger_at, error, error_detail, batch_id, give_up_at, changed_at, created_at, version, may_route)
                values {string.Join(", ", rows)}
                """,
                parameters);
        }
    }

    private const int RowsAtOnce = 100;

    /// <summary>False where someone else changed it since it was read: nothing was written.</summary>
    public static async Task<bool> Update(DbConnection db, CommandRecord record, DateTimeOffset now)
    {
        var before = await Outbox.Hears(db, record.TenantId) ? await Find(db, record.Id) : null;
        if (!await Write(db, record, now)) return false;
        if (before is not null && before.Status != record.Status) await AnnounceDevice.Commanded(db, before, record with { ChangedAt = now }, now);
        return true;
    }

    private static async Task<bool> Write(DbConnection db, CommandRecord record, DateTimeOffset now) =>
        await db.ExecuteAsync(
            """
            update commands set status = @status, trigger_at = @TriggerAt, sent_at = @SentAt, answered_at = @AnsweredAt, error = @error, error_detail = @ErrorDetail, verification = @verification,
                verified_at = @VerifiedAt, verification_error = @verificationError, verification_detail = @VerificationDetail, changed_at = @now, route_id = @RouteId, version = @Version + 1
            where id = @Id and version = @Version
            """,
            Parameters(record, now)) == 1;

    private static object Parameters(CommandRecord record, DateTimeOffset now) => new
    {
        record.Id, record.TenantId, record.DeviceId, record.ClientId, kind = record.Command.Kind.ToString(), value = record.Command.Value, status = record.Status.ToString(),
        record.TriggerAt, record.SentAt, error = record.Error?.ToString(), record.ErrorDetail, verification = record.Verification?.ToString(),
        record.VerifiedAt, verificationError = record.VerificationError?.ToString(), record.VerificationDetail, record.CreatedAt, record.Version,
        record.BatchId, record.AnsweredAt, record.RouteId, now,
    };

    private sealed record Row(
        Guid Id, Guid TenantId, Guid DeviceId, Guid ClientId, CommandKind Kind, double? Value, double? Upper, CommandStatus Status,
        DateTimeOffset TriggerAt, DateTimeOffset? SentAt, string? Error, string? ErrorDetail, string? Verification,
        DateTimeOffset? VerifiedAt, string? VerificationError, string? VerificationDetail, DateTimeOffset CreatedAt, long Version,
        Guid? BatchId, DateTimeOffset? AnsweredAt, DateTimeOffset? GiveUpAt, DateTimeOffset ChangedAt, bool MayRoute, Guid? RouteId)
    {
        public CommandRecord ToRecord() => new(
            Id, TenantId, DeviceId, ClientId, new Command(Kind, Value, Upper), Status, TriggerAt, SentAt, Read<CommandError>(Error), ErrorDetail,
            Read<Verification>(Verification), VerifiedAt, Read<CommandError>(VerificationError), VerificationDetail, CreatedAt, Version)
        { BatchId = BatchId, AnsweredAt = AnsweredAt, GiveUpAt = GiveUpAt, ChangedAt = ChangedAt, MayRoute = MayRoute, RouteId = RouteId };

        private static T? Read<T>(string? name) where T : struct, Enum => name is null ? null : Enum.Parse<T>(name);
    }
}
