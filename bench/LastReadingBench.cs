using System.Text.Json;

namespace Busbar.Bench;

/// <summary>Reading a device's last values over HTTP, beside the rate of the plainest answer that the same server gives to the same load.</summary>
internal static class LastReadingBench
{
    public static async Task<object> Run(BenchOptions options)
    {
        await using var server = await ServerProcess.Start(options);
        using var http = await server.SignIn();
        var car = await DemoCar(http);
        var time = TimeSpan.FromSeconds(options.Seconds / 2.0);

        // One after the other, twice, so that a noisy moment of the machine falls on both.
        var (live1, _) = await HttpLoad.Get(http, "/healthz/live", time);
        var (last1, latency1) = await HttpLoad.Get(http, $"/connect/v1/entities/{car}/readings/last", time);
        var (live2, _) = await HttpLoad.Get(http, "/healthz/live", time);
        var (last2, latency2) = await HttpLoad.Get(http, $"/connect/v1/entities/{car}/readings/last", time);
        var latency = Latency.Join([latency1, latency2]);
        return new
        {
            database = options.Postgres is null ? "SQLite" : "PostgreSQL", connections = HttpLoad.AtOnce, livePerSecond = (live1 + live2) / 2, lastReadingPerSecond = (last1 + last2) / 2,
            share = Math.Round((last1 + last2) / (live1 + live2), 3), milliseconds = latency.Milliseconds(), serverMemoryMb = server.MemoryMb,
        };
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
