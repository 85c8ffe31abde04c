using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Busbar.Bench;

/// <summary>
/// Whole onboardings: the request, the owner's way through the link page and the sandbox's sign-in and consent, back over the
/// callback, until the request says Succeeded. Many owners at once, each with a car of their own.
/// </summary>
internal static partial class OnboardingBench
{
    private const int AtOnce = 16;

    public static async Task<object> Run(BenchOptions options)
    {
        await using var server = await ServerProcess.Start(options);
        using var application = await server.SignIn();
        using var browser = server.NewHttp();
        var next = 0;
        async Task<Latency> Owners(TimeSpan time)
        {
            var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
            return Latency.Join(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
            {
                var latency = new Latency();
                while (Stopwatch.GetTimestamp() < until) latency.Add(await Walk(application, browser, Interlocked.Increment(ref next)));
                return latency;
            }))));
        }

        await Owners(TimeSpan.FromSeconds(3));
        var started = Stopwatch.GetTimestamp();
        var latency = await Owners(TimeSpan.FromSeconds(options.Seconds));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new { owners = AtOnce, walksPerSecond = Math.Round(latency.Count / seconds, 1), requestsPerSecond = Math.Round(latency.Count * RequestsPerWalk / seconds), millisecondsPerWalk = latency.Milliseconds() };
    }

    private const int RequestsPerWalk = 7;

    private static async Task<TimeSpan> Walk(HttpClient application, HttpClient browser, int number)
    {
        var started = Stopwatch.GetTimestamp();
        var content = new StringContent($$"""{"type":"EV","brand":"Tesla","identifier":"5YJ3E1EA0PF{{number:000000}}"}""", Encoding.UTF8, "application/json");
        var made = JsonDocument.Parse(await (await application.PostAsync("/connect/v1/onboarding/entities", content)).Content.ReadAsStringAsync()).RootElement;
        var link = made.GetProperty("action").GetProperty("redirectLink").GetString()!;

        var pressed = await browser.PostAsync(link, new FormUrlEncodedContent([]));
        var cookie = pressed.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        var signIn = Target(pressed);
        var asked = await Press(browser, signIn, await browser.GetStringAsync(signIn), ("account", $"owner{number}"));
        var agreed = await Press(browser, signIn, await asked.Content.ReadAsStringAsync(), ("press", "agree"));
        using var back = new HttpRequestMessage(HttpMethod.Get, Target(agreed)) { Headers = { { "Cookie", cookie } } };
        (await browser.SendAsync(back)).Dispose();

        var status = JsonDocument.Parse(await application.GetStringAsync($"/connect/v1/onboarding/entities/{made.GetProperty("id")}")).RootElement.GetProperty("status").GetString();
        return status == "Succeeded" ? Stopwatch.GetElapsedTime(started) : throw new InvalidOperationException($"Walk {number} ended {status}.");
    }

    private static async Task<HttpResponseMessage> Press(HttpClient browser, string page, string html, (string Name, string Value) choice)
    {
        var fields = Hidden().Matches(Form().Match(html).Value).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value)));
        return await browser.PostAsync(page.Split('?')[0], new FormUrlEncodedContent(fields.Where(field => field.Key != choice.Name).Append(KeyValuePair.Create(choice.Name, choice.Value))));
    }

    private static string Target(HttpResponseMessage answer) => answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"A redirect was expected, not {(int)answer.StatusCode}.");

    [GeneratedRegex("<form[^>]*>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}
