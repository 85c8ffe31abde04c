using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sessions;

/// <summary>Whose word on a battery's capacity counts for which session.</summary>
public sealed class CapacityTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_setting_counts_for_what_ends_after_it_and_late_readings_do_not_change_that(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var car = await Linked(rooms);
        var start = rooms.Clock.Now.AddHours(-20);
        await Charge(rooms, car, start, 40, 60);
        await Take(rooms, car, start.AddHours(5), (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.StateOfCharge, 50));
        await Set(rooms, car, 80);
        await Take(rooms, car, start.AddHours(6), (Signal.IsPluggedIn, false), (Signal.IsCharging, false), (Signal.StateOfCharge, 75));
        Assert.Equal([null, 20], await Energies(rooms, car));

        await Set(rooms, car, 100);
        await Take(rooms, car, start.AddMinutes(30), (Signal.StateOfCharge, 45));
        Assert.Equal([null, 20], await Energies(rooms, car));
        await Charge(rooms, car, start.AddHours(10), 40, 60);
        Assert.Equal([null, 20, 20], await Energies(rooms, car));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_device_tells_goes_before_what_was_set_for_it(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var car = await Linked(rooms);
        var start = rooms.Clock.Now.AddHours(-20);
        await Set(rooms, car, 80);
        await Take(rooms, car, start.AddHours(-30), (Signal.BatteryCapacity, 50));
        await Charge(rooms, car, start, 40, 60);
        Assert.Equal([10], await Energies(rooms, car));
    }

    private static async Task Charge(Rooms rooms, Guid car, DateTimeOffset at, double from, double to)
    {
        await Take(rooms, car, at, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.StateOfCharge, from));
        await Take(rooms, car, at.AddHours(1), (Signal.IsPluggedIn, false), (Signal.IsCharging, false), (Signal.StateOfCharge, to));
    }

    private static Task Set(Rooms rooms, Guid car, double kwh) =>
        rooms.Database.Write(db => SettingTable.Set(db, car, Setting.BatteryCapacity, kwh, rooms.Clock.Now));

    private static async Task<double?[]> Energies(Rooms rooms, Guid car) =>
        [.. (await rooms.Database.Read(db => SessionTable.Since(db, car, DateTimeOffset.UnixEpoch))).Select(session => session.Facts.Energy?.Kwh is { } kwh ? Math.Round(kwh, 9) : (double?)null)];

    private static Task Take(Rooms rooms, Guid device, DateTimeOffset at, params (Signal Signal, Value Value)[] told) =>
        rooms.Database.Write(async db => await rooms.Get<TakeReadings>().Take(
            db, new Facts(device, [.. told.Select(one => new Observation(one.Signal, one.Value, at))], rooms.Clock.Now, FactSource.Push)));

    private static async Task<Guid> Linked(Rooms rooms) => (await rooms.Get<StartLink>().Start(
        await rooms.NewClient(), new LinkOrder(DeviceKind.EV, "plain", new Dictionary<string, string> { ["identifier"] = "one" }, null, null, null), CancellationToken.None)).Value.DeviceId!.Value;
}
