using System.Data.Common;
using Busbar.Core.SmartCharging;
using Busbar.Core.Work;

namespace Busbar.Core.Steering;

/// <summary>Prices have changed: whatever is planned by them is looked at soon. A step of the verbs that change prices.</summary>
internal static class WakePlans
{
    /// <param name="tenantId">Whose prices they are; null for everybody's.</param>
    public static async Task Wake(DbConnection db, Guid? tenantId, DateTimeOffset now)
    {
        foreach (var device in await PolicyTable.Enabled(db, tenantId)) await DueTable.PullForward(db, WorkKind.Steer, device, now);
    }
}
