using Busbar.Core.Devices;
using Busbar.Server.Sandbox.World;

namespace Busbar.Tests.Sandbox.World;

/// <summary>Heat pumps and batteries do what they are told.</summary>
public sealed class ModeTests
{
    private static readonly DateTimeOffset evening = new(2026, 7, 21, 17, 0, 17, TimeSpan.Zero), dark = new(2026, 1, 21, 20, 0, 17, TimeSpan.Zero);

    [Fact]
    public void A_heat_pump_holds_what_it_is_told_and_follows_its_schedule_again()
    {
        var home = Pump(Life.HomeOf(evening, DeviceKind.HeatPump), pump => pump with { IndoorC = 27, HotWaterC = 51 });
        home = Tell(home, "hold_cool", 20);
        Assert.Equal(("cool", true, 20.0), (Pump(home).Thermostat, Pump(home).Held, Pump(home).CoolC));
        var later = home.Advance(home.At.AddHours(1));
        Assert.True(Pump(later).IndoorC < 27);
        Assert.Equal("cooling", Texts(later)["heat_mode"]);

        var off = Tell(later, "hold_off");
        Assert.Equal(("off", "off", 0.0), (Texts(off)["thermostat_mode"], Texts(off)["heat_mode"], Laws.Numbers(off, Pump(off))["power"]));
        var between = Tell(off, "hold_between", 19, 23);
        Assert.Equal(("auto", 19.0, 23.0), (Pump(between).Thermostat, Pump(between).TargetC, Pump(between).CoolC));
        var cold = Pump(between, pump => pump with { IndoorC = 17, HotWaterC = 51, Mode = "idle" });
        Assert.Equal("heating", Texts(cold)["heat_mode"]);
        var back = Tell(cold, "follow_schedule");
        Assert.Equal(("heat", false, 21.0), (Pump(back).Thermostat, Pump(back).Held, Pump(back).TargetC));
    }

    [Theory]
    [InlineData("hold_heat", 31.0, null)]
    [InlineData("hold_cool", 15.0, null)]
    [InlineData("hold_between", 24.0, 20.0)]
    [InlineData("hold_between", 20.0, 40.0)]
    public void What_a_heat_pump_cannot_be_set_to_is_refused(string command, double value, double? upper)
    {
        var home = Life.HomeOf(evening, DeviceKind.HeatPump);
        Assert.Equal("out_of_range", Orders.Give(home, Pump(home), command, value, upper).Refusal);
    }

    [Fact]
    public void A_battery_is_run_for_what_it_is_told()
    {
        var home = Life.HomeOf(dark, DeviceKind.Battery, DeviceKind.Meter);
        Assert.Equal(5_000, Power(Run("favour_import")), 1);
        Assert.Equal(-5_000, Power(Run("favour_export")), 1);
        Assert.Equal(0, Power(Run("rest")));
        // The home needs something in the evening, and there is no sun.
        Assert.InRange(Power(Run("rely_on_self")), -5_000, -1);
        Assert.Equal(Power(Run("rely_on_self")), Power(Run("follow_tariff")));
        var night = Run("follow_tariff").Advance(new DateTimeOffset(2026, 1, 22, 0, 30, 0, TimeSpan.Zero));
        Assert.Equal(5_000, Power(night), 1);

        // It keeps its reserve, whatever it is run for.
        var empty = Run("favour_export").Advance(dark.AddHours(4));
        Assert.Equal(Battery(empty).ReservePercent, Battery(empty).Soc, 1);

        Home Run(string mode) => Orders.Give(home, Battery(home), mode, null).Home!;
        double Power(Home at) => Laws.Numbers(at, Battery(at))["power"];
        static Battery Battery(Home at) => at.Devices.OfType<Battery>().Single();
    }

    private static Home Tell(Home home, string command, double? value = null, double? upper = null) => Orders.Give(home, Pump(home), command, value, upper).Home!;

    private static HeatPump Pump(Home home) => home.Devices.OfType<HeatPump>().Single();

    private static Home Pump(Home home, Func<HeatPump, HeatPump> change) => home.With(change(Pump(home)));

    private static Dictionary<string, object> Texts(Home home) => Report.Of(home, Pump(home)).ToDictionary(shown => shown.Name, shown => shown.Value);
}
