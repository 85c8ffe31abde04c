using System.Data.Common;
using Busbar.Core.Work;

namespace Busbar.Core.Steering;

/// <summary>What steers a device has changed: it is looked at in the transaction of the change, and again when it is time.</summary>
internal static class SteerNow
{
    /// <summary>Whether a command waits to be sent.</summary>
    public static async Task<bool> Look(DbConnection db, Steer steer, Guid deviceId, DateTimeOffset now)
    {
        var steered = await steer.Now(db, deviceId, now);
        if (steered.LookAt is { } next) await DueTable.Put(db, WorkKind.Steer, deviceId, next);
        else await DueTable.Drop(db, WorkKind.Steer, deviceId);
        return steered.HasTold;
    }
}
