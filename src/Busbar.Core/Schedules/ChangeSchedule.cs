using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Schedules;

/// <summary>Changes a schedule, or does away with it.</summary>
public sealed class ChangeSchedule(Database database, Steer steer, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="change">Gives the schedule as it is to be; null does away with it. Returned is the schedule as it is or was.</param>
    public async Task<Result<Schedule>> Change(Client caller, Guid id, Func<Schedule, Result<Schedule>?> change)
    {
        var changed = await database.Write<Result<Schedule>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await ScheduleTable.FindFor(db, caller, id) is not { } known || await DeviceTable.FindFor(db, caller, known.DeviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, device.Id, PermissionLevel.Contributor)) return AddSchedule.MayNot();
            if (change(known) is not { } told)
            {
                await ScheduleTable.Remove(db, id);
                await SteerNow.Look(db, steer, device.Id, now);
                return known;
            }
            if (!told.Ok(out var schedule, out var fault)) return fault;
            if (schedule.LocationId != known.LocationId && await AddSchedule.Objection(db, caller, device, schedule.LocationId) is { } wrongPlace) return wrongPlace;
            if (CheckRules.Check(schedule.Rules) is { } wrong) return wrong;

            schedule = schedule with { ClientId = caller.Id, Attempt = null };
            if (schedule.IsEnabled) await Controllers.Replace(db, ids, device, schedule.Id, now);
            else if (known.IsEnabled) schedule = schedule with { Status = schedule.Status with { State = ScheduleState.Disabled, ChangedAt = now, Next = null, Then = null, Override = null } };
            await Controllers.Save(db, device, known, schedule, now);
            await SteerNow.Look(db, steer, device.Id, now);
            return schedule;
        });
        if (changed.Fault is null) doorbell.Ring(WorkKind.Command);
        return changed;
    }
}
