using System.Diagnostics;

namespace Busbar.Bench;

/// <summary>One address, asked again and again by many at once.</summary>
internal static class HttpLoad
{
    public const int AtOnce = 32;

    public static async Task<(double PerSecond, Latency Latency)> Get(HttpClient http, string path, TimeSpan time)
    {
        await Hold(http, path, TimeSpan.FromSeconds(2));
        var started = Stopwatch.GetTimestamp();
        var latency = await Hold(http, path, time);
        return (Math.Round(latency.Count / Stopwatch.GetElapsedTime(started).TotalSeconds), latency);
    }

    private static async Task<Latency> Hold(HttpClient http, string path, TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return Latency.Join(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var latency = new Latency();
            while (Stopwatch.GetTimestamp() < until)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(path);
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
                await answer.Content.CopyToAsync(Stream.Null);
                latency.Add(Stopwatch.GetElapsedTime(started));
            }
            return latency;
        }))));
    }
}
