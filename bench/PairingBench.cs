using System.Diagnostics;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Readings;

namespace Busbar.Bench;

/// <summary>
/// What one reading costs in a home of three cars and two chargers, all plugged in within minutes and paused by a schedule: the
/// evidence of all five read from its text, one reading folded, the pairs decided anew, the evidence written.
/// </summary>
internal static class PairingBench
{
    private const int Rounds = 20_000, Cars = 3, Devices = 5;
    private static readonly DateTimeOffset start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    public static Task<object> Run(BenchOptions options)
    {
        var user = Guid.CreateVersion7();
        var devices = Enumerable.Range(0, Devices).Select(_ => new HomeDevice(Guid.CreateVersion7(), user, PlugEvidence.None)).ToArray();
        for (var minute = 0; minute < 600; minute += 5)
            for (var n = 0; n < Devices; n++) devices[n] = devices[n] with { Evidence = PlugEvidence.Take(devices[n].Evidence, Look(devices[n].DeviceId, n, minute)) };
        var texts = devices.Select(device => PlugEvidenceJson.Write(device.Evidence)).ToArray();
        var standing = Decide(devices, []);

        Measure(texts, devices, standing);
        var (whole, decision) = Measure(texts, devices, standing);
        return Task.FromResult<object>(new { cars = Cars, chargers = Devices - Cars, pairs = standing.Count, evidenceBytes = texts.Max(text => text.Length), microseconds = whole.Microseconds(), foldAndDecideMicroseconds = decision.Microseconds() });
    }

    private static (Latency Whole, Latency Decision) Measure(string[] texts, HomeDevice[] devices, IReadOnlyList<Pair> standing)
    {
        var (whole, decision) = (new Latency(), new Latency());
        for (var round = 0; round < Rounds; round++)
        {
            var which = round % Devices;
            var reading = Look(devices[which].DeviceId, which, 600 + round % 7);
            var started = Stopwatch.GetTimestamp();
            var read = new HomeDevice[Devices];
            for (var n = 0; n < Devices; n++) read[n] = devices[n] with { Evidence = PlugEvidenceJson.Read(texts[n])! };
            var folding = Stopwatch.GetTimestamp();
            read[which] = read[which] with { Evidence = PlugEvidence.Take(read[which].Evidence, reading) };
            Decide(read, standing);
            decision.Add(Stopwatch.GetElapsedTime(folding));
            PlugEvidenceJson.Write(read[which].Evidence);
            whole.Add(Stopwatch.GetElapsedTime(started));
        }
        return (whole, decision);
    }

    private static IReadOnlyList<Pair> Decide(HomeDevice[] devices, IReadOnlyList<Pair> standing) =>
        PairFinder.Find(new Home(devices[0].UserId, devices[..Cars], devices[Cars..]), standing, [], start.AddMinutes(610));

    // The first two cars hang on the chargers, the third elsewhere.
    private static Reading Look(Guid id, int device, int minute)
    {
        var place = device % Cars;
        var isCharging = minute > 20 + 10 * place && (minute / (40 + 15 * place)) % 2 == 0;
        return new Reading(id, start.AddMinutes(minute).AddSeconds(device * 20), start.AddMinutes(minute).AddSeconds(device * 20 + 2), new Dictionary<Signal, Value>
        {
            [Signal.IsPluggedIn] = minute >= 20 + 5 * place, [Signal.IsCharging] = isCharging, [Signal.Power] = isCharging ? 11_000 - minute * 5 : 0, [Signal.StateOfCharge] = 50, [Signal.EnergyIn] = 100 + minute,
        });
    }
}
