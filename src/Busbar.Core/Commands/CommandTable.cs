using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Commands;

public static class CommandTable
{
    private const string Select = """
        select c.id as Id, c.tenant_id as TenantId, c.device_id as DeviceId, c.client_id as ClientId, c.kind as Kind, c.value as Value, c.status as Status,
               c.trigger_at as TriggerAt, c.sent_at as SentAt, c.error as Error, c.error_detail as ErrorDetail, c.verification as Verification,
               c.verified_at as VerifiedAt, c.verification_error as VerificationError, c.verification_detail as VerificationDetail,
               c.created_at as CreatedAt, c.version as Version
        from commands c
        """;

    public static async Task<CommandRecord?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where c.id = @id", new { id }))?.ToRecord();

    public static async Task<CommandRecord?> FindFor(DbConnection db, Client caller, Guid deviceId, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"{Select} join devices d on d.id = c.device_id where c.id = @id and c.device_id = @deviceId and {PermissionTable.CallerSees}",
            new { id, deviceId, tenantId = caller.TenantId, caller = caller.Id }))?.ToRecord();

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

    /// <summary>Those that wait for a reading to prove them, oldest first.</summary>
    public static async Task<IReadOnlyList<CommandRecord>> Awaiting(DbConnection db, Guid deviceId) =>
        [.. (await db.QueryAsync<Row>(Select + " where c.device_id = @deviceId and c.verification = 'Pending' order by c.trigger_at, c.id", new { deviceId })).Select(row => row.ToRecord())];

    /// <summary>When the device was last told something, or is about to be; what was refused or taken back does not count.</summary>
    public static async Task<DateTimeOffset?> LastTold(DbConnection db, Guid deviceId) =>
        await db.QueryFirstOrDefaultAsync<long?>(
            "select max(trigger_at) from commands where device_id = @deviceId and (status in ('Pending', 'Triggered', 'Sent', 'Succeeded') or error = 'NotConfirmed')",
            new { deviceId }) is { } micros ? micros.ToTime() : null;

    public static Task Add(DbConnection db, CommandRecord record) =>
        db.ExecuteAsync(
            """
            insert into commands (id, tenant_id, device_id, client_id, kind, value, status, trigger_at, created_at, version)
            values (@Id, @TenantId, @DeviceId, @ClientId, @kind, @value, @status, @TriggerAt, @CreatedAt, @Version)
            """,
            Parameters(record));

    /// <summary>False where someone else changed it since it was read: nothing was written.</summary>
    public static async Task<bool> Update(DbConnection db, CommandRecord record) =>
        await db.ExecuteAsync(
            """
            update commands set status = @status, sent_at = @SentAt, error = @error, error_detail = @ErrorDetail, verification = @verification,
                verified_at = @VerifiedAt, verification_error = @verificationError, verification_detail = @VerificationDetail, version = @Version + 1
            where id = @Id and version = @Version
            """,
            Parameters(record)) == 1;

    private static object Parameters(CommandRecord record) => new
    {
        record.Id, record.TenantId, record.DeviceId, record.ClientId, kind = record.Command.Kind.ToString(), value = record.Command.Value, status = record.Status.ToString(),
        record.TriggerAt, record.SentAt, error = record.Error?.ToString(), record.ErrorDetail, verification = record.Verification?.ToString(),
        record.VerifiedAt, verificationError = record.VerificationError?.ToString(), record.VerificationDetail, record.CreatedAt, record.Version,
    };

    private sealed record Row(
        Guid Id, Guid TenantId, Guid DeviceId, Guid ClientId, CommandKind Kind, double? Value, CommandStatus Status,
        DateTimeOffset TriggerAt, DateTimeOffset? SentAt, string? Error, string? ErrorDetail, string? Verification,
        DateTimeOffset? VerifiedAt, string? VerificationError, string? VerificationDetail, DateTimeOffset CreatedAt, long Version)
    {
        public CommandRecord ToRecord() => new(
            Id, TenantId, DeviceId, ClientId, new Command(Kind, Value), Status, TriggerAt, SentAt, Read<CommandError>(Error), ErrorDetail,
            Read<Verification>(Verification), VerifiedAt, Read<CommandError>(VerificationError), VerificationDetail, CreatedAt, Version);

        private static T? Read<T>(string? name) where T : struct, Enum => name is null ? null : Enum.Parse<T>(name);
    }
}
