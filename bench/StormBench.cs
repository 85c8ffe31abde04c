using System.Diagnostics;

namespace Busbar.Bench;

/// <summary>
/// What many connected chargers cost, and how fast they are all back after the server was killed: each connects, boots and tells
/// both statuses, all at the same time.
/// </summary>
internal static class StormBench
{
    private const int DefaultStations = 10_000;

    public static async Task<object> Run(BenchOptions options)
    {
        await using var server = await ServerProcess.Start(options);
        var stations = await Stations.Make(server, options.Stations is 0 ? DefaultStations : options.Stations);
        var first = Stopwatch.StartNew();
        await Stations.Return(stations);
        var firstTook = first.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(20));
        var memory = server.MemoryMb;

        var errors = Station.Errors;
        var storm = Stopwatch.StartNew();
        var ready = await server.KillAndRestart();
        foreach (var station in stations) station.Dispose();
        await Stations.Return(stations);
        var result = new
        {
            stations = stations.Count, firstBootSeconds = Math.Round(firstTook.TotalSeconds, 1), memoryMb = memory, readyAfterKillSeconds = Math.Round(ready.TotalSeconds, 2),
            allBackAfterKillSeconds = Math.Round(storm.Elapsed.TotalSeconds, 1), serverCpuSecondsUntilBack = Math.Round(server.Cpu.TotalSeconds, 1), callErrors = Station.Errors - errors, memoryAfterStormMb = server.MemoryMb,
        };
        foreach (var station in stations) station.Dispose();
        return result;
    }
}
