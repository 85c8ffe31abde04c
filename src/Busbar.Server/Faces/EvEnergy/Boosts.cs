using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Charging at once within a session that goes by plan.</summary>
internal static class Boosts
{
    public static async Task<IResult> Start(EvPathId<OfSession> charging_session_id, HttpContext context, Database database, StartOverride start)
    {
        if (await Find(context, database, charging_session_id.Value) is not var (device, mode, isEnabled, isAllowed)) return NotFound();
        if (!isAllowed) return No(new Fault(FaultKind.PermissionMissing, "Boosting needs the permission Contributor on the car or charger."));
        if (!isEnabled) return No(Conflict("Smart charging is not enabled for this car or charger."));
        if (mode is not ChargeMode.Smart) return No(Conflict(mode is ChargeMode.Boost ? "It is boosting already." : "The session goes by no plan now, or has ended."));
        if (!(await start.Start(EvCaller.Of(context).Client, device.Id)).Ok(out var started, out var fault)) return No(fault);
        if (started.Objection is { } objection) return No(Refuse(objection));
        return await ChargingSessions.Get(charging_session_id, EvExpand.Nothing, context, database);
    }

    public static async Task<IResult> End(EvPathId<OfSession> charging_session_id, HttpContext context, Database database, EndOverride end)
    {
        if (await Find(context, database, charging_session_id.Value) is not var (device, mode, isEnabled, isAllowed)) return NotFound();
        if (!isAllowed) return No(new Fault(FaultKind.PermissionMissing, "Boosting needs the permission Contributor on the car or charger."));
        if (!isEnabled) return No(Conflict("Smart charging is not enabled for this car or charger."));
        if (mode is not ChargeMode.Boost) return No(Conflict("It is not boosting."));
        if ((await end.End(EvCaller.Of(context).Client, device.Id)).Fault is { } fault) return No(fault.Kind is FaultKind.NotFound ? Conflict("It is not boosting.") : fault);
        return await ChargingSessions.Get(charging_session_id, EvExpand.Nothing, context, database);
    }

    /// <summary>The device of a session, and the mode it is in now: null where it has ended.</summary>
    private static Task<(DeviceView Device, ChargeMode? Mode, bool IsEnabled, bool IsAllowed)?> Find(HttpContext context, Database database, Guid id) => database.Read<(DeviceView, ChargeMode?, bool, bool)?>(async db =>
    {
        var caller = EvCaller.Of(context);
        if (await SessionTable.FindFor(db, caller.Client, caller.UserId, id) is not { } session) return null;
        if (!(await PartedSession.Of(db, caller.Client, [session], measures: false)).TryGetValue(id, out var one)) return null;
        return (one.View, session.EndedAt is null ? one.Parts[^1].Mode : null, await PolicyTable.Find(db, one.View.Id) is { IsEnabled: true }, await PermissionTable.Holds(db, caller.Client, one.View.Id, PermissionLevel.Contributor));
    });

    private static Fault Conflict(string message) => new(FaultKind.AlreadyEnded, message);

    private static Fault Refuse(ActionObjection objection) => objection switch
    {
        ActionObjection.NeedsSomebody => new(FaultKind.BrandUnavailable, "The car or charger cannot be told anything before somebody has mended its connection."),
        ActionObjection.NotAgreed => new(FaultKind.PermissionMissing, "The user did not agree that this car or charger is told anything."),
        ActionObjection.AlreadyFull => Conflict("The car is fully charged."),
        ActionObjection.NotSupported or ActionObjection.AlreadyCharging or ActionObjection.AlreadyStopped or ActionObjection.AlreadySet or ActionObjection.OutOfRange or ActionObjection.Scheduled or ActionObjection.Planned
            => Conflict("The car or charger cannot be told to charge at once."),
    };
}
