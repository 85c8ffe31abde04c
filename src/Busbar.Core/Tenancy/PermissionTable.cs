using System.Data.Common;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class PermissionTable
{
    public static readonly IReadOnlyList<PermissionLevel> AllLevels = Enum.GetValues<PermissionLevel>();

    /// <summary>
    /// The one access rule, for a <c>where</c> over devices named <c>d</c>: the caller (<c>@tenantId</c>, <c>@caller</c>) holds
    /// Viewer. Every list and every look-up joins it.
    /// </summary>
    public const string CallerSees = """
        d.tenant_id = @tenantId and exists (
            select 1 from permissions p where p.device_id = d.id and p.principal_id = @caller and p.level = 'Viewer')
        """;

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

    public static async Task<bool> Holds(DbConnection db, Guid deviceId, Guid principalId, PermissionLevel level) =>
        await db.ExecuteScalarAsync<long>(
            "select count(*) from permissions where device_id = @deviceId and principal_id = @principalId and level = @level",
            new { deviceId, principalId, level = level.ToString() }) > 0;
}
