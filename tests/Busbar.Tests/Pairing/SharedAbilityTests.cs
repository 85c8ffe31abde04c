using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Pairing;

/// <summary>What a car can do with its chargers, and the way that its commands take.</summary>
public sealed class SharedAbilityTests
{
    private static readonly DateTimeOffset now = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Intervention[]> interventions = Gen.SubListOf(Enum.GetValues<Intervention>()).Select(list => list.ToArray());

    private static readonly Gen<HomeCharger> chargers =
        from open in interventions
        from offline in Gen.Elements(true, false)
        from minutes in Gen.Choose(0, 120)
        select new HomeCharger(Guid.Empty, true, true, open.Length == 0 ? ConnectionState.Connected : offline ? ConnectionState.Offline : ConnectionState.Broken, now.AddMinutes(-minutes), open);

    private static readonly Gen<Ability> own =
        from open in interventions
        from can in Gen.Elements(true, false)
        select new Ability(can && open.Length == 0, [.. open.Select(one => InterventionCatalogue.Of(one).Id)]);

    private static readonly Arbitrary<(Ability Own, HomeCharger[] Chargers)> homes = (from ability in own from list in chargers.ArrayOf() select (ability, list)).ToArbitrary();

    [Fact]
    public void A_car_can_what_it_can_itself_or_a_charger_of_its_home_can() => Prop.ForAll(homes, home =>
    {
        var (shared, free) = (SharedAbility.Of(home.Own, home.Chargers, now), home.Chargers.Where(charger => OpenInterventions.Of(charger, now).Count == 0).ToList());
        Assert.Equal(home.Own.IsCapable || free.Count > 0, shared.IsCapable);
        // Where a charger can, nobody is asked for anything; with no charger all is as the car has it.
        if (free.Count > 0) Assert.Empty(shared.Interventions);
        if (home.Chargers.Length == 0) Assert.Equal(home.Own.Interventions.Distinct(), shared.Interventions);
        Assert.Equal(shared.Interventions.Count, shared.Interventions.Distinct().Count());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_unlocks_a_charger_comes_first_and_nothing_that_helps_is_left_out() => Prop.ForAll(homes, home =>
    {
        var shared = SharedAbility.Of(home.Own, home.Chargers, now);
        if (home.Chargers.Any(charger => OpenInterventions.Of(charger, now).Count == 0)) return;
        var theirs = home.Chargers.SelectMany(charger => OpenInterventions.Of(charger, now)).Select(one => InterventionCatalogue.Of(one).Id).Distinct().ToList();
        Assert.Equal(theirs, shared.Interventions.Take(theirs.Count));
        Assert.Equal(home.Own.IsCapable ? [] : home.Own.Interventions.Except(theirs), shared.Interventions.Skip(theirs.Count));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_both_need_stands_beside_what_the_car_can_alone() => Prop.ForAll(homes, home =>
    {
        var beside = SharedAbility.Beside(home.Own, home.Chargers, now);
        Assert.Equal(home.Own.IsCapable, beside.IsCapable);
        Assert.Equal(home.Own.Interventions, beside.Interventions.Take(home.Own.Interventions.Count));
        Assert.Superset(home.Chargers.SelectMany(charger => OpenInterventions.Of(charger, now)).Select(one => InterventionCatalogue.Of(one).Id).ToHashSet(), beside.Interventions.ToHashSet());
    }).QuickCheckThrowOnFailure();

    private static readonly Gen<(Device, DeviceState)> devices =
        from commands in Gen.SubListOf(CommandKind.StartCharging, CommandKind.StopCharging)
        from agreed in Gen.Elements(true, false)
        from trouble in Gen.Elements<VendorFaultKind?>(null, VendorFaultKind.DeviceOffline, VendorFaultKind.GrantLost, VendorFaultKind.Outage)
        from plugged in Gen.Elements<bool?>(null, true, false)
        select (
            new Device(Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, DeviceKind.EV, "tesla", "1", null, null, null, null, null, [.. commands], now,
                Scopes: agreed ? null : [LinkScope.VehicleData]),
            DeviceState.Unheard(Guid.Empty) with
            {
                LastHeardAt = now, IsOnline = trouble is null, Trouble = trouble is { } kind ? new Trouble(kind, "", now.AddHours(-2), null) : null,
                Signals = plugged is { } known ? new Dictionary<Signal, Known> { [Signal.IsPluggedIn] = new(known, now, now, FactSource.Poll) } : [],
            });

    [Fact]
    public void A_command_goes_to_one_that_can_do_it_and_to_no_charger_that_the_car_is_not_known_to_hang_on() => Prop.ForAll(
        (from car in devices from charger in devices from isPaired in Gen.Elements(true, false) from command in Gen.Elements(CommandKind.StartCharging, CommandKind.StopCharging)
         from failed in Gen.Elements<CommandError?>(null, CommandError.DeviceOffline, CommandError.Refused) select (car, charger, isPaired, command, failed)).ToArbitrary(),
        one =>
        {
            var (car, charger) = (one.car, one.isPaired ? one.charger : ((Device, DeviceState)?)null);
            var way = CommandRoute.Of(one.command, car.Item1, car.Item2, charger, one.failed, now);
            var (carCan, chargerCan) = (Can(car, one.command), charger is { } there && Can(there, one.command));
            Assert.Equal(carCan || chargerCan, way is RouteKind.Car or RouteKind.Charger);
            if (way is RouteKind.Car) Assert.True(carCan);
            if (way is RouteKind.Charger) Assert.True(chargerCan);
            // Who can reach the car asks the car.
            if (carCan && one.failed is null && car.Item2.Trouble is null) Assert.Equal(RouteKind.Car, way);
            if (way is RouteKind.Unplugged) Assert.False(car.Item2.Flag(Signal.IsPluggedIn));
        }).QuickCheckThrowOnFailure();

    private static bool Can((Device Device, DeviceState State) one, CommandKind command) =>
        one.Device.Allowed.Contains(command) && OpenInterventions.Of(Connections.Of(one.State), now).Count == 0;
}
