using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Sessions;

/// <summary>A session as it was told, and as its readings have it.</summary>
public sealed record RefoldedSession(ChargeSession Before, ChargeSession After);

/// <summary>Finds what is known of a session anew, from the readings that are stored. When it began and ended stays.</summary>
public sealed class RefoldSession(Database database)
{
    /// <param name="isTrial">Nothing is kept of it.</param>
    public Task<Result<RefoldedSession>> Refold(Client caller, Guid sessionId, bool isTrial) => database.Write<Result<RefoldedSession>>(async db =>
    {
        if (await SessionTable.FindFor(db, caller, null, sessionId) is not { } session || await DeviceTable.FindFor(db, caller, session.DeviceId) is not { } device) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, device.Id, PermissionLevel.Contributor)) return new Fault(FaultKind.PermissionMissing, "This needs the permission Contributor on the device.");

        var register = await ReadingTable.LastNumber(db, device.Id, Signal.EnergyIn, session.PluggedAt - SessionTracker.LongestGap, session.PluggedAt);
        var readings = (await ReadingTable.Within(db, [(device.Id, session.PluggedAt, session.EndedAt ?? session.Facts.LastAt ?? session.PluggedAt)]))[device.Id];
        var folded = SessionTracker.FoldAll(session with { Facts = new SessionFacts(Register: register) }, device.Kind, readings);
        // What ended keeps the capacity that it ended with.
        var after = folded with { Facts = folded.Facts with { IsCharging = folded is { EndedAt: null, Facts.IsCharging: true }, CapacityKwh = folded.Facts.CapacityKwh ?? session.Facts.CapacityKwh } };
        if (after == session) return new RefoldedSession(session, session);
        after = after with { Revision = session.Revision + 1 };
        if (!isTrial) await SessionTable.Save(db, after);
        return new RefoldedSession(session, after);
    });
}
