using Busbar.Core.Pairing;

namespace Busbar.Tests.Pairing;

/// <summary>Follows a home reading by reading, and holds every pair against the truth at every moment.</summary>
internal static class StreetWatch
{
    public delegate IReadOnlyList<Pair> Finder(Home home, IReadOnlyList<Pair> standing, DateTimeOffset now);

    /// <param name="Wrong">Pairs that were not so; empty as it should be.</param>
    /// <param name="Minutes">For every time an own car was plugged in at home, after how many minutes the pair was found; null where it was not.</param>
    /// <param name="Cars">For every car that was plugged in at home at all, whether it was ever paired.</param>
    /// <param name="Regulars">The same of those that were so three times.</param>
    /// <param name="Traps">How often a guest's car hung on a charger while an own car was plugged in elsewhere.</param>
    /// <param name="Readings">How many there were.</param>
    public sealed record Outcome(List<string> Wrong, List<double?> Minutes, List<bool> Cars, List<bool> Regulars, int Traps, int Readings);

    /// <summary>
    /// How long a pair may outlive the truth. Until a reading of later tells that it is over, it cannot be known: the car's next that
    /// tells of its plug, or the charger's with nobody on it; but no longer than a device is silent. Where the car never tells of its
    /// plug, until one of the two charged for an hour and the other did not.
    /// </summary>
    public const double LongestGraceMinutes = 80;

    private static readonly Guid user = Guid.Parse("01890000-0000-7000-8000-000000000001");

    public static Outcome Follow(StreetHome home, StreetRules rules, Finder find)
    {
        var cars = home.Cars.Select(device => new HomeDevice(device.Id, user, PlugEvidence.None)).ToArray();
        var chargers = home.Chargers.Select(device => new HomeDevice(device.Id, user, PlugEvidence.None, device.HasPlace ? StreetHome.Place : null)).ToArray();
        var stays = home.Stays.Where(stay => stay is { Car: not null, Charger: not null }).ToList();
        var found = new double?[stays.Count];
        var (carTold, chargerFree) = (new double[cars.Length], new double[chargers.Length]);
        var wrong = new Dictionary<(Guid, Guid, DateTimeOffset), string>();
        IReadOnlyList<Pair> pairs = [];

        var all = StreetReadings.Of(home, rules);
        foreach (var told in all)
        {
            ref var device = ref told.IsCar ? ref cars[told.Device] : ref chargers[told.Device];
            device = device with { Evidence = PlugEvidence.Take(device.Evidence, told.Reading, told.IsPrompt) };
            if (told.TellsPlug && told.IsCar) carTold[told.Device] = Math.Max(carTold[told.Device], told.TrueMinute);
            if (told.TellsPlug && !told.IsCar && told.IsFree) chargerFree[told.Device] = Math.Max(chargerFree[told.Device], told.TrueMinute);

            pairs = find(new Home(user, cars, chargers), pairs, told.Reading.HeardAt);
            foreach (var pair in pairs)
            {
                var (car, charger) = (Index(cars, pair.CarId), Index(chargers, pair.ChargerId));
                var at = At(stays, car, charger, told.Minute);
                if (at >= 0) found[at] ??= told.Minute - stays[at].From;
                else if (IsWrong(stays.Where(stay => stay.Car == car && stay.Charger == charger && stay.To <= told.Minute).Select(stay => stay.To).DefaultIfEmpty(double.NegativeInfinity).Max(), carTold[car], chargerFree[charger], ended => TellsNoPlug(home.Cars[car]) ? Apart(home, car, charger, ended, told.Minute) > 60 : told.Minute - ended > LongestGraceMinutes))
                    Add(wrong, pair, () => $"car {car} on charger {charger} at minute {told.Minute:0.0}, found at {(pair.Since - StreetReadings.Start).TotalMinutes:0.0}: {string.Join(", ", pair.Evidence.Facts)}\n{home}");
            }
        }
        var byCar = stays.Select((stay, n) => (stay.Car, IsFound: found[n] is not null)).GroupBy(one => one.Car).ToList();
        return new Outcome(
            [.. wrong.Values], [.. found], [.. byCar.Select(car => car.Any(one => one.IsFound))], [.. byCar.Where(car => car.Count() >= 3).Select(car => car.Any(one => one.IsFound))],
            home.Stays.Where(stay => stay.Car is null).Sum(guest => home.Stays.Count(stay => stay is { Car: not null, Charger: null } && stay.From < guest.To && guest.From < stay.To)), all.Count);
    }

    private static bool IsWrong(double ended, double carTold, double chargerFree, Func<double, bool> isOverdue) => carTold > ended || chargerFree > ended || isOverdue(ended);

    private static bool TellsNoPlug(StreetDevice device) => device.Tells is Tells.ChargingOnly or Tells.PowerOnly;

    // For how many minutes since then one of them charged and the other did not.
    private static int Apart(StreetHome home, int car, int charger, double since, double now)
    {
        if (double.IsInfinity(since)) return int.MaxValue;
        var apart = 0;
        for (var minute = since; minute < now; minute++)
            if (Charges(minute, stay => stay.Car == car) != Charges(minute, stay => stay.Charger == charger)) apart++;
        return apart;

        bool Charges(double minute, Func<Stay, bool> isIts) => home.Stays.Any(stay => isIts(stay) && stay.Holds(minute) && stay.Flows.Any(flow => flow.From <= minute && minute < flow.To));
    }

    // Once for each pair, not for every reading while it stands.
    private static void Add(Dictionary<(Guid, Guid, DateTimeOffset), string> wrong, Pair pair, Func<string> say)
    {
        if (!wrong.ContainsKey((pair.CarId, pair.ChargerId, pair.Since))) wrong[(pair.CarId, pair.ChargerId, pair.Since)] = say();
    }

    private static int At(List<Stay> stays, int car, int charger, double minute)
    {
        for (var n = 0; n < stays.Count; n++)
            if (stays[n].Car == car && stays[n].Charger == charger && stays[n].Holds(minute)) return n;
        return -1;
    }

    private static int Index(HomeDevice[] devices, Guid id) => Array.FindIndex(devices, device => device.DeviceId == id);
}
