using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Readings;

public sealed class TakeReadingsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_older_value_is_kept_as_history_and_never_overwrites_a_newer_one(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var device = await Linked(rooms, DeviceKind.Meter);
        var now = rooms.Clock.Now;
        await Take(rooms, device, (Signal.Power, 500, now), (Signal.EnergyIn, 10, now));
        await Take(rooms, device, (Signal.Power, 300, now.AddMinutes(-5)), (Signal.Voltage, 230, now.AddMinutes(-5)));

        var state = await rooms.Database.Read(db => StateTable.Find(db, device));
        Assert.Equal((500.0, now), (state.Signals[Signal.Power].Value.Number, state.Signals[Signal.Power].MeasuredAt));
        Assert.Equal((230.0, now.AddMinutes(-5)), (state.Signals[Signal.Voltage].Value.Number, state.Signals[Signal.Voltage].MeasuredAt));
        var history = await rooms.Database.Read(db => ReadingTable.Since(db, device, now.AddHours(-1)));
        Assert.Equal([now.AddMinutes(-5), now], history.Select(r => r.MeasuredAt));
        Assert.True(state.IsOnline);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_facts_twice_are_the_same_once(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var device = await Linked(rooms, DeviceKind.EV);
        var now = rooms.Clock.Now;
        for (var i = 0; i < 2; i++)
        {
            await Take(rooms, device, (Signal.IsPluggedIn, true, now), (Signal.IsCharging, true, now), (Signal.Power, 7000, now));
            await Take(rooms, device, (Signal.IsPluggedIn, false, now.AddMinutes(1)));
        }
        Assert.Equal(2, (await rooms.Database.Read(db => ReadingTable.Since(db, device, now))).Count);
        Assert.Single(await rooms.Database.Read(db => SessionTable.Since(db, device, now)));
    }

    [Fact]
    public async Task What_cannot_be_is_left_out_and_the_rest_is_taken()
    {
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(new PlainBrand()));
        var device = await Linked(rooms, DeviceKind.EV);
        var now = rooms.Clock.Now;
        await Take(rooms, device,
            (Signal.StateOfCharge, 101, now), (Signal.StateOfCharge, double.NaN, now), (Signal.Power, double.PositiveInfinity, now), (Signal.Range, -1, now),
            (Signal.ChargeState, "", now), (Signal.Odometer, 12_000, now.AddDays(1)), (Signal.Odometer, 1, new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            (Signal.Latitude, 52.5, now));
        var state = await rooms.Database.Read(db => StateTable.Find(db, device));
        Assert.Equal([Signal.Latitude], state.Signals.Keys);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sixteen_at_once_lose_no_signal_of_one_moment(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var device = await Linked(rooms, DeviceKind.Meter);
        var now = rooms.Clock.Now;
        var signals = Enum.GetValues<Signal>().Where(s => s.Meaning() is { Type: SignalType.Number, Life: SignalLife.Counter }).Take(16).ToList();
        await Task.WhenAll(signals.Select(signal => Task.Run(() => Take(rooms, device, (signal, 1, now)))));
        Assert.Equal(signals.Order(), (await rooms.Database.Read(db => StateTable.Find(db, device))).Signals.Keys.Order());
        Assert.Equal(16, Assert.Single(await rooms.Database.Read(db => ReadingTable.Since(db, device, now))).Signals.Count);
    }

    /// <summary>In whatever order and parcels readings arrive, the sessions are those of the order of measuring.</summary>
    [Theory]
    [InlineData(11, DeviceKind.ChargePoint)]
    [InlineData(11, DeviceKind.EV)]
    [InlineData(12, DeviceKind.ChargePoint)]
    [InlineData(12, DeviceKind.EV)]
    [InlineData(13, DeviceKind.ChargePoint)]
    [InlineData(13, DeviceKind.EV)]
    [InlineData(14, DeviceKind.ChargePoint)]
    [InlineData(14, DeviceKind.EV)]
    [InlineData(15, DeviceKind.ChargePoint)]
    [InlineData(15, DeviceKind.EV)]
    [InlineData(16, DeviceKind.ChargePoint)]
    [InlineData(16, DeviceKind.EV)]
    public async Task Late_readings_give_the_same_sessions_as_punctual_ones(int seed, DeviceKind kind)
    {
        var random = new Random(seed);
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(new PlainBrand()));
        var punctual = await Linked(rooms, kind, "punctual");
        var late = await Linked(rooms, kind, "late");
        foreach (var device in new[] { punctual, late }) await rooms.Database.Write(db => SettingTable.Set(db, device, Setting.BatteryCapacity, 60, rooms.Clock.Now));
        var story = Story(random, rooms.Clock.Now.AddDays(-1));
        foreach (var reading in story) await Take(rooms, punctual, reading);
        foreach (var parcel in story.OrderBy(_ => random.Next()).Chunk(1 + random.Next(4))) await Take(rooms, late, [.. parcel.SelectMany(r => r)]);

        var expected = await rooms.Database.Read(db => SessionTable.Since(db, punctual, DateTimeOffset.UnixEpoch));
        var found = await rooms.Database.Read(db => SessionTable.Since(db, late, DateTimeOffset.UnixEpoch));
        Assert.Equal(expected.Select(Told), found.Select(Told));
    }

    private static (DateTimeOffset, DateTimeOffset?, SessionFacts) Told(ChargeSession session) => (session.PluggedAt, session.EndedAt, session.Facts);

    private static List<(Signal, Value, DateTimeOffset)[]> Story(Random random, DateTimeOffset start)
    {
        var story = new List<(Signal, Value, DateTimeOffset)[]>();
        var register = 100.0;
        var at = start;
        for (var session = 0; session < 4; session++)
        {
            story.Add([(Signal.IsPluggedIn, true, at), (Signal.EnergyIn, register, at)]);
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                at = at.AddMinutes(random.Next(1, 20));
                register += random.Next(0, 3);
                story.Add([(Signal.IsPluggedIn, true, at), (Signal.IsCharging, random.Next(3) > 0, at), (Signal.Power, random.Next(0, 11_000), at), (Signal.EnergyIn, register, at), (Signal.StateOfCharge, Math.Min(100, register - 80), at)]);
            }
            at = at.AddMinutes(random.Next(1, 20));
            story.Add([(Signal.IsPluggedIn, false, at), (Signal.IsCharging, false, at), (Signal.EnergyIn, register, at)]);
            at = at.AddMinutes(random.Next(31, 200));
        }
        return story;
    }

    private static Task Take(Rooms rooms, Guid device, params (Signal Signal, Value Value, DateTimeOffset At)[] observations) =>
        rooms.Database.Write(async db => await rooms.Get<TakeReadings>().Take(
            db, new Facts(device, [.. observations.Select(o => new Observation(o.Signal, o.Value, o.At))], rooms.Clock.Now, FactSource.Push)));

    private static async Task<Guid> Linked(Rooms rooms, DeviceKind kind, string identifier = "one") =>
        (await rooms.Get<StartLink>().Start(
            await rooms.NewClient(identifier), new LinkOrder(kind, "plain", new Dictionary<string, string> { ["identifier"] = identifier }, null, null, null), CancellationToken.None)).Value.DeviceId!.Value;
}
