using Busbar.Core.Devices;
using Busbar.Server.Sandbox.World;

namespace Busbar.Tests.Sandbox.World;

/// <summary>Sun, weather, clock and the devices that follow them.</summary>
public sealed class WorldTests
{
    private static readonly Place Brussels = new(50.85, 4.35);

    [Theory]
    [InlineData("2026-06-21T11:45:00Z", 62.5)] // noon at midsummer: 90 − 50.85 + 23.44
    [InlineData("2026-12-21T11:41:00Z", 15.7)]
    [InlineData("2026-03-20T11:50:00Z", 39.1)]
    public void The_sun_stands_where_the_almanac_says(string time, double degrees) =>
        Assert.Equal(degrees, Math.Asin(Sky.SunHeight(Brussels, DateTimeOffset.Parse(time))) * 180 / Math.PI, 0.3);

    [Fact]
    public void It_is_dark_at_night_and_colder_in_winter()
    {
        Assert.Equal(0, Sky.At(1, Brussels, DateTimeOffset.Parse("2026-06-21T23:00:00Z")).Sunshine);
        double Mean(string from) => Enumerable.Range(0, 24 * 30).Average(h => Sky.At(1, Brussels, DateTimeOffset.Parse(from).AddHours(h)).OutdoorC);
        Assert.InRange(Mean("2026-01-01T00:00:00Z"), -3, 8);
        Assert.InRange(Mean("2026-07-01T00:00:00Z"), 13, 24);
    }

    [Theory]
    [InlineData("2026-03-29T00:59:00Z", 1)]
    [InlineData("2026-03-29T01:00:00Z", 2)]
    [InlineData("2026-10-25T00:59:00Z", 2)]
    [InlineData("2026-10-25T01:00:00Z", 1)]
    public void The_wall_clock_keeps_summer_time(string time, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), WallClock.Of(DateTimeOffset.Parse(time)).Offset);

    [Theory]
    [InlineData("2026-11-20T06:00:00Z", true)]  // Friday, 7 o'clock
    [InlineData("2026-11-20T21:00:00Z", false)] // Friday, 22 o'clock
    [InlineData("2026-11-21T12:00:00Z", false)] // Saturday
    public void The_dear_tariff_is_that_of_working_days(string time, bool day) =>
        Assert.Equal(day, WallClock.IsDayTariff(DateTimeOffset.Parse(time)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(60, 12)]
    [InlineData(3600, 500)]
    public void A_home_never_lives_later_than_now_and_meets_it(double speed, double hoursAgo)
    {
        var now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var clock = (HomeClock.RealTime(now) with { Speed = speed }).StartedAgo(TimeSpan.FromHours(hoursAgo), now);
        var times = Enumerable.Range(0, 3000).Select(i => now.AddSeconds(i * 30)).Select(real => (real, home: clock.At(real))).ToList();

        Assert.Equal(now.AddHours(-hoursAgo), times[0].home);
        Assert.All(times, t => Assert.True(t.home <= t.real));
        Assert.All(times.Zip(times.Skip(1)), p => Assert.True(p.Second.home >= p.First.home));
        Assert.Equal(times[^1].real, times[^1].home);
        Assert.Equal(clock.At(now.AddMinutes(3)), clock.AtSpeed(7, now.AddMinutes(3)).At(now.AddMinutes(3)));
    }

    [Fact]
    public void A_plant_feeds_in_no_more_than_it_is_told_and_nothing_off_the_grid()
    {
        var home = Life.HomeOf(DateTimeOffset.Parse("2026-06-21T09:00:00Z"), DeviceKind.SolarPlant, DeviceKind.Meter);
        var plant = home.Devices.OfType<SolarPlant>().Single();
        double Export(Home h) => -Laws.Numbers(h.Advance(h.At.AddHours(3)), h.Devices.OfType<Meter>().Single())["power"];

        var limited = Orders.Give(home, plant, "limit_feed_in", 500).Home!;
        Assert.InRange(Export(home), 501, 7000);
        Assert.Equal(500, Export(limited), 1);
        Assert.Equal(0, Export(Orders.Give(home, plant, "stop_feed_in", null).Home!), 1);
        var off = Orders.Give(limited, home.Devices.OfType<Inverter>().Single(), "disconnect", null).Home!;
        Assert.True(Export(off) < 0);
        Assert.Equal(Export(home), Export(Orders.Give(off, off.Find(plant.Id)!, "reset", null).Home!), 1);
    }

    [Fact]
    public void A_battery_lives_off_the_sun_between_its_bounds()
    {
        var home = Life.HomeOf(DateTimeOffset.Parse("2026-06-20T00:00:00Z"), DeviceKind.Battery, DeviceKind.Meter);
        var levels = Enumerable.Range(0, 4 * 24 * 60).Select(m => (home = home.Advance(home.At.AddMinutes(1))).Devices.OfType<Battery>().Single().Soc).ToList();

        Assert.All(levels, soc => Assert.InRange(soc, 4.99, 100.01));
        Assert.True(levels.Max() > 95 && levels.Min() < 60, $"{levels.Min()} to {levels.Max()}");
    }

    [Theory]
    [InlineData("2026-01-10T00:00:00Z", 20, 120)]
    [InlineData("2026-07-10T00:00:00Z", 1, 20)]
    public void A_heat_pump_follows_the_weather_and_keeps_the_house_warm(string from, double leastKwh, double mostKwh)
    {
        var home = Life.HomeOf(DateTimeOffset.Parse(from), DeviceKind.HeatPump);
        var before = home.Devices.OfType<HeatPump>().Single().EnergyInKwh;
        var pumps = Enumerable.Range(0, 3 * 24 * 60).Select(_ => (home = home.Advance(home.At.AddMinutes(1))).Devices.OfType<HeatPump>().Single()).ToList();

        Assert.InRange(pumps[^1].EnergyInKwh - before, leastKwh, mostKwh);
        Assert.All(pumps, p => Assert.InRange(p.IndoorC, 19.5, 32));
        Assert.All(pumps, p => Assert.InRange(p.HotWaterC, 38, 53));
        Assert.Contains(pumps, p => p.Mode == "hot_water");
    }

    [Fact]
    public void Gas_follows_the_cold()
    {
        double Burnt(string from)
        {
            var home = Life.HomeOf(DateTimeOffset.Parse(from), DeviceKind.RetrofitMeter);
            return home.Advance(home.At.AddDays(3)).Devices.OfType<RetrofitMeter>().Single().GasM3 - home.Devices.OfType<RetrofitMeter>().Single().GasM3;
        }

        Assert.InRange(Burnt("2026-01-10T00:00:00Z"), 8, 40);
        Assert.InRange(Burnt("2026-07-10T00:00:00Z"), 0.5, 5);
    }
}
