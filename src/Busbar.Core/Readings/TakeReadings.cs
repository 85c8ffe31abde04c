using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;
using Busbar.Core.Sessions;
using Busbar.Core.Work;

namespace Busbar.Core.Readings;

/// <summary>The one way in for facts: everything measured comes through here, in the transaction of its outlet.</summary>
public sealed class TakeReadings(TrackSessions sessions)
{
    /// <summary>A measuring time further ahead than this is a wrong clock, and the value is left out.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Stores the facts, folds the device's state, its sessions and the commands that wait for proof. Returns the new state. What is
    /// heard of a device that is gone, or going, is not kept, nor is what its owner did not agree to.
    /// </summary>
    public async Task<DeviceState> Take(DbConnection db, Facts facts)
    {
        if (await FoldingTable.Find(db, facts.DeviceId) is not { } folding) return DeviceState.Unheard(facts.DeviceId);
        facts = facts with { Observations = folding.Agreed(facts.Observations) };
        var readings = await Store(db, facts, folding.Before);

        var state = Fold(folding.Before, facts, readings);
        await StateTable.Save(db, state);
        if (folding.IsHeard) await Announce(db, folding, state, readings, facts.HeardAt);
        // It charges no more by itself: a station turned out to have several connectors, and they do.
        if (folding is { Charges: false, Session: { } left }) await sessions.Leave(db, folding, left, state.Number(Signal.BatteryCapacity));
        if (readings.Count > 0)
        {
            if (folding.Charges) await Track(db, folding, state, readings);
            if (folding.AwaitsProof) await Confirm(db, state, facts.HeardAt);
            if (folding.IsSteered) await DueTable.PullForward(db, WorkKind.Steer, facts.DeviceId, facts.HeardAt);
        }
        if (folding.IsOfHome && folding.Charges) await FollowHome.Take(db, folding, facts, readings);
        return state;
    }

    private static async Task Announce(DbConnection db, Folding folding, DeviceState state, IReadOnlyList<Reading> readings, DateTimeOffset now)
    {
        var change = new StateChange(folding.Before, state);
        await AnnounceDevice.Updated(db, folding.TenantId, folding.UserId, folding.Kind, change, now);
        if (folding.Site is { } site && SiteChange.Of(change, site == folding.DeviceId, now) is { } flowed) await AnnounceDevice.SiteUpdated(db, folding.TenantId, folding.UserId, site, flowed, now);
        if (folding.Generates) await AnnounceDevice.StatisticsChanged(db, folding.TenantId, folding.UserId, folding.DeviceId, LateReadings.Of(folding.Before, readings), now);
    }

    /// <summary>One row per moment; a moment that is known already gains what is new. Returns only what changed something, oldest first.</summary>
    private static async Task<IReadOnlyList<Reading>> Store(DbConnection db, Facts facts, DeviceState before)
    {
        var changed = new List<Reading>();
        var newest = before.Signals.Values.Select(known => known.MeasuredAt).DefaultIfEmpty().Max();
        foreach (var moment in facts.Observations.Where(o => IsSound(o, facts.HeardAt)).GroupBy(o => o.MeasuredAt.ToUniversalTime().Stored()).OrderBy(m => m.Key))
        {
            // The state holds what was measured last, so there is nothing yet of a moment after that.
            var known = moment.Key > newest ? null : await ReadingTable.Find(db, facts.DeviceId, moment.Key);
            var signals = known is null ? [] : new Dictionary<Signal, Value>(known.Signals);
            foreach (var observation in moment) signals[observation.Signal] = observation.Value;
            if (known is not null && signals.Count == known.Signals.Count && signals.All(s => known.Signals[s.Key] == s.Value)) continue;

            var reading = new Reading(facts.DeviceId, moment.Key, facts.HeardAt, signals);
            await ReadingTable.Save(db, reading);
            changed.Add(reading);
        }
        return changed;
    }

    private static bool IsSound(Observation observation, DateTimeOffset heardAt)
    {
        var meaning = observation.Signal.Meaning();
        return observation.MeasuredAt >= Earliest && observation.MeasuredAt <= heardAt + ClockTolerance && meaning.Type switch
        {
            SignalType.Number => double.IsFinite(observation.Value.Number) && observation.Value.Number >= meaning.Min && observation.Value.Number <= meaning.Max,
            SignalType.Flag => observation.Value.Text is null,
            SignalType.Text => observation.Value.Text is { Length: > 0 and <= 200 },
        };
    }

    /// <summary>An older value never overwrites a newer one.</summary>
    private static DeviceState Fold(DeviceState before, Facts facts, IReadOnlyList<Reading> readings)
    {
        var signals = new Dictionary<Signal, Known>(before.Signals);
        foreach (var reading in readings)
            foreach (var (signal, value) in reading.Signals)
                if (!signals.TryGetValue(signal, out var known) || known.MeasuredAt <= reading.MeasuredAt)
                    signals[signal] = new Known(value, reading.MeasuredAt, facts.HeardAt, facts.Source);

        // Heard again with nothing new: the values are as old as they were, but still what the device says.
        foreach (var observation in facts.Observations)
            if (signals.TryGetValue(observation.Signal, out var known) && known.MeasuredAt == observation.MeasuredAt.ToUniversalTime().Stored())
                signals[observation.Signal] = known with { HeardAt = facts.HeardAt };

        return before with
        {
            Signals = signals,
            IsOnline = facts.Online ?? (facts.Observations.Count > 0 || before.IsOnline),
            IsAsleep = facts.Asleep,
            LastHeardAt = facts.Online is false ? before.LastHeardAt : facts.HeardAt,
            Trouble = facts.Online is false ? before.Trouble : null,
        };
    }

    private async Task Track(DbConnection db, Folding folding, DeviceState state, IReadOnlyList<Reading> readings)
    {
        var before = folding.Before;
        var capacity = state.Number(Signal.BatteryCapacity);
        var oldest = readings[0].MeasuredAt;
        var isLate = readings.Any(reading => reading.Signals.Keys.Any(signal => IsTracked(signal) && before.Signals.Any(known => IsTracked(known.Key) && known.Value.MeasuredAt > reading.MeasuredAt)));
        if (isLate)
        {
            await sessions.Rebuild(db, folding, oldest, capacity);
            return;
        }
        var register = before.Signals.TryGetValue(Signal.EnergyIn, out var known) && known.MeasuredAt >= oldest - SessionTracker.LongestGap ? (double?)known.Value.Number : null;
        await sessions.Follow(db, folding, register, capacity, readings);
    }

    private static bool IsTracked(Signal signal) =>
        signal is Signal.IsPluggedIn or Signal.IsCharging or Signal.ChargeState or Signal.Power or Signal.EnergyIn or Signal.StateOfCharge;

    private static async Task Confirm(DbConnection db, DeviceState state, DateTimeOffset now)
    {
        foreach (var record in await CommandTable.Awaiting(db, state.DeviceId))
        {
            if (!ConfirmCommand.IsProved(record, state) || !await CommandTable.Update(db, record.Confirm(now), now)) continue;
            await DueTable.Drop(db, WorkKind.Confirm, record.Id);
        }
    }
}
