using Busbar.Core.Devices;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Sessions;

/// <summary>Three ways to the energy of a charge: which one is taken, and that they agree.</summary>
public sealed class EnergyMethodTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(11.0, 10.5, 20.0, 60.0, 11.0, EnergyMethod.Metered)]
    [InlineData(null, 10.5, 20.0, 60.0, 10.5, EnergyMethod.FromPower)]
    // A register that stands still while power flows is stuck.
    [InlineData(0.0, 10.5, 20.0, 60.0, 10.5, EnergyMethod.FromPower)]
    [InlineData(null, null, 20.0, 60.0, 12.0, EnergyMethod.FromLevel)]
    [InlineData(0.0, 0.0, 20.0, 60.0, 12.0, EnergyMethod.FromLevel)]
    [InlineData(0.0, 0.0, 20.0, null, null, null)]
    [InlineData(null, null, 0.0, 60.0, null, null)]
    [InlineData(null, null, -3.0, 60.0, null, null)]
    [InlineData(null, null, null, 60.0, null, null)]
    public void The_best_that_is_known_is_taken(double? registerKwh, double? powerKwh, double? gainPercent, double? capacityKwh, double? kwh, EnergyMethod? method)
    {
        var energy = new SessionFacts(
            RegisterKwh: registerKwh, PowerKwh: powerKwh, SocStart: gainPercent is null ? null : 40, SocEnd: 40 + gainPercent, CapacityKwh: capacityKwh).Energy;
        Assert.Equal((kwh, method), (energy is { } found ? Math.Round(found.Kwh, 9) : null, energy?.Method));
    }

    [Fact]
    public void A_register_that_is_stuck_is_not_believed()
    {
        var session = Assert.Single(Charge(7_000, 120, 10, told => [(Signal.EnergyIn, 500), (Signal.Power, told.Watts)]));
        Assert.Equal((14.0, EnergyMethod.FromPower), (Math.Round(session.Facts.Energy!.Value.Kwh, 6), session.Facts.Energy.Value.Method));
    }

    [Fact]
    public void On_a_constant_charge_all_methods_agree()
    {
        var charges = from watts in Gen.Choose(1_400, 22_000)
                      from minutes in Gen.Choose(20, 600)
                      from step in Gen.Choose(1, 30)
                      from capacity in Gen.Choose(40, 120)
                      // No battery takes more than it holds.
                      where watts / 1000.0 * minutes / 60 <= capacity * 0.9
                      select (watts, minutes, step, capacity);
        Prop.ForAll(charges.ToArbitrary(), charge =>
        {
            var (watts, minutes, step, capacity) = charge;
            var kwh = watts / 1000.0 * minutes / 60;
            var metered = Energy(Charge(watts, minutes, step, told => [(Signal.EnergyIn, 500 + told.Kwh)]));
            var fromPower = Energy(Charge(watts, minutes, step, told => [(Signal.Power, told.Watts)]));
            var fromLevel = Energy(Charge(watts, minutes, step, told => [(Signal.StateOfCharge, 5 + (told.Kwh / capacity * 100)), (Signal.BatteryCapacity, capacity)]));
            return metered.Method is EnergyMethod.Metered && fromPower.Method is EnergyMethod.FromPower && fromLevel.Method is EnergyMethod.FromLevel
                && new[] { metered.Kwh, fromPower.Kwh, fromLevel.Kwh }.All(found => Math.Abs(found - kwh) < 1e-6 * kwh);
        }).QuickCheckThrowOnFailure();
    }

    private static (double Kwh, EnergyMethod Method) Energy(List<ChargeSession> sessions) => Assert.Single(sessions).Facts.Energy!.Value;

    // Plugged in, charging steadily, looked at every few minutes and at both ends, then unplugged.
    private static List<ChargeSession> Charge(int watts, int minutes, int step, Func<(double Watts, double Kwh), (Signal, Value)[]> tell)
    {
        var readings = new List<Reading>();
        for (var minute = 0; minute < minutes; minute += step) readings.Add(At(minute, true, true, tell((watts, watts / 1000.0 * minute / 60))));
        readings.Add(At(minutes, true, false, tell((0, watts / 1000.0 * minutes / 60))));
        readings.Add(At(minutes + 5, false, false, []));
        return SessionTrackerTests.Fold(DeviceKind.EV, null, [.. readings]);
    }

    private static Reading At(int minute, bool isPluggedIn, bool isCharging, (Signal, Value)[] told) => new(
        Guid.Empty, Start.AddMinutes(minute), Start.AddMinutes(minute),
        new Dictionary<Signal, Value>(told.Select(one => KeyValuePair.Create(one.Item1, one.Item2))) { [Signal.IsPluggedIn] = isPluggedIn, [Signal.IsCharging] = isCharging });
}
