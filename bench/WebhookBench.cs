using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Busbar.Bench;

/// <summary>
/// From commit to receipt: chargers of a hundred applications report once a second each, and every report changes what is known, so
/// each is an event for its application's webhook. Every fifth address is dead: half of those refuse, half never answer. The commit is
/// taken for the moment at which the station has its answer, which comes after it.
/// </summary>
internal static class WebhookBench
{
    private const int Applications = 100, DeadEvery = 5, DefaultStations = 1_000;

    public static async Task<object> Run(BenchOptions options)
    {
        var count = options.Stations is 0 ? DefaultStations : options.Stations;
        await using var server = await ServerProcess.Start(options);
        var (receipts, silent) = (new ConcurrentDictionary<(string Station, int Report), long>(), new TcpListener(IPAddress.Loopback, 0));
        var outOfOrder = 0;
        silent.Start(1_000);
        await using var receiver = await Receive(receipts, () => Interlocked.Increment(ref outOfOrder));
        var stations = new Station[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, Applications), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, stop) =>
        {
            using var application = await server.SignIn(await server.AddClient($"bench {n}"));
            var url = n % DeadEvery != 0 ? $"{receiver.Urls.First()}/{n}" : n % (2 * DeadEvery) == 0 ? "http://127.0.0.1:9/" : $"http://{silent.LocalEndpoint}/";
            using var made = await application.PostAsync("/enode/webhooks", new StringContent($$"""{"url":"{{url}}","secret":"0123456789abcdef","events":["user:charger:updated"]}""", Encoding.UTF8, "application/json"), stop);
            made.EnsureSuccessStatusCode();
            for (var s = n; s < count; s += Applications) stations[s] = await Station.Make(application, server.Url, s);
        });
        await Stations.Return(stations);
        await Task.WhenAll(stations.Select(station => station.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"BENCH","meterStart":0,"timestamp":"{{Station.Now()}}"}""")));
        foreach (var station in stations) await station.Status("Charging");

        // The first are not counted: what runs hot is compiled anew meanwhile.
        var (warm, end) = (10, 10 + options.Seconds);
        var (commits, cpu, started) = (new ConcurrentDictionary<(string, int), long>(), server.Cpu, Stopwatch.GetTimestamp());
        await Task.WhenAll(stations.Select(async (station, s) =>
        {
            for (var report = 0; report < end; report++)
            {
                var due = TimeSpan.FromSeconds(report + s / (double)count) - Stopwatch.GetElapsedTime(started);
                if (due > TimeSpan.Zero) await Task.Delay(due);
                await station.Call("MeterValues", $$"""{"connectorId":1,"transactionId":{{station.Transaction}},"meterValue":[{"timestamp":"{{Station.Now()}}","sampledValue":[{"value":"{{1_000 + report}}","measurand":"Power.Active.Import","unit":"W"}]}]}""");
                if (report >= warm && s % Applications % DeadEvery != 0) commits[(station.Identity, report)] = Stopwatch.GetTimestamp();
            }
        }));
        var (seconds, used) = (Stopwatch.GetElapsedTime(started).TotalSeconds, server.Cpu - cpu);
        for (var patience = Stopwatch.StartNew(); commits.Keys.Any(key => !receipts.ContainsKey(key)) && patience.Elapsed < TimeSpan.FromSeconds(15);) await Task.Delay(100);

        var latency = new Latency();
        foreach (var (key, at) in commits)
            if (receipts.TryGetValue(key, out var received)) latency.Add(Stopwatch.GetElapsedTime(Math.Min(at, received), received));
        foreach (var station in stations) station.Dispose();
        silent.Dispose();
        return new
        {
            endpoints = Applications, dead = Applications / DeadEvery, eventsPerSecond = Math.Round(count * (double)end / seconds), counted = commits.Count,
            lost = commits.Keys.Count(key => !receipts.ContainsKey(key)), outOfOrder, milliseconds = latency.Milliseconds(), serverCpuMicrosecondsEach = Math.Round(used.TotalMicroseconds / (count * end)), serverMemoryMb = server.MemoryMb,
        };
    }

    private static async Task<HttpClient> SignIn(this ServerProcess server, (string Id, string Secret) client)
    {
        var http = server.NewHttp();
        var answer = await http.PostAsync("/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client.Id, ["client_secret"] = client.Secret }));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString());
        return http;
    }

    private static async Task<WebApplication> Receive(ConcurrentDictionary<(string, int), long> receipts, Action late)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var last = new ConcurrentDictionary<string, int>();
        app.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var now = Stopwatch.GetTimestamp();
            foreach (var one in body.RootElement.EnumerateArray())
            {
                if (!one.TryGetProperty("charger", out var charger) || charger.GetProperty("chargeState").GetProperty("chargeRate") is not { ValueKind: JsonValueKind.Number } rate) continue;
                var (station, report) = (charger.GetProperty("information").GetProperty("serialNumber").GetString()!, (int)Math.Round(rate.GetDouble() * 1_000) - 1_000);
                receipts.TryAdd((station, report), now);
                if (last.TryGetValue(station, out var before) && before > report) late();
                last[station] = report;
            }
        });
        await app.StartAsync();
        return app;
    }
}
