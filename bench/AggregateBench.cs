using System.Diagnostics;
using System.Text.Json;

namespace Busbar.Bench;

/// <summary>A month of readings, one every five minutes with twelve signals, as hours: one request and one answer.</summary>
internal static class AggregateBench
{
    private const int Readings = 30 * 24 * 12, Rounds = 30;

    public static async Task<object> Run(BenchOptions options)
    {
        var start = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        await using var server = await ServerProcess.Start(options);
        var folder = await server.Stop();
        Guid meter;
        await using (var store = await BulkStore.Open(folder, options))
        {
            meter = (await store.AddCars(1))[0];
            await store.AddReadings(meter, start, Readings, TimeSpan.FromMinutes(5));
        }
        await server.StartAgain();
        using var http = await server.SignIn();
        var path = $"/connect/v1/entities/{meter}/aggregations?start=2026-09-01&end=2026-10-01&resolution=PT1H&pageSize=1000";
        var hours = JsonDocument.Parse(await http.GetStringAsync(path)).RootElement.GetProperty("data").GetArrayLength();
        for (var i = 0; i < Rounds; i++) await http.GetStringAsync(path);

        var (latency, cpu) = (new Latency(), server.Cpu);
        for (var i = 0; i < Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await http.GetStringAsync(path);
            latency.Add(Stopwatch.GetElapsedTime(started));
        }
        return new { readings = Readings, hours, milliseconds = latency.Milliseconds(), serverCpuMillisecondsEach = Math.Round((server.Cpu - cpu).TotalMilliseconds / Rounds, 1) };
    }
}
