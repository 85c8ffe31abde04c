using System.Net;
using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Setup;

/// <summary>
/// The household that the demo client finds already linked. Its owner is played here: the links are made, followed and agreed to
/// over HTTP, as an owner's browser would, so the demo works only where the real thing does.
/// </summary>
public sealed partial class DemoHousehold(Database database, StartLink startLink, LinkToken linkToken, Addresses addresses, ILogger<DemoHousehold> logger)
{
    /// <summary>The name under which the owner signs in at every simulated brand: its devices live in one home.</summary>
    private const string Account = "demo";

    private static readonly (DeviceKind Kind, string Brand, string? Identifier, string? PairingCode, string Name)[] Devices =
    [
        (DeviceKind.EV, "Volkswagen", "WVWZZZE1ZMP000001", null, "Demo car"),
        (DeviceKind.ChargePoint, "Easee", "EH000001", null, "Demo charger"),
        (DeviceKind.SolarPlant, "Huawei", null, null, "Demo solar plant"),
        (DeviceKind.Battery, "sonnen", null, null, "Demo battery"),
        (DeviceKind.HeatPump, "NIBE", null, null, "Demo heat pump"),
        (DeviceKind.Meter, "Tibber", null, null, "Demo meter"),
        (DeviceKind.RetrofitMeter, "Xenn", "P1000000001", "123456", "Demo gas meter"),
    ];

    /// <summary>Links what is not linked yet. What does not work is logged and left for the next start.</summary>
    public async Task Link(CancellationToken stop)
    {
        var (client, owner) = await database.Read(async db =>
            await ClientTable.FindForSignIn(db, FirstStart.ClientId) is { Client: var found } ? (found, await UserTable.FindByExternalId(db, found.TenantId, FirstStart.Household)) : (null, null));
        if (client is not { RevokedAt: null } || owner is null) return;

        var there = (await database.Read(db => DeviceTable.ListFor(db, client, null, 1_000))).Where(device => device.UserId == owner.Id).Select(device => (device.Kind, device.Brand)).ToHashSet();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        foreach (var (kind, brand, identifier, pairingCode, name) in Devices)
        {
            if (there.Any(known => known.Kind == kind && string.Equals(known.Brand, brand, StringComparison.OrdinalIgnoreCase))) continue;
            try
            {
                var inputs = new Dictionary<string, string> { [LinkInputs.Name] = name };
                if (identifier is not null) inputs[LinkInputs.Identifier] = identifier;
                if (pairingCode is not null) inputs[LinkInputs.PairingCode] = pairingCode;
                var link = await startLink.Start(client, new LinkOrder(kind, brand, inputs, null, null, owner.Id), stop);
                if (link.Fault is { } fault) throw new InvalidOperationException(fault.Message);
                if (!link.Value.IsOver) await Follow(browser, addresses.Link(linkToken.Of(link.Value.Id)), stop);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                Log.NotLinked(logger, name, e.Message);
            }
        }
        Log.Linked(logger, client.ClientId);
    }

    /// <summary>What an owner's browser does: continue, sign in, agree, come back.</summary>
    private async Task Follow(HttpClient browser, string link, CancellationToken stop)
    {
        var pressed = await browser.PostAsync(Reach(link), new FormUrlEncodedContent([]), stop);
        var cookie = pressed.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : "";
        var signIn = await browser.GetStringAsync(Reach(Target(pressed)), stop);
        var consent = await Press(browser, Target(pressed), signIn, ("account", Account), stop);
        var agreed = await Press(browser, Target(pressed), await consent.Content.ReadAsStringAsync(stop), ("press", "agree"), stop);
        using var back = new HttpRequestMessage(HttpMethod.Get, Reach(Target(agreed))) { Headers = { { "Cookie", cookie } } };
        (await browser.SendAsync(back, stop)).Dispose();
    }

    private async Task<HttpResponseMessage> Press(HttpClient browser, string page, string html, (string Name, string Value) choice, CancellationToken stop)
    {
        var form = FormTag().Match(html) is { Success: true } found ? found.Groups["body"].Value : throw new InvalidOperationException("The sandbox showed no form.");
        var fields = HiddenField().Matches(form).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups["name"].Value), WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Where(field => field.Key != choice.Name).Append(KeyValuePair.Create(choice.Name, choice.Value));
        return await browser.PostAsync(Reach(page.Split('?')[0]), new FormUrlEncodedContent(fields), stop);
    }

    private static string Target(HttpResponseMessage answer) =>
        answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"A redirect was expected, not {(int)answer.StatusCode}.");

    // The public address may lie beyond a proxy that does not let us through.
    private string Reach(string url) => url.StartsWith('/') ? addresses.Own + url : url.Replace(addresses.Public, addresses.Own, StringComparison.Ordinal);

    [GeneratedRegex("""<form[^>]*>(?<body>.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex FormTag();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""")]
    private static partial Regex HiddenField();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The demo household is linked; {ClientId} sees it")]
        public static partial void Linked(ILogger logger, string clientId);

        [LoggerMessage(LogLevel.Warning, "{Name} was not linked: {Message}")]
        public static partial void NotLinked(ILogger logger, string name, string message);
    }
}
