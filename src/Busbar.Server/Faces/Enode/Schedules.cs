using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Schedules;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>What users' vehicles, chargers and HVAC units do by the clock.</summary>
internal static class Schedules
{
    public static async Task<IResult> List(string userId, EnodePage page, HttpContext context, Database database)
    {
        var caller = Identity.Of(context);
        var found = await database.Read(async db =>
        {
            if (await UserTable.FindFor(db, caller, userId) is not { } user) return null;
            var schedules = await ScheduleTable.ListFor(db, caller, user.Id, page.Slice);
            var views = await DeviceViewTable.FindFor(db, caller, [.. schedules.Select(schedule => schedule.DeviceId).Distinct()]);
            return page.Cut(schedules, schedule => new Cursor(schedule.CreatedAt, schedule.Id), schedule => ScheduleWords.Show(schedule, views[schedule.DeviceId]));
        });
        return found is null ? NoUser(userId) : Ok(found);
    }

    public static async Task<IResult> Create(string userId, Body<SchedulePayload> body, HttpContext context, AddSchedule add, Database database)
    {
        if (!ScheduleWords.Read(body.Value).Ok(out var order, out var fault)) return No(fault);
        if ((await add.Add(Identity.Of(context), userId, order)).Ok(out var schedule, out fault)) return await Show(context, database, schedule.Id);
        return fault.Kind is FaultKind.NotFound ? NoUser(userId) : No(fault);
    }

    public static Task<IResult> Get(Guid scheduleId, HttpContext context, Database database) => Show(context, database, scheduleId);

    public static async Task<IResult> Update(Guid scheduleId, Body<PartialSchedule> body, HttpContext context, ChangeSchedule change, Database database) =>
        (await change.Change(Identity.Of(context), scheduleId, known => ScheduleWords.Change(known, body.Value))).Fault is { } fault ? No(fault) : await Show(context, database, scheduleId);

    public static async Task<IResult> Delete(Guid scheduleId, HttpContext context, ChangeSchedule change) =>
        (await change.Change(Identity.Of(context), scheduleId, _ => null)).Fault is { } fault ? No(fault) : Nothing();

    public static async Task<IResult> Status(Guid scheduleId, HttpContext context, Database database, TimeProvider time) =>
        await Find(context, database, scheduleId) is var (schedule, view) ? Ok(ScheduleWords.ShowStatus(schedule, schedule.Status, time.GetUtcNow(), view.Device.Kind)) : NotFound();

    private static async Task<IResult> Show(HttpContext context, Database database, Guid id) =>
        await Find(context, database, id) is var (schedule, view) ? Ok(ScheduleWords.Show(schedule, view)) : NotFound();

    private static Task<(Core.Schedules.Schedule, DeviceView)?> Find(HttpContext context, Database database, Guid id) => database.Read<(Core.Schedules.Schedule, DeviceView)?>(async db =>
        await ScheduleTable.FindFor(db, Identity.Of(context), id) is { } schedule && await DeviceViewTable.Find(db, schedule.DeviceId) is { } view ? (schedule, view) : null);
}
