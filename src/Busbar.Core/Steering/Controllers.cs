using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Schedules;
using Busbar.Core.SmartCharging;

namespace Busbar.Core.Steering;

/// <summary>What says what a device does: a schedule or a plan, one at a time. Steps of the verbs that change it, or come in its way.</summary>
public static class Controllers
{
    /// <summary>Why the device is not told this by hand now; null where nothing stands in the way.</summary>
    public static async Task<ActionObjection?> Objection(DbConnection db, Guid deviceId, Command command)
    {
        if (!IsSteered(command.Kind)) return null;
        if (await ScheduleTable.Enabled(db, deviceId) is [{ Status.State: ScheduleState.Aligned or ScheduleState.Misaligned or ScheduleState.Pending }, ..])
            return ActionObjection.Scheduled;
        return await PolicyTable.Find(db, deviceId) is { IsEnabled: true, Status: { OpenPlan: not null, State: not (SmartState.Overridden or SmartState.Unknown) } } ? ActionObjection.Planned : null;
    }

    /// <summary>Something else steers the device from now on.</summary>
    /// <param name="schedule">The schedule that does; null for the policy.</param>
    public static async Task Replace(DbConnection db, Ids ids, Device device, Guid? schedule, DateTimeOffset now)
    {
        foreach (var other in await ScheduleTable.Enabled(db, device.Id))
            if (other.Id != schedule) await Save(db, device, other, other with { IsEnabled = false, Attempt = null, Status = other.Status with { State = ScheduleState.Disabled, ChangedAt = now, Next = null, Then = null, Override = null } }, now);
        if (schedule is not null && await PolicyTable.Find(db, device.Id) is { IsEnabled: true } policy) await KeepPolicy.Keep(db, ids, device, policy, policy with { IsEnabled = false }, now);
    }

    /// <summary>Keeps a schedule, and announces what is different of how it stands.</summary>
    public static async Task Save(DbConnection db, Device device, Schedule before, Schedule now, DateTimeOffset at)
    {
        await ScheduleTable.Save(db, now);
        if (before.Status != now.Status) await AnnounceSteering.Changed(db, device, new ScheduleChange(before.Status, now), at);
    }

    private static bool IsSteered(CommandKind kind) => kind is CommandKind.StartCharging or CommandKind.StopCharging
        or CommandKind.HoldHeat or CommandKind.HoldCool or CommandKind.HoldBetween or CommandKind.HoldOff or CommandKind.FollowSchedule;
}
