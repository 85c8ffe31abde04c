using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Tests.Pairing;

/// <param name="Minute">When we hear it.</param>
/// <param name="TrueMinute">When it was measured, by a clock that is right.</param>
/// <param name="TellsPlug">Whether it says anything of a plug.</param>
/// <param name="IsFree">Nothing was plugged in.</param>
internal sealed record Told(double Minute, double TrueMinute, bool IsCar, int Device, Reading Reading, bool IsPrompt, bool TellsPlug, bool IsFree);

/// <summary>What a home's devices tell, and when: each asked on its own clock, some silent for an hour, some answers lost.</summary>
internal static class StreetReadings
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static List<Told> Of(StreetHome home, StreetRules rules)
    {
        var told = new List<Told>();
        for (var n = 0; n < home.Cars.Count; n++) Tell(told, new Random(HashCode(home.Seed, n)), home.Cars[n], n, [.. home.Stays.Where(stay => stay.Car == n).OrderBy(stay => stay.From)], rules);
        for (var n = 0; n < home.Chargers.Count; n++) Tell(told, new Random(HashCode(home.Seed, 100 + n)), home.Chargers[n], n, [.. home.Stays.Where(stay => stay.Charger == n).OrderBy(stay => stay.From)], rules);
        told.Sort((a, b) => a.Minute.CompareTo(b.Minute));
        return told;
    }

    private static void Tell(List<Told> told, Random random, StreetDevice device, int index, Stay[] stays, StreetRules rules)
    {
        var silent = Enumerable.Range(0, rules.Days).Where(_ => random.NextDouble() < 0.1).Select(day => (day + random.NextDouble()) * 24 * 60).ToList();
        bool IsSilent(double minute) => silent.Exists(from => from <= minute && minute < from + 60);
        var end = rules.Days * 24 * 60.0;
        if (device.IsPrompt)
        {
            var changes = stays.SelectMany<Stay, double>(stay => [stay.From, stay.To, .. stay.Flows.SelectMany(Meters)]).Where(minute => minute < end).Order();
            told.Add(One(device, index, stays, random, 0, 0, false));
            foreach (var minute in changes)
                if (!IsSilent(minute)) told.Add(One(device, index, stays, random, minute + 0.01, 0.02 + random.NextDouble() / 4, !IsSilent(minute - 60)));
            foreach (var minute in silent) told.Add(One(device, index, stays, random, minute + 60, 0, false));
            return;
        }
        // As Cadence asks: what charges is asked three times as often, if it says that it charges.
        for (var minute = random.NextDouble() * device.PollMinutes; minute < end;)
        {
            var at = Math.Max(0, minute - device.LateMinutes * random.NextDouble());
            if (!IsSilent(minute) && random.NextDouble() > 0.03) told.Add(One(device, index, stays, random, at, 0, false, minute));
            minute += Math.Clamp(device.PollMinutes * (0.7 + random.NextDouble() * 0.6) / (Watts(At(stays, at), at) > 0 ? 3 : 1), 2, 15);
        }

        static IEnumerable<double> Meters(Flow flow)
        {
            for (var minute = flow.From; minute < flow.To; minute += 5) yield return minute;
            yield return flow.To;
        }
    }

    private static Told One(StreetDevice device, int index, Stay[] stays, Random random, double at, double latency, bool isPrompt, double? heard = null)
    {
        var stay = At(stays, at);
        var watts = Watts(stay, at);
        var isCar = device.Kind is DeviceKind.EV;
        var signals = new Dictionary<Signal, Value>(6);
        if (device.Tells is Tells.All or Tells.NoPower or Tells.Register) (signals[Signal.IsPluggedIn], signals[Signal.IsCharging]) = (stay is not null, watts > 0);
        if (device.Tells is Tells.StateText) signals[Signal.ChargeState] = stay is null ? ChargeStates.Unplugged : watts > 0 ? ChargeStates.Charging : isCar && stay.Flows is [.., var last] && last.To < at ? ChargeStates.Complete : ChargeStates.Waiting;
        if (device.Tells is Tells.ChargingOnly) signals[Signal.IsCharging] = watts > 0;
        if (device.Tells is Tells.All or Tells.PowerOnly) signals[Signal.Power] = Math.Round(watts * device.Ratio * (0.99 + random.NextDouble() * 0.02));
        if (device.Tells is Tells.Register) signals[Signal.EnergyIn] = Math.Round(Register(stays, at), 1);
        if (isCar && device.HasPlace)
        {
            var place = stay?.Place ?? StreetHome.Place;
            (signals[Signal.Latitude], signals[Signal.Longitude]) = (place.Latitude + (random.NextDouble() - 0.5) * 0.0005, place.Longitude + (random.NextDouble() - 0.5) * 0.0005);
        }
        var hearing = heard ?? at + latency;
        var reading = new Reading(device.Id, Time(at + device.ClockMinutes), Time(hearing), signals);
        return new Told(hearing, at, isCar, index, reading, isPrompt, device.Tells is not (Tells.ChargingOnly or Tells.PowerOnly), stay is null);
    }

    private static Stay? At(Stay[] stays, double at)
    {
        foreach (var stay in stays)
            if (stay.Holds(at)) return stay;
        return null;
    }

    private static double Watts(Stay? stay, double at)
    {
        foreach (var flow in stay?.Flows ?? [])
            if (flow.From <= at && at < flow.To) return flow.Watts;
        return 0;
    }

    private static double Register(Stay[] stays, double at) => 1_000 + stays.Where(stay => stay.From < at).Sum(stay => stay.Flows.Sum(flow => Math.Max(0, Math.Min(at, flow.To) - flow.From) * flow.Watts / 60_000));

    public static DateTimeOffset Time(double minute) => Start.AddTicks((long)(minute * 60_000_000) * TimeSpan.TicksPerMicrosecond);

    private static int HashCode(int seed, int n) => unchecked(seed * 31 + n * 7919);
}
