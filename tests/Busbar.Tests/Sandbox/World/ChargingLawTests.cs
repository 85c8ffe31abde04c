using Busbar.Core.Devices;
using Busbar.Server.Sandbox.World;

namespace Busbar.Tests.Sandbox.World;

public sealed class ChargingLawTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 21, 17, 0, 17, TimeSpan.Zero);

    [Theory]
    [InlineData(DeviceKind.ChargePoint, 20, 80)]
    [InlineData(DeviceKind.ChargePoint, 55, 100)]
    [InlineData(DeviceKind.ChargePoint, 79, 81)]
    [InlineData(DeviceKind.Meter, 60, 70)]
    public void State_of_charge_session_and_meter_agree_within_one_percent(DeviceKind beside, double from, double limit)
    {
        var home = Life.HomeOf(Evening, DeviceKind.EV, beside, DeviceKind.Meter);
        var car = home.Devices.OfType<Ev>().Single();
        home = home.With(car.WithSoc(from) with { LimitPercent = limit });
        var start = Plugs.In(Plugs.Out(home, home.Find(car.Id)!).Home!, home.Find(car.Id)!.As<Ev>().Unplug()).Home!;
        var steps = Minutes(start, 48 * 60).ToList();

        var end = steps[^1].Devices.OfType<Ev>().Single();
        var stored = (limit - from) / 100 * end.CapacityKwh;
        var meter = Imported(steps[^1]) - Imported(start) - BaseLoadOf(steps);
        Assert.Equal(limit, end.Soc, 4);
        Assert.InRange(end.SessionKwh * Ev.Efficiency / stored, 0.99, 1.01);
        Assert.InRange(meter / end.SessionKwh, 0.99, 1.01);
        if (steps[^1].Devices.OfType<ChargePoint>().SingleOrDefault() is { } point) Assert.Equal(end.SessionKwh, point.SessionKwh, 6);
    }

    [Fact]
    public void A_car_never_charges_beyond_its_limit_and_tapers_on_the_way()
    {
        var home = Life.HomeOf(Evening, DeviceKind.EV, DeviceKind.ChargePoint);
        var car = home.Devices.OfType<Ev>().Single();
        home = home.With(car.WithSoc(70) with { LimitPercent = 100, WantsToCharge = true });
        var powers = Minutes(home, 600).Select(h => (h.Devices.OfType<Ev>().Single().Soc, Power: Laws.Numbers(h, h.Devices.OfType<Ev>().Single())["power"])).ToList();

        Assert.All(powers, p => Assert.InRange(p.Soc, 70, 100.000001));
        Assert.Equal(11040, powers[0].Power, 1);
        var taper = powers.Where(p => p.Soc > 80).Select(p => p.Power).ToList();
        Assert.Equal(taper.OrderDescending(), taper);
        Assert.Equal(0, powers[^1].Power);
        Assert.Equal("complete", Charging.StateOfCar(Minutes(home, 600).Last().Devices.OfType<Ev>().Single(), null));
    }

    [Fact]
    public void The_time_to_full_comes_true()
    {
        var home = Life.HomeOf(Evening.AddSeconds(-17), DeviceKind.EV, DeviceKind.ChargePoint);
        home = home.With(home.Devices.OfType<Ev>().Single() with { WantsToCharge = true, LimitPercent = 95 });
        var minutes = Laws.Numbers(home, home.Devices.OfType<Ev>().Single())["time_to_full"];

        Assert.Equal(minutes, Minutes(home, 1000).TakeWhile(h => !h.Devices.OfType<Ev>().Single().IsFull).Count());
    }

    private static IEnumerable<Home> Minutes(Home home, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return home;
            home = home.Advance(Minute.After(home.At));
        }
    }

    private static double Imported(Home home) => Laws.Numbers(home, home.Devices.OfType<Meter>().Single())["energy_in"];

    private static double BaseLoadOf(List<Home> steps) =>
        steps.Zip(steps.Skip(1)).Sum(p => BaseLoad.At(p.First.Seed, p.First.At).Total / 1000 * (p.Second.At - p.First.At).TotalHours);
}

internal static class Casting
{
    public static T As<T>(this HomeDevice device) where T : HomeDevice => (T)device;
}
