using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Linking;

public static class OffboardingTable
{
    private const string Select = """
        select o.id as Id, o.tenant_id as TenantId, o.client_id as ClientId, o.device_id as DeviceId, o.components as Components, o.status as Status,
               o.revocation as Revocation, o.created_at as CreatedAt, o.marked_at as MarkedAt, o.ended_at as EndedAt
        from offboardings o
        """;

    public static async Task<Offboarding?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where o.id = @id", new { id }))?.ToOffboarding();

    /// <summary>Null where there is none, or another client asked for it.</summary>
    public static async Task<Offboarding?> FindFor(DbConnection db, Client caller, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + " where o.id = @id and o.tenant_id = @tenantId and o.client_id = @clientId", new { id, tenantId = caller.TenantId, clientId = caller.Id }))?.ToOffboarding();

    /// <summary>What the caller asked for, oldest first; of these statuses alone, where any are given.</summary>
    public static async Task<IReadOnlyList<Offboarding>> ListFor(DbConnection db, Client caller, IReadOnlyList<OffboardingStatus> statuses, Cursor? after, int limit)
    {
        var parameters = new DynamicParameters(new
        {
            tenantId = caller.TenantId, clientId = caller.Id, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit,
        });
        var ofStatus = statuses.Count == 0 ? "" : $"and o.status in {parameters.In("status", statuses.Select(status => status.ToString()))}";
        return [.. (await db.QueryAsync<Row>(
            $"""
            {Select} where o.tenant_id = @tenantId and o.client_id = @clientId {ofStatus} and (o.created_at > @at or (o.created_at = @at and o.id > @id))
            order by o.created_at, o.id limit @limit
            """,
            parameters)).Select(row => row.ToOffboarding())];
    }

    /// <summary>One that is to take away any of these devices; null where none is open.</summary>
    public static async Task<Offboarding?> OpenOf(DbConnection db, IReadOnlyList<Guid> deviceIds)
    {
        var parameters = new DynamicParameters();
        return (await db.QueryFirstOrDefaultAsync<Row?>(
            $"{Select} join devices d on d.offboarding_id = o.id where d.id in {parameters.In("id", deviceIds.Select(id => id.ToString()))} order by o.created_at, o.id",
            parameters))?.ToOffboarding();
    }

    public static Task Add(DbConnection db, Offboarding offboarding) =>
        db.ExecuteAsync(
            """
            insert into offboardings (id, tenant_id, client_id, device_id, components, status, revocation, created_at, marked_at, ended_at)
            values (@Id, @TenantId, @ClientId, @DeviceId, @components, @status, @revocation, @CreatedAt, @MarkedAt, @EndedAt)
            """,
            Parameters(offboarding));

    public static Task Update(DbConnection db, Offboarding offboarding) =>
        db.ExecuteAsync(
            """
            update offboardings set components = @components, status = @status, revocation = @revocation, marked_at = @MarkedAt, ended_at = @EndedAt
            where id = @Id
            """,
            Parameters(offboarding));

    private static object Parameters(Offboarding offboarding) => new
    {
        offboarding.Id, offboarding.TenantId, offboarding.ClientId, offboarding.DeviceId, components = JsonSerializer.Serialize(offboarding.Components),
        status = offboarding.Status.ToString(), revocation = offboarding.Revocation?.ToString(), offboarding.CreatedAt, offboarding.MarkedAt, offboarding.EndedAt,
    };

    private sealed record Row(
        Guid Id, Guid TenantId, Guid ClientId, Guid DeviceId, string Components, OffboardingStatus Status, string? Revocation,
        DateTimeOffset CreatedAt, DateTimeOffset? MarkedAt, DateTimeOffset? EndedAt)
    {
        public Offboarding ToOffboarding() => new(
            Id, TenantId, ClientId, DeviceId, JsonSerializer.Deserialize<Guid[]>(Components)!, Status,
            Revocation is null ? null : Enum.Parse<Revocation>(Revocation), CreatedAt, MarkedAt, EndedAt);
    }
}
