using System.Globalization;

namespace Busbar.Tests.Ocpp;

/// <summary>One charge as it really was; the register in Wh.</summary>
internal sealed record TrueCharge(DateTimeOffset Plugged, DateTimeOffset Started, DateTimeOffset Stopped, DateTimeOffset Unplugged, int StartWh, int StopWh)
{
    public double Kwh => (StopWh - StartWh) / 1000.0;
}

/// <summary>A station's clock: how it writes a true time.</summary>
internal sealed record WrongClock(TimeSpan Off, string Name)
{
    public bool IsRight => Off == TimeSpan.Zero;

    /// <summary>Right for 4 in 10; else up to a day slow or fast, or not set since the station was switched on.</summary>
    public static WrongClock Make(Random random, DateTimeOffset switchedOn) => random.Next(10) switch
    {
        < 4 => new(TimeSpan.Zero, "right"),
        < 6 => new(-TimeSpan.FromSeconds(random.Next(600, 86_400)), "slow"),
        < 8 => new(TimeSpan.FromSeconds(random.Next(600, 86_400)), "fast"),
        8 => new(DateTimeOffset.UnixEpoch - switchedOn, "1970"),
        _ => new(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero) - switchedOn, "2000"),
    };

    public string Tell(DateTimeOffset at) => (at + Off).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A message of a station's memory.</summary>
/// <param name="Charge">To which charge it belongs.</param>
/// <param name="WrongId">The transaction that it names where that is not the right one.</param>
internal sealed record Queued(string Id, string Action, int Charge, Func<int?, string> Payload, int? WrongId = null);

/// <summary>What really happened at a station while it was offline, and its memory of it: at least 20 messages.</summary>
internal sealed record StationLife(WrongClock Clock, IReadOnlyList<TrueCharge> Charges, IReadOnlyList<Queued> Memory)
{
    public const int Messages = 20;

    public static StationLife Make(Random random, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(-random.Next(15 * 3600, 20 * 3600));
        var (clock, register) = (WrongClock.Make(random, at.AddMinutes(-5)), random.Next(0, 2) == 0 ? random.Next(0, 50) : random.Next(1_000_000, 90_000_000));
        var (charges, memory) = (new List<TrueCharge>(), new List<Queued>());
        while (memory.Count < Messages)
        {
            var (plugged, started, begun) = (at = at.AddSeconds(random.Next(60, 1_800)), at.AddSeconds(random.Next(1, 60)), register);
            Add("StatusNotification", _ => Status("Preparing", plugged));
            Add("StartTransaction", _ => $$"""{"connectorId":1,"idTag":"T{{charges.Count}}","meterStart":{{begun}},"timestamp":"{{clock.Tell(started)}}"}""");
            if (random.Next(2) == 0) Add("StatusNotification", _ => Status("Charging", started.AddSeconds(1)));
            at = started;
            for (var samples = random.Next(0, 8); samples > 0; samples--)
            {
                var (sampled, wh) = (at = at.AddSeconds(random.Next(60, 900)), register += random.Next(100, 3_000));
                Add("MeterValues", id => $$"""{"connectorId":1,{{(id is null ? "" : $"\"transactionId\":{id},")}}"meterValue":[{"timestamp":"{{clock.Tell(sampled)}}","sampledValue":[{"value":"{{wh}}"},{"value":"{{random.Next(4_000, 11_000)}}","measurand":"Power.Active.Import"}]}]}""");
            }
            var (stopped, ended) = (at = at.AddSeconds(random.Next(60, 900)), register += random.Next(500, 5_000));
            Add("StopTransaction", id => $$"""{"transactionId":{{id ?? -1}},"meterStop":{{ended}},"timestamp":"{{clock.Tell(stopped)}}"}""");
            var unplugged = at = at.AddSeconds(random.Next(30, 600));
            if (random.Next(2) == 0) Add("StatusNotification", _ => Status("Finishing", stopped.AddSeconds(1)));
            Add("StatusNotification", _ => Status("Available", unplugged));
            charges.Add(new TrueCharge(plugged, started, stopped, unplugged, begun, ended));
        }
        return new StationLife(clock, charges, memory);

        void Add(string action, Func<int?, string> payload)
        {
            var written = new Dictionary<int, string>();
            // Whatever it is made of at random, a message says the same each time.
            memory.Add(new Queued($"q{memory.Count}", action, charges.Count, id => written.TryGetValue(id ?? 0, out var text) ? text : written[id ?? 0] = payload(id)));
        }

        string Status(string status, DateTimeOffset told) => $$"""{"connectorId":1,"errorCode":"NoError","status":"{{status}}","timestamp":"{{clock.Tell(told)}}"}""";
    }

    /// <summary>The memory as a bad line delivers it: a tenth doubled, a tenth overtaken by up to three others, a twentieth of what names a transaction names a wrong one.</summary>
    public IReadOnlyList<Queued> Spoiled(Random random)
    {
        var line = Memory.Select(message => message.Action is "MeterValues" or "StopTransaction" && random.Next(20) == 0 ? message with { WrongId = WrongId(random) } : message).ToList();
        for (var n = line.Count - 1; n >= 0; n--)
        {
            var message = line[n];
            if (random.Next(10) == 0) line.Insert(Math.Min(line.Count, n + random.Next(1, 6)), random.Next(2) == 0 ? message : message with { Id = message.Id + "again" });
            if (random.Next(10) != 0) continue;
            line.RemoveAt(n);
            line.Insert(Math.Min(line.Count, n + random.Next(1, 4)), message);
        }
        return line;
    }

    private static int WrongId(Random random) => random.Next(3) switch { 0 => -1, 1 => 0, _ => random.Next(1, 100_000) };
}
