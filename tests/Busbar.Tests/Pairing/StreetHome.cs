using Busbar.Core.Devices;

namespace Busbar.Tests.Pairing;

/// <summary>How hard a street is.</summary>
/// <param name="Days">How long it is watched.</param>
/// <param name="HostShare">Of all homes, how many have guests who charge there.</param>
/// <param name="GuestShare">Of the evenings of those, how many have one.</param>
/// <param name="AwayShare">Of the cars whose place a guest has, how many charge elsewhere meanwhile.</param>
/// <param name="Blind">Nobody knows any place: neither cars nor chargers tell it.</param>
/// <param name="Full">Every home has two cars or three.</param>
/// <param name="TogetherShare">How many of a home's cars come home with the first, within 20 minutes.</param>
/// <param name="SocketShare">Of the cars that find no charger free and stay, how many charge from a socket in the garage.</param>
internal sealed record StreetRules(int Days = 7, double HostShare = 0.1, double GuestShare = 0.03, double AwayShare = 0.15, bool Blind = false, bool Full = false, double TogetherShare = 0.3, double SocketShare = 0.1)
{
    public static readonly StreetRules Usual = new();

    /// <summary>Every home has more cars than it can tell apart by when they come: most come together, and what finds no charger hangs on a socket beside it.</summary>
    public static readonly StreetRules Crowded = new(Full: true, TogetherShare: 0.8, SocketShare: 0.6);

    /// <summary>Every evening a guest's car hangs on the charger, and the own car charges elsewhere. No such street is known.</summary>
    public static readonly StreetRules Hard = new(HostShare: 1, GuestShare: 0.9, AwayShare: 1, Blind: true);
}

/// <summary>Power over a span of time, in minutes since the street began.</summary>
internal readonly record struct Flow(double From, double To, double Watts);

/// <summary>A car is plugged in somewhere.</summary>
/// <param name="Car">Null for a guest's.</param>
/// <param name="Charger">Null for one that is not the home's.</param>
internal sealed record Stay(int? Car, int? Charger, double From, double To, (double Latitude, double Longitude) Place, Flow[] Flows)
{
    public bool Holds(double minute) => From <= minute && minute < To;
}

/// <summary>Which signals a device tells.</summary>
internal enum Tells { All, NoPower, StateText, ChargingOnly, PowerOnly, Register }

/// <summary>A car or charger: what it tells, how often it is asked, and how far its clock and its answers are off.</summary>
internal sealed record StreetDevice(
    Guid Id, DeviceKind Kind, Tells Tells, bool IsPrompt, bool HasPlace, double PollMinutes, double ClockMinutes, double LateMinutes, double MaxWatts, double Ratio)
{
    public static StreetDevice Car(Random random, Guid id, StreetRules rules, StreetDevice? twin) => new(
        id, DeviceKind.EV, twin?.Tells ?? Pick(random, (Tells.All, 62), (Tells.NoPower, 24), (Tells.StateText, 8), (Tells.ChargingOnly, 4), (Tells.PowerOnly, 2)),
        random.NextDouble() < 0.1, !rules.Blind && (twin?.HasPlace ?? random.NextDouble() < 0.6), 2 + random.NextDouble() * 13, Clock(random),
        random.NextDouble() < 0.2 ? random.NextDouble() * 8 : 0, twin?.MaxWatts ?? Pick(random, (3_700.0, 15), (7_400.0, 25), (11_000.0, 60)), twin?.Ratio ?? 0.87 + random.NextDouble() * 0.13);

    public static StreetDevice Charger(Random random, Guid id, StreetRules rules)
    {
        var tells = Pick(random, (Tells.All, 60), (Tells.NoPower, 14), (Tells.Register, 10), (Tells.StateText, 10), (Tells.ChargingOnly, 3), (Tells.PowerOnly, 3));
        return new(
            id, DeviceKind.ChargePoint, tells, tells is not (Tells.ChargingOnly or Tells.PowerOnly or Tells.Register) && random.NextDouble() < 0.35, !rules.Blind && random.NextDouble() < 0.7, 2 + random.NextDouble() * 13, Clock(random),
            random.NextDouble() < 0.1 ? random.NextDouble() * 5 : 0, Pick(random, (7_400.0, 30), (11_000.0, 50), (22_000.0, 20)), 1);
    }

    private static double Clock(Random random) => random.NextDouble() < 0.25 ? random.NextDouble() * 9 - 4.5 : random.NextDouble() * 0.4 - 0.2;

    internal static T Pick<T>(Random random, params ReadOnlySpan<(T What, int Share)> all)
    {
        var sum = 0;
        foreach (var one in all) sum += one.Share;
        var at = random.Next(sum);
        foreach (var one in all)
            if ((at -= one.Share) < 0) return one.What;
        throw new InvalidOperationException();
    }
}

/// <summary>A home with its devices, and where every car truly is plugged in.</summary>
internal sealed record StreetHome(int Seed, IReadOnlyList<StreetDevice> Cars, IReadOnlyList<StreetDevice> Chargers, IReadOnlyList<Stay> Stays)
{
    public static readonly (double Latitude, double Longitude) Place = (52.52, 13.405);

    /// <summary>The charger that a car truly hangs on.</summary>
    public int? Truth(int car, double minute) => Stays.FirstOrDefault(stay => stay.Car == car && stay.Holds(minute))?.Charger;

    public override string ToString() =>
        $"home {Seed}: " + string.Join("; ", Cars.Concat(Chargers).Select(device => $"{device.Kind} {device.Tells} {(device.IsPrompt ? "prompt " : "")}{(device.HasPlace ? "placed " : "")}every {device.PollMinutes:0.0} clock {device.ClockMinutes:0.0} late {device.LateMinutes:0.0} {device.MaxWatts:0} W"))
        + "\n" + string.Join("\n", Stays.OrderBy(stay => stay.From).Select(stay => $"  car {stay.Car?.ToString() ?? "of a guest"} at {stay.Charger?.ToString() ?? "elsewhere"} {stay.From:0.0}–{stay.To:0.0}: " + string.Join(" ", stay.Flows.Select(flow => $"{flow.From:0}–{flow.To:0} {flow.Watts:0} W"))));
}
