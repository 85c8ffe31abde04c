using System.Data.Common;
using Dapper;

namespace Busbar.Core.Devices;

/// <summary>
/// Which state of a device's rows was read: another one is another number. Drawn by lot and not counted, so that none comes twice,
/// not even after a unit that was given up.
/// </summary>
/// <param name="Device">Of all that a <see cref="DeviceView"/> shows but its state.</param>
/// <param name="State">Of its state.</param>
internal readonly record struct Revision(long Device, long State)
{
    public static long Next() => Random.Shared.NextInt64();
}

internal static class RevisionTable
{
    /// <summary>Something that is shown of these devices has changed, in another table or in another device.</summary>
    /// <param name="devices">For a <c>where</c> over devices.</param>
    public static Task Change(DbConnection db, string devices, object parameters)
    {
        var all = new DynamicParameters(parameters);
        all.Add("revision", Revision.Next());
        return db.ExecuteAsync($"update devices set revision = @revision where {devices}", all);
    }

    public static Task Change(DbConnection db, Guid deviceId) => Change(db, "id = @deviceId", new { deviceId });
}
