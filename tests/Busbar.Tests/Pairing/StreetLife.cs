namespace Busbar.Tests.Pairing;

/// <summary>Makes homes and lives in them: who plugs in where, and when it charges. The same seed makes the same home.</summary>
internal sealed class StreetLife
{
    private const double Hour = 60, Day = 24 * Hour;

    private readonly Random random;
    private readonly StreetRules rules;
    private readonly StreetDevice[] cars, chargers;
    private readonly List<Stay> stays = [];
    private readonly bool isSmart, isHost;
    private readonly double tariffHour;

    private StreetLife(int seed, StreetRules rules)
    {
        (random, this.rules) = (new Random(seed), rules);
        var areTwins = random.NextDouble() < 0.3;
        cars = new StreetDevice[StreetDevice.Pick(random, (1, rules.Full ? 0 : 50), (2, 35), (3, 15))];
        for (var n = 0; n < cars.Length; n++) cars[n] = StreetDevice.Car(random, Id(0xca, n), rules, areTwins && n > 0 ? cars[0] : null);
        chargers = new StreetDevice[StreetDevice.Pick(random, (1, 75), (2, 25))];
        for (var n = 0; n < chargers.Length; n++) chargers[n] = StreetDevice.Charger(random, Id(0xc4, n), rules);
        (isSmart, isHost, tariffHour) = (Is(0.4), Is(rules.HostShare), StreetDevice.Pick(random, (21.0, 1), (22.0, 2), (23.0, 2), (24.0, 2)));
    }

    public static StreetHome Live(int seed, StreetRules rules)
    {
        var life = new StreetLife(seed, rules);
        for (var day = 0; day < rules.Days; day++)
        {
            life.Daytime(day * Day);
            life.Evening(day * Day);
        }
        return new StreetHome(seed, life.cars, life.chargers, life.stays);
    }

    private void Daytime(double day)
    {
        for (var car = 0; car < cars.Length; car++)
        {
            if (Is(0.15)) Elsewhere(car, day + Between(8.2, 9.5) * Hour, Between(2, 7) * Hour);
            if (Is(0.10)) Elsewhere(car, day + Between(10, 16) * Hour, Between(0.3, 2) * Hour);
        }
    }

    private void Evening(double day)
    {
        var guestAt = isHost && Is(rules.GuestShare) ? random.Next(chargers.Length) : -1;
        if (guestAt >= 0)
        {
            var from = day + Between(15, 21) * Hour;
            Plug(null, guestAt, from, from + Between(1, 6) * Hour, Pick(3_700, 7_400, 11_000, 11_000));
        }
        var first = day + Math.Clamp(18.2 + Normal() * 1.5, 15, 22.5) * Hour;
        for (var car = 0; car < cars.Length; car++)
        {
            if (!Is(0.7)) continue;
            var from = car > 0 && Is(rules.TogetherShare) ? first + Between(0, 20) : car == 0 ? first : day + Math.Clamp(18.2 + Normal() * 1.5, 15, 22.5) * Hour;
            var to = Is(0.2) ? from + Between(1.5, 4) * Hour : day + Day + Math.Clamp(7.4 + Normal() * 0.6, 5.8, 8.1) * Hour;
            ComeHome(car, from, to, day);
        }
    }

    private void ComeHome(int car, double from, double to, double day)
    {
        var free = Enumerable.Range(0, chargers.Length).Where(charger => IsFree(charger, from, to)).ToList();
        if (free.Count > 0)
        {
            Plug(car, free[random.Next(free.Count)], from, to, cars[car].MaxWatts);
            return;
        }
        if (Is(rules.AwayShare)) Elsewhere(car, Is(0.5) ? from : day + Between(15, 21) * Hour, Between(1, 6) * Hour);
        // A socket in the garage.
        else if (Is(rules.SocketShare)) Plug(car, null, from, to, 2_300, StreetHome.Place);
        // The place is taken over as soon as it is free.
        else if (Is(0.4) && stays.FindLast(stay => stay.Charger is not null && stay.Holds(from)) is { } before && before.To < day + 23.5 * Hour)
        {
            var then = before.To + Between(2, 20);
            if (IsFree(before.Charger!.Value, then, to)) Plug(car, before.Charger, then, Math.Max(to, then + Hour), cars[car].MaxWatts);
        }
    }

    private void Elsewhere(int car, double from, double minutes)
    {
        var (north, east) = Is(0.05) ? (0.003, 0.0) : (Between(-0.2, 0.2), Between(0.02, 0.3));
        Plug(car, null, from, from + minutes, Math.Min(cars[car].MaxWatts, Pick(3_700, 11_000, 22_000)), (StreetHome.Place.Latitude + north, StreetHome.Place.Longitude + east));
    }

    private void Plug(int? car, int? charger, double from, double to, double watts, (double, double)? place = null)
    {
        // A car needs a while from one place to the next.
        if (car is not null && stays.Exists(stay => stay.Car == car && stay.From < to + 12 && from < stay.To + 12)) return;
        if (charger is { } at) watts = Math.Min(watts, chargers[at].MaxWatts);
        stays.Add(new Stay(car, charger, from, to, place ?? StreetHome.Place, Charge(from, to, watts, charger is not null && isSmart)));
    }

    private Flow[] Charge(double from, double to, double watts, bool smart)
    {
        if (Is(0.07)) return [];
        var (flows, left) = (new List<Flow>(), Between(4, 40) * 1000 * 60);
        var at = smart && Is(0.8) && from % Day > 15 * Hour ? Math.Max(from, from - from % Day + tariffHour * Hour) + Between(0, 1) : from + Between(0.2, 1.5);
        var pauses = smart ? random.Next(0, 5) : Is(0.1) ? 1 : 0;
        while (left > 1 && at < to)
        {
            var whole = left / watts;
            var end = Math.Min(to, at + (pauses > 0 ? Math.Min(whole, Between(10, 120)) : whole));
            flows.Add(new Flow(at, end, watts * Between(0.98, 1.02)));
            left -= (end - at) * watts;
            at = end + (pauses-- > 0 ? Between(4, 80) : 0);
        }
        // The battery takes less and less.
        foreach (var part in new[] { 0.7, 0.45, 0.25 })
            if (left <= 1 && flows.Count > 0 && flows[^1].To is var last && last + 6 < to) flows.Add(new Flow(last, last + 6, watts * part));
        return [.. flows];
    }

    private bool IsFree(int charger, double from, double to) => !stays.Exists(stay => stay.Charger == charger && stay.From < to + 2 && from < stay.To + 2);

    private bool Is(double share) => random.NextDouble() < share;

    private double Between(double a, double b) => a + random.NextDouble() * (b - a);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private double Pick(params double[] all) => all[random.Next(all.Length)];

    private static Guid Id(int kind, int n) => Guid.Parse($"01890000-0000-7000-8000-0000000{kind:x2}{n:x3}");
}
