using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class PermissionTable
{
    public static readonly IReadOnlyList<PermissionLevel> AllLevels = Enum.GetValues<PermissionLevel>();

    /// <summary>The caller (<c>@tenantId</c>, <c>@caller</c>) looks after the tenant.</summary>
    public const string CallerAdministers = "exists (select 1 from tenant_administrators a where a.tenant_id = @tenantId and a.principal_id = @caller)";

    /// <summary>
    /// The one access rule, for a <c>where</c> over devices named <c>d</c>: the caller (<c>@tenantId</c>, <c>@caller</c>) holds
    /// Viewer. Every list and every look-up joins it. Nobody sees a device that is being deleted.
    /// </summary>
    public const string CallerSees = $"d.tenant_id = @tenantId and d.gone_at is null and ({HasViewer} or {CallerAdministers})";

    private const string HasViewer = $"exists (select 1 from permissions p where p.device_id = d.id and p.level = 'Viewer' and {IsCallers})";

    /// <summary>The caller may not see a device of its tenant that goes by another name than <c>d</c>.</summary>
    // Those who look after the tenant see all: of theirs no device is looked at.
    public static string HiddenFromCaller(string device) => $"(not {CallerAdministers} and not {Regex.Replace(HasViewer, @"\bd\.", device + ".")})";

    /// <summary>A permission named <c>p</c> is the caller's own, its tenant's, or that of a collective that it is a member of.</summary>
    public const string IsCallers = "(p.principal_id = @caller or p.principal_id = @tenantId or exists (select 1 from collective_members m where m.principal_id = @caller and m.collective_id = p.principal_id))";

    public static async Task Give(DbConnection db, Guid tenantId, Guid deviceId, Guid principalId, IEnumerable<PermissionLevel> levels)
    {
        foreach (var level in levels)
            await db.ExecuteAsync(
                "insert into permissions (tenant_id, device_id, principal_id, level) values (@tenantId, @deviceId, @principalId, @level) on conflict do nothing",
                new { tenantId, deviceId, principalId, level = level.ToString() });
    }

    /// <summary>A new device of a station gets what its station has.</summary>
    public static Task Copy(DbConnection db, Guid fromDevice, Guid toDevice) =>
        db.ExecuteAsync(
            """
            insert into permissions (tenant_id, device_id, principal_id, level)
            select tenant_id, @toDevice, principal_id, level from permissions where device_id = @fromDevice
            on conflict do nothing
            """,
            new { fromDevice, toDevice });

    /// <summary>Whether the caller holds the level: itself, through its tenant or a collective, or as one who looks after the tenant.</summary>
    public static async Task<bool> Holds(DbConnection db, Client caller, Guid deviceId, PermissionLevel level) =>
        await db.ExecuteScalarAsync<long>(
            $"select count(*) from devices d where d.id = @deviceId and {CallerHolds}",
            new { deviceId, tenantId = caller.TenantId, caller = caller.Id, level = level.ToString() }) > 0;

    /// <summary>Those devices of a collective on which the caller holds the level, in any of these ways.</summary>
    public static async Task<IReadOnlySet<Guid>> HeldInCollective(DbConnection db, Client caller, Guid collectiveId, PermissionLevel level) =>
        (await db.QueryAsync<Guid>(
            $"select d.id from devices d where d.collective_id = @collectiveId and {CallerHolds}",
            new { collectiveId, tenantId = caller.TenantId, caller = caller.Id, level = level.ToString() })).ToHashSet();

    private const string CallerHolds = $"""
        d.tenant_id = @tenantId and (
            exists (select 1 from permissions p where p.device_id = d.id and p.level = @level and {IsCallers})
            or (@level in ('Viewer', 'Contributor') and {CallerAdministers}))
        """;

    /// <summary>Whether the record itself is there, inheritance left aside.</summary>
    public static async Task<bool> Has(DbConnection db, Guid deviceId, Guid principalId, PermissionLevel level) =>
        await db.ExecuteScalarAsync<long>(
            "select count(*) from permissions where device_id = @deviceId and principal_id = @principalId and level = @level",
            new { deviceId, principalId, level = level.ToString() }) > 0;

    /// <summary>Who may do what with a device, by principal; what is inherited is not among it.</summary>
    public static async Task<IReadOnlyList<Permission>> Of(DbConnection db, Guid deviceId, Guid? after, int limit)
    {
        // So many rows hold so many principals whole.
        var rows = await db.QueryAsync<(Guid Principal, string Level)>(
            "select principal_id, level from permissions where device_id = @deviceId and principal_id > @after order by principal_id limit @rows",
            new { deviceId, after = after ?? Guid.Empty, rows = (long)limit * AllLevels.Count });
        return [.. rows.GroupBy(row => row.Principal).Take(limit).Select(held => new Permission(deviceId, held.Key, [.. held.Select(row => Enum.Parse<PermissionLevel>(row.Level)).Order()]))];
    }

    /// <summary>The users and clients that own a device themselves.</summary>
    public static async Task<IReadOnlyList<Keeper>> Owners(DbConnection db, Guid deviceId) =>
        [.. await db.QueryAsync<Keeper>(
            """
            select p.principal_id as PrincipalId, case when c.revoked_at is null then 1 else 0 end as IsActive
            from permissions p join principals r on r.tenant_id = p.tenant_id and r.id = p.principal_id left join clients c on c.id = p.principal_id
            where p.device_id = @deviceId and p.level = 'Owner' and r.kind in ('User', 'Client')
            """,
            new { deviceId })];

    /// <summary>Takes one level back, or all. False where there was nothing to take.</summary>
    public static async Task<bool> Take(DbConnection db, Guid deviceId, Guid principalId, PermissionLevel? level) =>
        await db.ExecuteAsync(
            "delete from permissions where device_id = @deviceId and principal_id = @principalId and (@level = '' or level = @level)",
            new { deviceId, principalId, level = level?.ToString() ?? "" }) > 0;
}
