using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;

namespace Busbar.Core.SmartCharging;

/// <summary>From this moment on a device charges by plan, or does no more.</summary>
public sealed record PolicySwitch(Guid Id, Guid TenantId, Guid DeviceId, DateTimeOffset At, bool IsOn);

/// <summary>Keeps a policy, and when it was switched on or off. A step of the verbs that change one.</summary>
internal static class KeepPolicy
{
    public static async Task Keep(DbConnection db, Ids ids, Device device, ChargingPolicy? before, ChargingPolicy policy, DateTimeOffset now)
    {
        await PolicyTable.Save(db, policy);
        if (policy.IsEnabled == before is { IsEnabled: true }) return;
        await SwitchTable.Add(db, new PolicySwitch(ids.New(), device.TenantId, device.Id, now, policy.IsEnabled));
        await AnnounceCharge.Turned(db, device.TenantId, device.UserId, device.Id, now);
    }
}
