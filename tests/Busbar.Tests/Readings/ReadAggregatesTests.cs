using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Readings;

public sealed class ReadAggregatesTests
{
    /// <summary>More rows than one helping, registers that were told last long before, and a page that begins in the middle.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_read_in_helpings_is_what_all_readings_at_once_give(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var device = (await rooms.Get<StartLink>().Start(
            await rooms.NewClient(), new LinkOrder(DeviceKind.Meter, "plain", new Dictionary<string, string> { ["identifier"] = "one" }, null, null, null), CancellationToken.None)).Value.DeviceId!.Value;
        var start = rooms.Clock.Now.AddDays(-10);
        var random = new Random(7);
        var told = new List<(long At, Signal Signal, double Value)> { (start.AddDays(-90).ToMicros(), Signal.EnergyIn, 100), (start.AddDays(-60).ToMicros(), Signal.EnergyOut, 10) };
        for (var (i, at, register) = (0, start.AddMinutes(-25), 120.0); i < 1_300; i++, at = at.AddMinutes(random.Next(1, 20)))
        {
            told.Add((at.ToMicros(), Signal.Power, random.Next(-4000, 4000)));
            if (random.Next(3) == 0) told.Add((at.ToMicros(), Signal.EnergyIn, register += random.Next(0, 5) / 10.0));
            if (random.Next(40) == 0) told.Add((at.ToMicros(), Signal.EnergyOut, 10 + i));
        }
        await rooms.Database.Write(async db => await rooms.Get<TakeReadings>().Take(
            db, new Facts(device, [.. told.Select(one => new Observation(one.Signal, one.Value, one.At.ToTime()))], rooms.Clock.Now, FactSource.Push)));
        var state = await rooms.Database.Read(db => StateTable.Find(db, device));

        foreach (var length in new[] { TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromDays(10) })
            foreach (var (first, limit) in new[] { (0L, 10_000), (0, 1), (17, 30), (100, 26) })
            {
                var intervals = new Intervals(start, rooms.Clock.Now, length);
                var expected = Expected(told, intervals, rooms.Clock.Now).Where(part => intervals.IndexOf(part.Start.ToMicros()) >= first).Take(limit);
                var found = await rooms.Get<ReadAggregates>().Read(state, intervals, first, limit, CancellationToken.None);
                Assert.Equal(expected.Select(Text), found.Select(Text));
            }
    }

    private static IReadOnlyList<Aggregate> Expected(List<(long At, Signal Signal, double Value)> told, Intervals intervals, DateTimeOffset now)
    {
        var fold = new AggregateFold(intervals, 0, now.ToMicros(), new Dictionary<Signal, double>());
        foreach (var reading in told.Where(one => one.At < intervals.End).GroupBy(one => one.At).OrderBy(reading => reading.Key)) fold.Take(reading.Key, [.. reading.Select(one => (one.Signal, one.Value))]);
        return fold.Finish();
    }

    private static string Text(Aggregate part) =>
        $"{part.Start:O} {part.End:O} {part.Readings} {string.Join(' ', part.Averages.OrderBy(one => one.Key))} {string.Join(' ', part.Growths.OrderBy(one => one.Key))}";
}
