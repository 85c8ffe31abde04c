using System.Collections.Concurrent;
using Busbar.Core.Sessions;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>
/// Stations that were offline send what they remember, over lines that double, delay and cut, with wrong transactions and wrong clocks.
/// When everything was delivered at least once, what is stored is what really happened.
/// </summary>
public sealed class OfflineReplayTests
{
    /// <summary>How long a message takes to be answered.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);

    [Theory, OnSqlite]
    public Task What_stations_remember_becomes_what_really_happened(Engine engine) => Replay(engine, Length.Of(200, 2_000), Length.Seed());

    [Theory, OnPostgres]
    public Task On_the_other_database_too(Engine engine) => Replay(engine, Length.Of(40, 200), Length.Seed());

    [Theory, OnSqlite, Trait("Category", "Long")]
    public async Task Ten_thousand_stations_with_twenty_messages_each(Engine engine)
    {
        for (var n = 0; n < 10; n++) await Replay(engine, 1_000, Length.Seed());
    }

    private static async Task Replay(Engine engine, int stations, int seed)
    {
        Console.WriteLine($"BUSBAR_SEED={seed}");
        await using var stage = await OcppStage.Start(engine);
        var random = new Random(seed);
        var wrong = new ConcurrentBag<string>();
        for (var done = 0; done < stations; done += 100)
        {
            var rows = Enumerable.Range(done, Math.Min(100, stations - done)).Select(n => new Row($"CP-{n}", random.Next())).ToList();
            await Each(rows, row => row.Connect(stage));
            await Each(rows, row => row.Deliver(stage));
            await Each(rows, row => row.Check(stage, wrong));
            for (var live = 0; live < 4; live++)
            {
                await Each(rows, row => row.Live(stage, live));
                stage.Clock.Advance(TimeSpan.FromMinutes(10));
            }
            await Each(rows, row => row.CheckLive(stage, wrong));
            await Each(rows, row => row.Client.DisposeAsync().AsTask());
        }
        Assert.True(wrong.IsEmpty, $"BUSBAR_SEED={seed}: {wrong.Count} of {stations} stations are not as they were.\n{string.Join('\n', wrong.Take(10))}");
    }

    private static Task Each(IReadOnlyList<Row> rows, Func<Row, Task> what) =>
        Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (row, _) => await what(row));

    private sealed class Row(string name, int seed)
    {
        private readonly Random random = new(seed);
        private readonly Dictionary<int, int> given = [];
        private readonly HashSet<string> misnamed = [];
        private Owned owned = null!;
        private StationLife life = null!;
        private Guid device;
        private int registerWh, lastStartWh;
        private DateTimeOffset lastStarted;

        public StationClient Client { get; private set; } = null!;

        public async Task Connect(OcppStage stage)
        {
            owned = await stage.Link(name);
            Client = await stage.Dial(owned);
            await Client.Boot();
            device = Guid.Parse((await stage.Store.Rows<string>("select device_id from stations where identity = @name", new { name })).Single());
            life = StationLife.Make(random, stage.Clock.Now);
            registerWh = life.Charges[^1].StopWh;
        }

        public async Task Deliver(OcppStage stage)
        {
            foreach (var message in life.Spoiled(random))
            {
                stage.Clock.Advance(RoundTrip);
                if (random.Next(25) == 0) await LoseAnswer(stage, message);
                var answer = await Client.Call(message.Action, Payload(message), message.Id);
                Assert.True(answer[0]!.GetValue<int>() == 3, $"{name}: {message.Action} {Payload(message)} got {answer.ToJsonString()}");
                if (message.Action == "StartTransaction") given[message.Charge] = answer[2]!["transactionId"]!.GetValue<int>();
            }
        }

        private string Payload(Queued message)
        {
            var id = message.WrongId ?? (given.TryGetValue(message.Charge, out var told) ? told : null);
            if (message is { Action: "MeterValues", WrongId: > 0 }) misnamed.Add(message.Payload(id));
            return message.Payload(id);
        }

        private async Task LoseAnswer(OcppStage stage, Queued message)
        {
            await Client.Send($"[2,\"{message.Id}\",\"{message.Action}\",{Payload(message)}]");
            // Half of the time the server has got it for certain.
            if (random.Next(2) == 0) await Client.Knock();
            Client.Cut();
            await Client.DisposeAsync();
            Client = await stage.Dial(owned);
        }

        public async Task Check(OcppStage stage, ConcurrentBag<string> wrong)
        {
            var sessions = await stage.Store.Read(db => SessionTable.Since(db, device, DateTimeOffset.UnixEpoch));
            var transactions = await stage.Store.Rows<(double, double?)>(
                "select t.meter_start_wh, t.meter_stop_wh from ocpp_transactions t join stations s on s.id = t.station_id where s.identity = @name and started_raw is not null order by 1", new { name });
            var parked = await stage.Store.Rows<(string Action, string Reason, string Payload)>(
                "select action, reason, payload from ocpp_parked p join stations s on s.id = p.station_id where s.identity = @name", new { name });

            var kwh = life.Charges.Select(charge => charge.Kwh).ToList();
            if (sessions.Count != life.Charges.Count) Wrong($"{sessions.Count} sessions for {life.Charges.Count}");
            else if (!sessions.Zip(kwh).All(pair => pair.First.EndedAt is not null && Near(pair.First.Facts.Energy?.Kwh, pair.Second)))
                Wrong($"energies {string.Join(' ', sessions.Select(session => session.Facts.Energy?.Kwh))} for {string.Join(' ', kwh)}");
            else if (life.Clock.IsRight && !sessions.Zip(life.Charges).All(pair => pair.First.PluggedAt == pair.Second.Plugged && pair.First.EndedAt == pair.Second.Stopped)) 
                Wrong($"times {string.Join(' ', sessions.Select(one => $"{one.PluggedAt:HH:mm:ss}-{one.EndedAt:HH:mm:ss}"))} for {string.Join(' ', life.Charges.Select(one => $"{one.Plugged:HH:mm:ss}-{one.Stopped:HH:mm:ss}"))}");
            if (!transactions.Order().SequenceEqual(life.Charges.Select(charge => ((double)charge.StartWh, (double?)charge.StopWh)).Order())) Wrong($"transactions {string.Join(' ', transactions)}");
            if (parked.Any(one => one.Action != "MeterValues") || !misnamed.IsSubsetOf(parked.Select(one => one.Payload))) Wrong($"parked {string.Join(' ', parked)}");

            void Wrong(string what) => wrong.Add($"{name} ({seed}, clock {life.Clock.Name} {life.Clock.Off}): {what}");
        }

        /// <summary>A sample at rest, another one, by which its clock is known, and a charge.</summary>
        public async Task Live(OcppStage stage, int step)
        {
            var now = stage.Clock.Now;
            var told = life.Clock.Tell(now);
            if (step < 2) await Client.Ask("MeterValues", $$"""{"connectorId":1,"meterValue":[{"timestamp":"{{told}}","sampledValue":[{"value":"{{registerWh}}"},{"value":"0","measurand":"Power.Active.Import"}]}]}""");
            else if (step == 2)
            {
                (lastStarted, lastStartWh) = (now, registerWh);
                given[-1] = (await Client.Ask("StartTransaction", $$"""{"connectorId":1,"idTag":"live","meterStart":{{registerWh}},"timestamp":"{{told}}"}"""))["transactionId"]!.GetValue<int>();
            }
            else await Client.Ask("StopTransaction", $$"""{"transactionId":{{given[-1]}},"meterStop":{{registerWh += 2_500}},"timestamp":"{{told}}"}""");
        }

        public async Task CheckLive(OcppStage stage, ConcurrentBag<string> wrong)
        {
            var last = (await stage.Store.Read(db => SessionTable.Since(db, device, DateTimeOffset.UnixEpoch)))[^1];
            if ((last.PluggedAt - lastStarted).Duration() > TimeSpan.FromSeconds(2) || last.EndedAt is not { } ended || (ended - lastStarted - TimeSpan.FromMinutes(10)).Duration() > TimeSpan.FromSeconds(2)
                || !Near(last.Facts.Energy?.Kwh, (registerWh - lastStartWh) / 1000.0))
                wrong.Add($"{name} ({seed}, clock {life.Clock.Name} {life.Clock.Off}): live from {lastStarted}: {last}");
        }

        private static bool Near(double? kwh, double real) => kwh is { } told && Math.Abs(told - real) <= real / 100;
    }
}
