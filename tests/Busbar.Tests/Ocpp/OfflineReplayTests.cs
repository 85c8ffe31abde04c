using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Busbar.Core.Basics;
using Busbar.Core.Sessions;
using Busbar.Tests.Ground;
using Busbar.Tests.Isolation;
using Dapper;

namespace Busbar.Tests.Ocpp;

/// <summary>
/// Stations that were offline send what they remember, over lines that double, delay and cut, with wrong transactions and wrong clocks.
/// When everything was delivered at least once, what is stored is what really happened.
/// </summary>
public sealed class OfflineReplayTests
{
    /// <summary>How long a message takes to be answered, on a good line and on bad ones.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);

    private static readonly int[] slowRoundTrips = [1, 4, 6];

    [Theory, OnSqlite]
    public Task What_stations_remember_becomes_what_really_happened(Engine engine) => Hold(engine, Length.Of(200, 2_000));

    [Theory, OnPostgres]
    public Task On_the_other_database_too(Engine engine) => Hold(engine, Length.Of(40, 200));

    [Theory, OnSqlite, Trait("Category", "Long")]
    public async Task Ten_thousand_stations_with_twenty_messages_each(Engine engine)
    {
        for (var n = 0; n < 10; n++) await Hold(engine, 1_000);
    }

    /// <summary>While a queue arrives at seconds a message, what it tells of our future becomes our past. The first three were wrong once.</summary>
    [Theory, OnSqlite]
    public async Task A_slow_line_changes_nothing(Engine engine)
    {
        var random = new Random(Length.Seed());
        await using var stage = await OcppStage.Start(engine);
        var wrong = new ConcurrentBag<string>();
        foreach (var seed in new[] { 693011001, 1348635009, 2036798714 }.Concat(Enumerable.Range(0, Length.Of(4, 300)).Select(_ => random.Next())))
        {
            foreach (var seconds in slowRoundTrips)
            {
                var row = new Row($"CP-{seconds}-{seed}", seed);
                await row.Connect(stage);
                await row.Deliver(stage, wrong, TimeSpan.FromSeconds(seconds));
                await row.Check(stage, wrong);
                await row.Client.DisposeAsync();
            }
        }
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    /// <summary>The replay finds what it is for, at one station among many.</summary>
    [Theory]
    [InlineData("a stop is answered and lost on the way", "transactions")]
    [InlineData("a stop is told of an error", "got [4")]
    [InlineData("a stop comes with another register", "energies")]
    [InlineData("a station is answered and nothing is stored", "sessions for")]
    [InlineData("a live charge is answered and lost on the way", "live from")]
    public Task A_planted_fault_of_a_line_is_found(string fault, string objection) => Find(fault, "CP-3 ", objection, lines: new BadLines(async (line, text) =>
    {
        var isMeant = fault.Contains("live") ? text.Contains("\"live\"") : text.StartsWith("[2,\"q", StringComparison.Ordinal) && (!fault.Contains("stop") || text.Contains("StopTransaction"));
        if (line.Station != "CP-3" || !isMeant) return text;
        var frame = JsonNode.Parse(text)!;
        if (frame[3]!["meterStop"] is { } meter) frame[3]!["meterStop"] = meter.GetValue<int>() + 5_000;
        if (fault == "a stop comes with another register") return frame.ToJsonString();
        await line.Tell(fault == "a stop is told of an error" ? $$"""[4,"{{frame[1]}}","InternalError","",{}]""" : $$"""[3,"{{frame[1]}}",{"transactionId":7,"idTagInfo":{"status":"Accepted"} }]""");
        return null;
    }));

    /// <summary>And what a store does wrong.</summary>
    [Theory]
    [InlineData("a start that was told twice is stored twice", "transactions", "and (started_raw = @raw or (message_id = @message and closed_at is null))", "and 1 = 0")]
    [InlineData("what names a wrong transaction is not kept", "parked", "values (@station, @fingerprint, @action, @messageId, @reason, @payload, @now)", "select @station, @fingerprint, @action, @messageId, @reason, @payload, @now where 1 = 0")]
    [InlineData("a charge is stored as of another time", "times", "@PluggedAt, @startedAt", "@PluggedAt - 60000000, @startedAt")]
    public Task A_planted_fault_of_the_store_is_found(string fault, string objection, string condition, string instead) =>
        Find(fault, "CP-", objection, database: real => new ForgetfulDatabase(real, condition, instead));

    [Fact]
    public Task An_answer_to_what_was_not_stored_yet_and_then_is_not_is_found() => Find("an early answer", "CP-3 ", "transactions", database: real => new FaithlessDatabase(real, db => db.QuerySingleAsync<bool>(
        "select exists (select 1 from ocpp_transactions t join stations s on s.id = t.station_id where s.identity = 'CP-3' and t.meter_stop_wh is not null)")));

    private static async Task Find(string fault, string station, string objection, BadLines? lines = null, Func<Database, Database>? database = null)
    {
        await using var stage = await OcppStage.Start(database: database, lines: lines);
        var wrong = await Replay(stage, 20, seed: 1);
        Assert.True(wrong.Any(one => one.StartsWith(station, StringComparison.Ordinal) && one.Contains(objection, StringComparison.Ordinal)), $"Not found: {fault}. Objections:\n{string.Join('\n', wrong)}");
    }

    private static async Task Hold(Engine engine, int stations)
    {
        var seed = Length.Seed();
        Console.WriteLine($"BUSBAR_SEED={seed}");
        await using var stage = await OcppStage.Start(engine);
        var wrong = await Replay(stage, stations, seed);
        Assert.True(wrong.Count == 0, $"BUSBAR_SEED={seed}: {wrong.Count} of {stations} stations are not as they were.\n{string.Join('\n', wrong.Take(10))}");
    }

    /// <summary>What is not as it was.</summary>
    private static async Task<IReadOnlyCollection<string>> Replay(OcppStage stage, int stations, int seed)
    {
        var random = new Random(seed);
        var wrong = new ConcurrentBag<string>();
        for (var done = 0; done < stations; done += 100)
        {
            var rows = Enumerable.Range(done, Math.Min(100, stations - done)).Select(n => new Row($"CP-{n}", random.Next())).ToList();
            await Each(rows, row => row.Connect(stage));
            await Each(rows, row => row.Deliver(stage, wrong, RoundTrip));
            await Each(rows, row => row.Check(stage, wrong));
            for (var live = 0; live < 4; live++)
            {
                await Each(rows, row => row.Live(stage, live));
                stage.Clock.Advance(TimeSpan.FromMinutes(10));
            }
            await Each(rows, row => row.CheckLive(stage, wrong));
            await Each(rows, row => row.Client.DisposeAsync().AsTask());
        }
        return wrong;
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

        public async Task Deliver(OcppStage stage, ConcurrentBag<string> wrong, TimeSpan roundTrip)
        {
            foreach (var message in life.Spoiled(random))
            {
                stage.Clock.Advance(roundTrip);
                if (random.Next(25) == 0) await LoseAnswer(stage, message);
                var answer = await Client.Call(message.Action, Payload(message), message.Id);
                if (answer[0]!.GetValue<int>() != 3) wrong.Add($"{name} ({seed}): {message.Action} {Payload(message)} got {answer.ToJsonString()}");
                else if (message.Action == "StartTransaction") given[message.Charge] = answer[2]!["transactionId"]!.GetValue<int>();
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
            if (step < 2) await Ask(stage, step, "MeterValues", $$"""{"connectorId":1,"meterValue":[{"timestamp":"{{told}}","sampledValue":[{"value":"{{registerWh}}"},{"value":"0","measurand":"Power.Active.Import"}]}]}""");
            else if (step == 2)
            {
                (lastStarted, lastStartWh) = (now, registerWh);
                given[-1] = (await Ask(stage, step, "StartTransaction", $$"""{"connectorId":1,"idTag":"live","meterStart":{{registerWh}},"timestamp":"{{told}}"}"""))["transactionId"]!.GetValue<int>();
            }
            else await Ask(stage, step, "StopTransaction", $$"""{"transactionId":{{given[-1]}},"meterStop":{{registerWh += 2_500}},"timestamp":"{{told}}"}""");
        }

        /// <summary>A clock that leaps ends a line on which something was being sent just then: the station dials in anew and sends what was not answered.</summary>
        private async Task<JsonObject> Ask(OcppStage stage, int step, string action, string payload)
        {
            try
            {
                return await Client.Ask(action, payload, $"live{step}");
            }
            catch (WebSocketException)
            {
                await Client.DisposeAsync();
                Client = await stage.Dial(owned);
                return await Client.Ask(action, payload, $"live{step}");
            }
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
