using System.Text.Json;

namespace Busbar.Bench;

/// <summary>Reading one device over HTTP, beside the rate of the plainest answer that the same server gives to the same load.</summary>
internal static class ReadBench
{
    public static Task<object> LastReading(BenchOptions options) => Run(options, car => $"/connect/v1/entities/{car}/readings/last");

    /// <summary>The demo's car, whose home has a charger too.</summary>
    public static Task<object> Vehicle(BenchOptions options) => Run(options, car => $"/enode/vehicles/{car}");

    private static async Task<object> Run(BenchOptions options, Func<string, string> address)
    {
        await using var server = await ServerProcess.Start(options);
        using var http = await server.SignIn();
        var path = address(await DemoCar(http));
        var time = TimeSpan.FromSeconds(options.Seconds / 2.0);

        // What runs hot is compiled anew in the first seconds.
        await HttpLoad.Get(http, path, TimeSpan.FromSeconds(8));

        // One after the other, twice, so that a noisy moment of the machine falls on both.
        var (live, read) = (new List<Load>(), new List<Load>());
        for (var round = 0; round < 2; round++)
        {
            live.Add(await Load.Of(server, http, "/healthz/live", time));
            read.Add(await Load.Of(server, http, path, time));
        }
        return new
        {
            database = options.Postgres is null ? "SQLite" : "PostgreSQL", connections = HttpLoad.AtOnce,
            livePerSecond = live.Average(one => one.PerSecond), readsPerSecond = read.Average(one => one.PerSecond),
            share = Math.Round(read.Sum(one => one.PerSecond) / live.Sum(one => one.PerSecond), 3), milliseconds = Latency.Join([.. read.Select(one => one.Latency)]).Milliseconds(),
            serverCpuMicrosecondsEach = new { live = live.Average(one => one.CpuEach), read = read.Average(one => one.CpuEach) }, serverMemoryMb = server.MemoryMb,
        };
    }

    private sealed record Load(double PerSecond, Latency Latency, double CpuEach)
    {
        public static async Task<Load> Of(ServerProcess server, HttpClient http, string path, TimeSpan time)
        {
            await HttpLoad.Get(http, path, TimeSpan.Zero);
            var cpu = server.Cpu;
            var (perSecond, latency) = await HttpLoad.Get(http, path, time);
            // The two seconds of warming up are in the server's time, not in the count.
            return new Load(perSecond, latency, Math.Round((server.Cpu - cpu).TotalMicroseconds / (perSecond * (time.TotalSeconds + 2)), 1));
        }
    }

    /// <summary>The demo's car, once it has a reading.</summary>
    private static async Task<string> DemoCar(HttpClient http)
    {
        while (true)
        {
            var cars = JsonDocument.Parse(await http.GetStringAsync("/connect/v1/entities")).RootElement.GetProperty("data").EnumerateArray().Where(entity => entity.GetProperty("type").GetString() == "EV").ToList();
            if (cars is [var car])
            {
                var id = car.GetProperty("id").GetString()!;
                if ((await http.GetAsync($"/connect/v1/entities/{id}/readings/last")).IsSuccessStatusCode) return id;
            }
            await Task.Delay(200);
        }
    }
}
