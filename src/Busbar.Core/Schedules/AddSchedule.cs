using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Schedules;

/// <summary>Makes a schedule. An enabled one takes the place of whatever steers the device.</summary>
public sealed class AddSchedule(Database database, Steer steer, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="userName">The user, by the application's own id.</param>
    public async Task<Result<Schedule>> Add(Client caller, string userName, ScheduleOrder order)
    {
        var added = await database.Write<Result<Schedule>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await UserTable.FindFor(db, caller, userName) is not { } user) return Fault.NotFound();
            if (await DeviceViewTable.FindFor(db, caller, order.Group, order.DeviceId) is not { Device: { } device } || device.UserId != user.Id)
                return Fault.Invalid("targetId", "This is not the id of an asset of the user, of this type.");
            if (!await PermissionTable.Holds(db, caller, device.Id, PermissionLevel.Contributor)) return MayNot();
            if (await Objection(db, caller, device, order.LocationId) is { } wrongPlace) return wrongPlace;
            if (CheckRules.Check(order.Rules) is { } fault) return fault;
            if (await ScheduleTable.Count(db, device.Id) >= CheckRules.Most) return Fault.Invalid("targetId", $"The asset has {CheckRules.Most} schedules already, which is as many as there can be. Remove one first.");

            var schedule = new Schedule(
                ids.New(), device.TenantId, caller.Id, device.Id, order.Sort, order.LocationId, order.IsEnabled, order.Otherwise, order.Rules,
                new ScheduleStatus(ScheduleState.Disabled, now, order.Otherwise), null, now);
            await ScheduleTable.Save(db, schedule);
            if (!schedule.IsEnabled) return schedule;
            await Controllers.Replace(db, ids, device, schedule.Id, now);
            await SteerNow.Look(db, steer, device.Id, now);
            return schedule;
        });
        if (added.Fault is null) doorbell.Ring(WorkKind.Command);
        return added;
    }

    internal static Fault MayNot() => new(FaultKind.PermissionMissing, "Schedules need the permission Contributor on this device.");

    internal static async Task<Fault?> Objection(DbConnection db, Client caller, Device device, Guid? locationId) =>
        locationId is not { } id || (await LocationTable.FindFor(db, caller, id))?.UserId == device.UserId ? null : Fault.Invalid("locationId", "This is not the id of a location of the asset's user.");
}
