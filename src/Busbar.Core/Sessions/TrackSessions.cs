using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Readings;

namespace Busbar.Core.Sessions;

/// <summary>Keeps the charge sessions of a device true to its readings, late ones included. A step of <see cref="TakeReadings"/>.</summary>
public sealed class TrackSessions(Ids ids, TimeProvider time)
{
    /// <summary>Folds new readings, none of which is older than what was folded before.</summary>
    /// <param name="capacityKwh">What the device told of its battery, whenever it did.</param>
    public async Task Follow(DbConnection db, Folding device, double? registerBefore, double? capacityKwh, IReadOnlyList<Reading> readings)
    {
        foreach (var session in Fold(device, device.Session, registerBefore, readings, pluggedAt => New(device, pluggedAt)))
        {
            if (session.GoesOnAs(device.Session)) await SessionTable.SaveFacts(db, session);
            else
            {
                await SessionTable.Save(db, await WithCapacity(db, session, capacityKwh));
                await Announce(db, device, device.Session is { } before && before.Id == session.Id ? before : null, session);
            }
        }
    }

    /// <summary>Readings came late: the sessions since then are folded anew from what is stored. Ids stay; revisions grow.</summary>
    public async Task Rebuild(DbConnection db, Folding device, DateTimeOffset oldestLate, double? capacityKwh)
    {
        var first = await SessionTable.At(db, device.DeviceId, oldestLate);
        var since = first?.PluggedAt ?? oldestLate;
        var before = await SessionTable.Since(db, device.DeviceId, since);
        var readings = await ReadingTable.Since(db, device.DeviceId, since);
        var register = await ReadingTable.LastNumber(db, device.DeviceId, Signal.EnergyIn, since - SessionTracker.LongestGap, since);

        var unclaimed = before.ToList();
        var after = Fold(device, null, register, readings, pluggedAt => Reopen(device, pluggedAt, unclaimed));
        foreach (var gone in before.Where(old => after.All(session => session.Id != old.Id))) await SessionTable.Remove(db, gone.Id);
        foreach (var folded in after)
        {
            var old = before.FirstOrDefault(old => old.Id == folded.Id);
            // What ended keeps the capacity that it ended with: a setting made since then is not for it.
            var session = (old?.EndedAt, folded.EndedAt) is (not null, not null) ? folded with { Facts = folded.Facts with { CapacityKwh = folded.Facts.CapacityKwh ?? old!.Facts.CapacityKwh } } : await WithCapacity(db, folded, capacityKwh);
            await SessionTable.Save(db, old is not null && old != session ? session with { Revision = old.Revision + 1 } : session);
            await Announce(db, device, old, session);
        }
    }

    /// <summary>Nothing more will be heard of the open session: it ended when it was last heard of.</summary>
    public async Task Leave(DbConnection db, Folding device, ChargeSession open, double? capacityKwh)
    {
        var left = await WithCapacity(db, open with { EndedAt = open.Facts.LastAt ?? open.PluggedAt, Facts = open.Facts with { IsCharging = false } }, capacityKwh);
        await SessionTable.Save(db, left);
        await Announce(db, device, open, left);
    }

    private async Task Announce(DbConnection db, Folding device, ChargeSession? before, ChargeSession session)
    {
        if (!device.IsHeard) return;
        if (before is null) await AnnounceCharge.Began(db, device.UserId, session, time.GetUtcNow().Stored());
        if (before?.EndedAt is null && session.EndedAt is not null) await AnnounceCharge.Ended(db, device.UserId, session, time.GetUtcNow().Stored());
    }

    // At the end only, so that a setting made while a session goes on counts for it.
    private static async Task<ChargeSession> WithCapacity(DbConnection db, ChargeSession session, double? told) =>
        session is { EndedAt: not null, Facts.CapacityKwh: null }
            ? session with { Facts = session.Facts with { CapacityKwh = told ?? await SettingTable.Find(db, session.DeviceId, Setting.BatteryCapacity) } }
            : session;

    private static List<ChargeSession> Fold(Folding device, ChargeSession? open, double? register, IReadOnlyList<Reading> readings, Func<DateTimeOffset, ChargeSession> begin)
    {
        var changed = new List<ChargeSession>();
        foreach (var reading in readings)
        {
            (open, var ended) = SessionTracker.Fold(open, reading, device.Kind, register, begin);
            if (ended is not null) changed.Add(ended);
            if (reading.Signals.TryGetValue(Signal.EnergyIn, out var value)) register = value.Number;
        }
        if (open is not null) changed.Add(open);
        return changed;
    }

    private ChargeSession New(Folding device, DateTimeOffset pluggedAt) =>
        new(ids.New(), device.TenantId, device.DeviceId, pluggedAt, null, new SessionFacts(), 1, time.GetUtcNow().Stored());

    // It is the same session as before when it began at the same moment, else when it is the next in the row.
    private ChargeSession Reopen(Folding device, DateTimeOffset pluggedAt, List<ChargeSession> unclaimed)
    {
        var same = unclaimed.Find(old => old.PluggedAt == pluggedAt) ?? unclaimed.FirstOrDefault();
        if (same is null) return New(device, pluggedAt);
        unclaimed.Remove(same);
        return same with { PluggedAt = pluggedAt, EndedAt = null, Facts = new SessionFacts() };
    }
}
