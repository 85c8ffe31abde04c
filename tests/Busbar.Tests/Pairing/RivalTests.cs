using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Readings;

namespace Busbar.Tests.Pairing;

/// <summary>What tells a pair from the others that either could be in.</summary>
public sealed class RivalTests
{
    private static readonly DateTimeOffset start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    private static readonly (double Latitude, double Longitude) place = (52.52, 13.405);
    private static readonly Guid user = Guid.Parse("01890000-0000-7000-8000-000000000001");

    [Fact]
    public void A_stop_tells_nothing_of_a_rival_that_was_not_looked_at_since()
    {
        // All four come home at once, and begin by the same tariff. The first two are looked at more often.
        var (car, charger) = (Night(Car(1), 2), Night(Charger(2), 2));
        var (slow, other) = (Night(Car(3), 9), Night(Charger(4), 9));
        Assert.Empty(Find([car, slow], [charger, other], 152));

        // Those two have stopped, and so may have the others.
        (car, charger) = (car.At(154, true, false), charger.At(154, true, false));
        Assert.True(PairWeight.Weigh(car, charger, Minute(154)).Weight > PairWeight.Weigh(slow, charger, Minute(154)).Weight + PairFinder.Margin);
        Assert.Empty(Find([car, slow], [charger, other], 154));
        Assert.Empty(Find([car, slow.At(160, true, true)], [charger, other], 160));
        Assert.Empty(Find([car, slow.At(160, true, false)], [charger, other.At(160, true, false)], 160));
        var pairs = Find([car, slow.At(160, true, true)], [charger, other.At(160, true, true)], 160);
        Assert.Contains(pairs, pair => (pair.CarId, pair.ChargerId) == (car.DeviceId, charger.DeviceId));
    }

    [Fact]
    public void Where_a_rival_does_not_tell_of_its_plug_that_two_were_plugged_in_together_says_little()
    {
        // The charger is placed and so is the car: of strangers alone there would be enough.
        var (car, charger, silent) = (Night(Car(1), 4, isCharging: false), Night(Charger(2), 4, isCharging: false), Car(3));
        for (var minute = -10; minute <= 160; minute += 5) silent = silent.Take(minute, (Signal.IsCharging, false));
        Assert.Single(Find([car], [charger], 150));
        Assert.Empty(Find([car, silent], [charger], 150));

        // It rests, and those two charge, and stop.
        for (var minute = 160; minute <= 240; minute += 4) (car, charger, silent) = (car.At(minute, true, minute < 200), charger.At(minute, true, minute < 200), silent.Take(minute, (Signal.IsCharging, false)));
        Assert.Equal(car.DeviceId, Assert.Single(Find([car, silent], [charger], 240)).CarId);
    }

    [Fact]
    public void That_nobody_looked_does_not_make_another_likelier()
    {
        var (car, other, charger) = (Charge(Car(1)), Charge(Car(3)), Charger(2));
        for (var minute = -10; minute <= 300; minute += 5) charger = charger.Take(minute, (Signal.IsCharging, minute > 0));
        Assert.Empty(Find([car, other], [charger], 300));

        // For an hour and a half nobody heard of the one: it may have been swapped, and may be there still.
        for (var minute = 395; minute <= 420; minute += 5) (car, other, charger) = (car.At(minute, true, true), other.At(minute, true, true), charger.Take(minute, (Signal.IsCharging, true)));
        for (var minute = 305; minute < 395; minute += 5) (other, charger) = (other.At(minute, true, true), charger.Take(minute, (Signal.IsCharging, true)));
        Assert.Empty(Find([car, other], [charger], 420));

        static HomeDevice Charge(HomeDevice device)
        {
            for (var minute = -10; minute <= 300; minute += 5) device = device.At(minute, minute > 0, minute > 0);
            return device;
        }
    }

    [Fact]
    public void What_charges_and_what_rests_are_no_pair_until_they_agree()
    {
        var (car, charger) = (Car(1), Charger(2));
        for (var minute = -10; minute <= 20; minute++) (car, charger) = (car.At(minute, minute > 0, minute > 0, isPrompt: true), charger.At(minute, minute > 0, false, isPrompt: true));
        var weighed = PairWeight.Weigh(car, charger, Minute(20));
        Assert.True(weighed.Weight > PairFinder.Enough && weighed.Against > PairFinder.Doubt && weighed.Of(PairFactKind.AtOdds) is 0);
        Assert.Empty(Find([car], [charger], 20));
        Assert.Single(Find([car.At(25, true, true)], [charger.At(25, true, true)], 25));
    }

    [Fact]
    public void What_tells_by_itself_is_given_the_time_that_it_takes()
    {
        var (gone, other, charger) = (Car(1), Car(3), Charger(2).At(-10, false, false, isPrompt: true));
        for (var minute = -10; minute <= 900; minute += 2) (gone, other) = (gone.At(minute, minute > 0, minute is > 0 and < 90), other.At(minute, minute > 0, minute is > 0 and < 400));
        charger = charger.At(2, true, true, isPrompt: true).At(89, true, false, isPrompt: true);
        var pair = Assert.Single(Find([gone, other], [charger], 900));

        // It has left, and the charger that has said nothing for hours will say so in a moment.
        gone = gone.At(905, false, false);
        Assert.DoesNotContain(Find([gone, other], [charger], 905, pair), found => found.CarId == other.DeviceId);
        Assert.Empty(Find([gone, other], [charger.At(905, false, false, isPrompt: true)], 906, pair));
    }

    [Fact]
    public void What_tells_by_itself_rests_while_it_says_nothing()
    {
        var (car, charger) = (Car(1), Charger(2));
        foreach (var (minute, isCharging) in new[] { (-10, false), (1, true), (61, false) }) car = car.Take(minute, true, (Signal.IsCharging, isCharging));
        for (var minute = -10; minute <= 90; minute += 5) charger = charger.At(minute, minute > 0, minute is > 0 and < 65);
        var pair = Assert.Single(Find([car], [charger], 90));
        // Another has come between two looks, and charges.
        for (var minute = 95; minute <= 150; minute += 5) charger = charger.At(minute, true, true);
        Assert.Single(Find([car], [charger], 100, pair));
        Assert.Empty(Find([car], [charger], 150, pair));
    }

    // Home at the hour, resting until the tariff begins, and charging from then.
    private static HomeDevice Night(HomeDevice device, int every, bool isCharging = true)
    {
        for (var minute = -every; minute <= 152; minute += every) device = device.At(minute, minute > 0, isCharging && minute > 100);
        return device;
    }

    private static IReadOnlyList<Pair> Find(HomeDevice[] cars, HomeDevice[] chargers, int now, params Pair[] standing) => PairFinder.Find(new Home(user, cars, chargers), standing, [], Minute(now));

    private static HomeDevice Car(int n) => new(Guid.Parse($"01890000-0000-7000-8000-{n:x12}"), user, PlugEvidence.None with { Place = new SeenPlace(place.Latitude, place.Longitude, start.AddDays(1)) });

    private static HomeDevice Charger(int n) => Car(n) with { Evidence = PlugEvidence.None, Place = place };

    internal static DateTimeOffset Minute(int minute) => start.AddMinutes(minute);
}

file static class RivalLooks
{
    public static HomeDevice At(this HomeDevice device, int minute, bool isPlugged, bool isCharging, bool isPrompt = false) => device.Take(minute, isPrompt, (Signal.IsPluggedIn, isPlugged), (Signal.IsCharging, isCharging));

    public static HomeDevice Take(this HomeDevice device, int minute, params (Signal, Value)[] told) => device.Take(minute, false, told);

    public static HomeDevice Take(this HomeDevice device, int minute, bool isPrompt, params (Signal, Value)[] told) => device with
    {
        Evidence = PlugEvidence.Take(device.Evidence, new Reading(device.DeviceId, RivalTests.Minute(minute), RivalTests.Minute(minute), told.ToDictionary(one => one.Item1, one => one.Item2)), isPrompt),
    };
}
