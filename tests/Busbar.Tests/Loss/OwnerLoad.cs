using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Busbar.Tests.Walks;

namespace Busbar.Tests.Loss;

/// <summary>Owners who link devices at the sandbox's brands, page by page, as a browser does.</summary>
internal sealed partial class OwnerLoad(Victim server, Ledger ledger)
{
    /// <summary>Linked solar plants and cars: entity, home and brand.</summary>
    public ConcurrentQueue<(string Entity, string Home, string Brand)> Plants { get; } = new();

    public ConcurrentQueue<string> Cars { get; } = new();

    public async Task Link(bool plant)
    {
        var number = ledger.NextMark();
        var asked = new Asked($"link-{number}") { Followed = true };
        ledger.Requests.Enqueue(asked);
        var (brand, what) = plant ? ("huawei", "\"type\":\"SolarPlant\",\"brand\":\"Huawei\"") : ("tesla", $"\"type\":\"EV\",\"brand\":\"Tesla\",\"identifier\":\"1ABC36600TL{number:000000}\"");
        var made = await server.Try(HttpMethod.Post, "/connect/v1/onboarding/entities", $$"""{{{what}},"properties":{"mark":"{{asked.Mark}}"} }""");
        if (made is not { Status: 201 })
        {
            if (made is not null) ledger.Wrong.Enqueue($"{asked.Mark}: {made.Status} {made.Text}");
            return;
        }
        asked.Id = made.Body.Text("id");
        ledger.Acknowledge();

        // A flow that a kill cut off is begun again, as an owner would; the brand may have taken the first one.
        for (var tries = 0; tries < 3; tries++)
        {
            await server.Up;
            await Follow(made.Body.Text("action", "redirectLink")!, $"home-{number}");
            if (await server.Try(HttpMethod.Get, $"/connect/v1/onboarding/entities/{asked.Id}") is not { Status: 200, Body: var now } || now.Text("status") is "Pending") continue;
            if (now.Text("status") is not "Succeeded") return;
            asked.Device = now.Text("data", "entity", "id")!;
            ledger.Acknowledge();
            if (plant) Plants.Enqueue((asked.Device, $"home-{number}", brand));
            else Cars.Enqueue(asked.Device);
            return;
        }
    }

    private async Task Follow(string link, string account)
    {
        if (await Post(link) is not { Location: { } signIn, Cookie: var cookie }) return;
        if (await Get(signIn) is not { Status: 200 } page || await Press(signIn, page.Text, ("account", account)) is not { Status: 200 } consent) return;
        if (await Press(signIn, consent.Text, ("press", "agree")) is not { Location: { } back }) return;
        if (await Get(back, cookie) is { Status: < 400 }) ledger.Acknowledge();
    }

    private Task<Answered?> Get(Uri page, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, page);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return server.Try(request);
    }

    private Task<Answered?> Post(string page, params KeyValuePair<string, string>[] fields) =>
        server.Try(new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(fields) });

    private async Task<Answered?> Press(Uri page, string html, (string Name, string Value) choice) => FormTag().Match(html) is not { Success: true } form ? null : await Post(
        page.ToString().Split('?')[0],
        [
            .. HiddenField().Matches(form.Value).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value))).Where(field => field.Key != choice.Name),
            KeyValuePair.Create(choice.Name, choice.Value),
        ]);

    [GeneratedRegex("<form[^>]*>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormTag();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenField();
}
