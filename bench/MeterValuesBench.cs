using System.Diagnostics;

namespace Busbar.Bench;

/// <summary>
/// How many MeterValues a second are taken, each durable before its answer. Every station has one call open at a time, as OCPP
/// asks, and sends the next as soon as the last was answered: a register, a power and a current of a running transaction.
/// </summary>
internal static class MeterValuesBench
{
    private const int DefaultStations = 500;

    public static async Task<object> Run(BenchOptions options)
    {
        await using var server = await ServerProcess.Start(options);
        var stations = await Stations.Make(server, options.Stations is 0 ? DefaultStations : options.Stations);
        await Stations.Return(stations);
        await Task.WhenAll(stations.Select(station => station.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"BENCH","meterStart":0,"timestamp":"{{Station.Now()}}"}""")));
        // What runs hot is compiled anew in the first seconds.
        await Load(stations, TimeSpan.FromSeconds(12));

        var (errors, cpu) = (Station.Errors, server.Cpu);
        var started = Stopwatch.GetTimestamp();
        var latency = await Load(stations, TimeSpan.FromSeconds(options.Seconds));
        var took = Stopwatch.GetElapsedTime(started);
        var result = new
        {
            stations = stations.Count, seconds = Math.Round(took.TotalSeconds, 1), perSecond = Math.Round(latency.Count / took.TotalSeconds), milliseconds = latency.Milliseconds(),
            callErrors = Station.Errors - errors, serverCpuMicrosecondsEach = Math.Round((server.Cpu - cpu).TotalMicroseconds / latency.Count, 1), serverMemoryMb = server.MemoryMb,
        };
        foreach (var station in stations) station.Dispose();
        return result;
    }

    private static async Task<Latency> Load(IReadOnlyList<Station> stations, TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return Latency.Join(await Task.WhenAll(stations.Select(async station =>
        {
            var latency = new Latency();
            for (var register = 1; Stopwatch.GetTimestamp() < until; register++) latency.Add(await station.Call("MeterValues", Values(station.Transaction, register)));
            return latency;
        })));
    }

    private static string Values(int transaction, int register) =>
        $$"""
        {"connectorId":1,"transactionId":{{transaction}},"meterValue":[{"timestamp":"{{Station.Now()}}","sampledValue":[{"value":"{{register}}","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"7200","measurand":"Power.Active.Import","unit":"W"},{"value":"10.4","measurand":"Current.Import","phase":"L1","unit":"A"}]}]}
        """;
}
