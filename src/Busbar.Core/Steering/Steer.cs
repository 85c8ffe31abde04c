using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.Prices;
using Busbar.Core.Schedules;
using Busbar.Core.SmartCharging;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;

namespace Busbar.Core.Steering;

/// <param name="LookAt">When to look again, whatever is heard until then; null where nothing steers the device.</param>
/// <param name="HasTold">A command waits to be sent.</param>
public sealed record Steered(DateTimeOffset? LookAt, bool HasTold)
{
    public static readonly Steered ByNothing = new(null, false);
}

/// <summary>
/// Sees what schedule, plan and override want of a device now, tells the device where it does otherwise, and keeps how all of them stand:
/// in the transaction of its caller. A step of the verbs after which they may want something else; ring for commands after the commit.
/// </summary>
public sealed class Steer(IVendors vendors, Ids ids)
{
    public async Task<Steered> Now(DbConnection db, Guid deviceId, DateTimeOffset now)
    {
        if (await DeviceViewTable.Find(db, deviceId) is not { } view) return Steered.ByNothing;
        var places = (await LocationTable.OfAll(db, view.Device.TenantId, [view.Device.UserId]))[view.Device.UserId].ToList();
        var limit = view.Device.Kind is DeviceKind.EV ? (await VehicleNotesTable.Find(db, deviceId))?.ChargeLimit : null;
        var seen = new Seen(view, ChargeFacts.Of(view.State, limit), PlaceOf(view, places), places, await LookAtOverride(db, view, now), now);
        var schedule = (await ScheduleTable.Enabled(db, deviceId)).FirstOrDefault();
        var policy = await PolicyTable.Find(db, deviceId);

        var smart = policy is null || (!policy.IsEnabled && policy.Status.State is SmartState.Disabled) ? Steered.ByNothing : await Follow(db, seen, policy, schedule is null);
        var scheduled = schedule is null ? Steered.ByNothing : await Follow(db, seen, schedule);
        var isSteered = schedule is not null || policy is { IsEnabled: true } || seen.Override is not null;
        return new Steered(isSteered ? new[] { smart.LookAt, scheduled.LookAt, now + longest }.Min() : null, smart.HasTold || scheduled.HasTold);
    }

    private async Task<Override?> LookAtOverride(DbConnection db, DeviceView view, DateTimeOffset now)
    {
        if (await OverrideTable.Open(db, view.Id) is not { } open) return null;
        var after = open.After(ChargeFacts.Of(view.State), open.CommandId is { } id ? await CommandTable.Find(db, id) : null, now);
        if (after != open) await OverrideTable.Update(db, after);
        if (after.EndedAt is not null) await AnnounceCharge.Turned(db, view.Device.TenantId, view.Device.UserId, view.Id, now);
        return after.EndedAt is null ? after : null;
    }

    private async Task<Steered> Follow(DbConnection db, Seen seen, Schedule schedule)
    {
        var (device, caller) = (seen.View.Device, await Teller(db, schedule.ClientId, seen));
        var place = schedule.LocationId is { } id ? seen.Places.FirstOrDefault(one => one.Id == id) : seen.Places.FirstOrDefault(one => one.Id == seen.View.LocationId);
        var zone = place is null ? TimeZoneInfo.Utc : PriceSheet.ZoneOf(place);
        var needed = schedule.Sort is ScheduleSort.Charging ? charging : [Timetable.At(schedule, zone, seen.Now).Kind];
        var step = ScheduleDecision.Next(new ScheduleSituation(
            schedule, zone, seen.Facts, schedule.Sort is ScheduleSort.Temperature ? HeldTarget.Of(seen.View.State) : null,
            await CanBeTold(db, caller, device, needed, seen.Now) && (schedule.Sort is ScheduleSort.Temperature || seen.Facts.IsCharging is not null),
            device.Kind is DeviceKind.EV && schedule.LocationId is { } only && seen.Place?.Id != only, seen.Override, await Last(db, schedule.Attempt), seen.Now));
        var after = schedule with { Status = step.Status };
        if (step.Tell is { } wish) after = after with { Attempt = await Tell(db, caller!, device, wish, seen.Now) };
        // What it was told before it was unplugged, or overridden, says nothing about what comes after.
        else if (seen.Facts.IsPluggedIn is false || seen.Override is not null) after = after with { Attempt = null };
        if (after != schedule) await Controllers.Save(db, device, schedule, after, seen.Now);
        return new Steered(step.LookAt, step.Tell is not null);
    }

    private async Task<Steered> Follow(DbConnection db, Seen seen, ChargingPolicy policy, bool isAlone)
    {
        var (device, caller, before) = (seen.View.Device, await Teller(db, policy.ClientId, seen), policy.Status);
        DateTimeOffset? deadline = seen.Place is { } place && policy is { IsEnabled: true, Deadline: { } minute } ? SmartSituation.NextDeadline(minute, PriceSheet.ZoneOf(place), seen.Now) : null;
        // A plan keeps its deadline, also when the clock has gone past it.
        if (before.OpenPlan is { } open && open.DeadlineMinute == policy.Deadline) deadline = open.Deadline;
        var outlook = deadline is { } end && end > seen.Now && seen is { Place: { } here, Facts.IsPluggedIn: true }
            ? PriceOutlook.Of(await PriceSheet.Of(db, here, seen.Now, end), seen.Now, end) : PriceOutlook.None;
        var step = SmartDecision.Next(new SmartSituation(
            policy, seen.Facts, isAlone, await CanBeTold(db, caller, device, charging, seen.Now), seen.Place?.Id, await Need(db, seen, policy), outlook, deadline, seen.Override,
            await Last(db, before.OpenPlan?.Attempt), ids.New(), seen.Now));

        var status = step.Status;
        if (step.Tell is { } kind && caller is not null)
        {
            var attempt = await Tell(db, caller, device, new Command(kind), seen.Now);
            if (status.OpenPlan is { } plan) status = status with { Plan = plan with { Attempt = attempt } };
        }
        if (step.Ended is { } ended) await PlanTable.Save(db, ended);
        // That it was looked at is no change.
        if (StoredJson.Write(status with { UpdatedAt = before.UpdatedAt }) == StoredJson.Write(before)) return new Steered(step.LookAt, step.Tell is not null);
        if (status.Plan is { } shown) await PlanTable.Save(db, shown);
        await PolicyTable.Save(db, policy with { Status = status });
        await AnnounceSteering.Changed(db, device, new SmartChange(device.Kind, device.Brand, before, status), seen.Now);
        return new Steered(step.LookAt, step.Tell is not null);
    }

    private static async Task<ChargeNeed?> Need(DbConnection db, Seen seen, ChargingPolicy policy)
    {
        var (state, before) = (seen.View.State, policy.Status.OpenPlan?.Need);
        if (policy.Duration is { } minutes)
            return EstimateNeed.OfDuration(minutes, await Sessions.SessionTable.At(db, seen.View.Id, seen.Now) is { EndedAt: null, Facts.ChargingHours: var hours } ? hours : 0, state, before, seen.Now);
        return EstimateNeed.Of(state, seen.Facts, state.Number(Signal.BatteryCapacity) ?? await SettingTable.Find(db, seen.View.Id, Setting.BatteryCapacity), seen.View.Ties.Watts, before, seen.Now);
    }

    /// <summary>Where a car tells nothing of it, it is where its charger stands.</summary>
    private static Location? PlaceOf(DeviceView view, IReadOnlyList<Location> places) =>
        view.Ties.PlaceId is { } chargers && view.State.Number(Signal.Latitude) is null ? places.FirstOrDefault(place => place.Id == chargers) : Whereabouts.Of(view, places);

    private static async Task<bool> CanBeTold(DbConnection db, Client? caller, Device device, IReadOnlyList<CommandKind> commands, DateTimeOffset now)
    {
        if (caller is null) return false;
        foreach (var command in commands)
            if (!await GiveCommand.IsTakenBy(db, caller, device, command, now)) return false;
        return true;
    }

    /// <summary>In whose name the device is told; null where that application may not.</summary>
    private static async Task<Client?> Teller(DbConnection db, Guid clientId, Seen seen) =>
        await ClientTable.Find(db, clientId) is { RevokedAt: null } client && await PermissionTable.Holds(db, client, seen.View.Id, PermissionLevel.Contributor) ? client : null;

    private static Task<CommandRecord?> Last(DbConnection db, Attempt? attempt) => attempt?.CommandId is { } id ? CommandTable.Find(db, id) : Task.FromResult<CommandRecord?>(null);

    private async Task<Attempt> Tell(DbConnection db, Client caller, Device device, Command command, DateTimeOffset now) =>
        new(command, (await GiveCommand.Give(db, vendors, ids.New(), caller, device, command, now)).Record?.Id, now);

    private static readonly TimeSpan longest = TimeSpan.FromHours(1);

    private static readonly CommandKind[] charging = [CommandKind.StartCharging, CommandKind.StopCharging];

    /// <param name="Place">Where the device is; null for nowhere that is known.</param>
    /// <param name="Override">The one that goes on.</param>
    private sealed record Seen(DeviceView View, ChargeFacts Facts, Location? Place, IReadOnlyList<Location> Places, Override? Override, DateTimeOffset Now);
}
