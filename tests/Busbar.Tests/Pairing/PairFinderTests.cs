using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Readings;

namespace Busbar.Tests.Pairing;

public sealed class PairFinderTests
{
    private static readonly DateTimeOffset start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    private static readonly Guid user = Guid.Parse("01890000-0000-7000-8000-000000000001");

    [Fact]
    public void One_car_and_one_charger_are_not_a_pair_by_themselves()
    {
        var (car, charger) = (Device(1), Device(2));
        Assert.Empty(Find([car], [charger]));
        // Both have been plugged in as long as anybody knows.
        Assert.Empty(Find([car.At(0, true, true)], [charger.At(1, true, true)]));
        Assert.Equal(PairFactKind.Unplugged, PairWeight.Weigh(car.At(0, false, false), charger.At(0, true, true), Minute(0)).Facts[0].Kind);
    }

    [Fact]
    public void Plugged_in_and_stopped_together_they_are_a_pair_and_apart_they_are_not()
    {
        var (car, charger) = Evening(stop: 90);
        var pair = Assert.Single(Find([car], [charger]));
        Assert.Equal([PairFactKind.PluggedTogether, PairFactKind.BeganAtOnce, PairFactKind.StoppedTogether], pair.Evidence.Facts.Select(fact => fact.Kind));
        Assert.Equal(pair.Evidence.Weight, pair.Evidence.Facts.Sum(fact => fact.Weight), 9);

        var late = Evening(stop: 90, chargerMinutes: 45);
        var apart = PairWeight.Weigh(late.Car, late.Charger, Minute(110));
        Assert.Contains(apart.Facts, fact => fact.Kind is PairFactKind.PluggedApart && fact.Weight < PairFinder.Doubt);
        Assert.Empty(Find([late.Car], [late.Charger]));
    }

    [Fact]
    public void Unplugged_on_either_side_it_is_over()
    {
        var (car, charger) = Evening(stop: 90);
        var pair = Find([car], [charger]);
        Assert.Equal(pair[0].Since, Assert.Single(Find([car.At(120, true, false)], [charger.At(125, true, false)], pair, 125)).Since);
        Assert.Empty(Find([car.At(120, false, false)], [charger], pair, 120));
        Assert.Empty(Find([car], [charger.At(120, false, false)], pair, 120));
    }

    [Fact]
    public void A_car_that_stands_elsewhere_is_not_on_this_charger_whatever_its_times()
    {
        var (car, charger) = Evening(stop: 90);
        var placed = charger with { Place = (52.52, 13.405) };
        var elsewhere = car.Take(100, (Signal.IsPluggedIn, true), (Signal.Latitude, 52.6), (Signal.Longitude, 13.405));
        var here = car.Take(100, (Signal.IsPluggedIn, true), (Signal.Latitude, 52.5201), (Signal.Longitude, 13.405));
        Assert.Empty(Find([elsewhere], [placed]));
        Assert.Empty(Find([elsewhere], [placed], Find([car], [charger])));
        Assert.Contains(Assert.Single(Find([here], [placed])).Evidence.Facts, fact => fact is { Kind: PairFactKind.AtThePlace, Number: < 20 });
    }

    [Fact]
    public void Twins_stay_unpaired_until_something_tells_them_apart()
    {
        var (first, charger) = Evening(stop: 0);
        var (second, other) = Evening(stop: 0, car: 3, charger: 4);
        Assert.Empty(Find([first, second], [charger, other]));

        // The first of them, and one of the chargers, come to rest; the others go on.
        for (var minute = 50; minute <= 110; minute += 10)
        {
            (first, other) = (first.At(minute, true, minute < 60), other.At(minute + 1, true, minute < 60));
            (second, charger) = (second.At(minute + 2, true, true), charger.At(minute + 3, true, true));
        }
        Assert.Equal((first.DeviceId, other.DeviceId), Assert.Single(Find([first, second], [charger, other])).Ids());
    }

    [Fact]
    public void One_that_nobody_looked_at_yet_may_fit_as_well()
    {
        var (car, charger) = Evening(stop: 90);
        var other = Device(4).At(-30, false, false);
        Assert.Empty(Find([car], [charger, other.At(-5, false, false)]));
        Assert.Single(Find([car], [charger, other.At(100, false, false)]));
    }

    [Fact]
    public void An_operator_is_right_until_either_is_unplugged()
    {
        var (car, charger) = Evening(stop: 90);
        PairCorrection barred = new(car.DeviceId, charger.DeviceId, PairVerdict.Barred, Minute(100));
        Assert.Empty(Find([car], [charger], Find([car], [charger]), 100, barred));
        var again = Again(car, 600);
        Assert.True(barred.IsOver(again.Evidence, charger.Evidence));
        Assert.Single(Find([again], [Again(charger, 600)], [], 720, barred));

        var (lost, found) = (Device(5).At(0, true, false), Device(6).At(0, true, false));
        PairCorrection pinned = new(lost.DeviceId, found.DeviceId, PairVerdict.Pinned, Minute(10));
        Assert.Equal(PairFactKind.Pinned, Assert.Single(Find([lost], [found], [], 20, pinned)).Evidence.Facts[0].Kind);
        Assert.Empty(Find([lost.At(30, false, false)], [found], [], 30, pinned));
        Assert.Empty(Find([lost], [found], [], 20, pinned, pinned with { Verdict = PairVerdict.Barred, MadeAt = Minute(15) }));
        Assert.Equal(charger.DeviceId, Assert.Single(Find([car, lost], [charger, found], [], 110, pinned with { ChargerId = charger.DeviceId })).ChargerId);
    }

    [Fact]
    public void A_home_holds_the_devices_of_one_user() =>
        Assert.Throws<ArgumentException>(() => new Home(user, [Device(1)], [Device(2) with { UserId = Guid.Parse("01890000-0000-7000-8000-000000000002") }]));

    private static (HomeDevice Car, HomeDevice Charger) Evening(int stop, int chargerMinutes = 0, int car = 1, int charger = 2) =>
        (Charge(Device(car), 0, stop, 4), Charge(Device(charger), chargerMinutes, stop + chargerMinutes, 6));

    private static HomeDevice Again(HomeDevice device, int minute) => Charge(device.At(minute - 20, false, false), minute, minute + 90, 5);

    // Looked at every few minutes, plugged in at the minute, and charging until it stops.
    private static HomeDevice Charge(HomeDevice device, int from, int stop, int every)
    {
        for (var minute = from - 2 * every; minute <= Math.Max(stop, from + 40) + 2 * every; minute += every) device = device.At(minute, minute >= from, minute >= from && (stop <= from || minute < stop));
        return device;
    }

    private static IReadOnlyList<Pair> Find(HomeDevice[] cars, HomeDevice[] chargers, IReadOnlyList<Pair>? standing = null, int now = 110, params PairCorrection[] words) =>
        PairFinder.Find(new Home(user, cars, chargers), standing ?? [], words, Minute(now));

    private static HomeDevice Device(int n) => new(Guid.Parse($"01890000-0000-7000-8000-{n:x12}"), user, PlugEvidence.None);

    internal static DateTimeOffset Minute(int minute) => start.AddMinutes(minute);
}

file static class Looks
{
    public static HomeDevice At(this HomeDevice device, int minute, bool isPlugged, bool isCharging) => device.Take(minute, (Signal.IsPluggedIn, isPlugged), (Signal.IsCharging, isCharging));

    public static HomeDevice Take(this HomeDevice device, int minute, params (Signal, Value)[] told) => device with
    {
        Evidence = PlugEvidence.Take(device.Evidence, new Reading(device.DeviceId, PairFinderTests.Minute(minute), PairFinderTests.Minute(minute), told.ToDictionary(one => one.Item1, one => one.Item2))),
    };

    public static (Guid, Guid) Ids(this Pair pair) => (pair.CarId, pair.ChargerId);
}
