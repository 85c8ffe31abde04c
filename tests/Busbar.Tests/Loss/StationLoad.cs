using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Busbar.Tests.Ocpp;
using Busbar.Tests.Walks;

namespace Busbar.Tests.Loss;

/// <summary>
/// A charging station that plugs, charges and unplugs without end. As OCPP wants it: what is not answered is sent again, with
/// the same message id; and now and then so is what was answered.
/// </summary>
internal sealed partial class StationLoad(Victim server, Ledger ledger, string identity, Random random) : IAsyncDisposable
{
    private StationClient? client;
    private string password = "";
    private Charger charger = null!;
    private DateTimeOffset newest;
    private int messages, registerWh = 1_000;

    /// <summary>Made known, its password read, booted.</summary>
    public async Task Link()
    {
        var asked = new Asked($"station-{identity}") { Followed = true };
        ledger.Requests.Enqueue(asked);
        var made = await server.Try(HttpMethod.Post, "/connect/v1/onboarding/entities", $$"""{"type":"ChargePoint","brand":"OCPP","identifier":"{{identity}}","properties":{"mark":"{{asked.Mark}}"} }""");
        asked.Id = made!.Body.Text("id")!;
        var page = await server.Try(new HttpRequestMessage(HttpMethod.Post, made.Body.Text("action", "documentationLink") + "/password") { Content = new FormUrlEncodedContent([]) });
        password = Password().Match(page!.Text).Groups[1].Value;
        await Tell("BootNotification", """{"chargePointVendor":"Test","chargePointModel":"One"}""");
        asked.Device = (await server.Try(HttpMethod.Get, $"/connect/v1/onboarding/entities/{asked.Id}"))!.Body.Text("data", "entity", "id")!;
        ledger.Chargers[identity] = charger = new Charger(identity, asked.Device);
    }

    /// <summary>Charges until it is told to stop, and then to the end of the charge.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested) await ChargeOnce();
    }

    public async ValueTask DisposeAsync()
    {
        if (client is not null) await client.DisposeAsync();
    }

    private async Task ChargeOnce()
    {
        await Status("Preparing");
        var charge = new Charge($"{identity}-{++messages}", Now(), registerWh);
        charger.Charges.Enqueue(charge);
        var start = $$"""{"connectorId":1,"idTag":"TAG","meterStart":{{charge.StartWh}},"timestamp":"{{Write(charge.StartedAt)}}"}""";
        charge.Transaction = Number(await Tell("StartTransaction", start, charge.Message));
        if (random.Next(4) == 0 && Number(await Tell("StartTransaction", start, charge.Message)) is var again && again != charge.Transaction)
            ledger.Wrong.Enqueue($"{charge.Message} is transaction {charge.Transaction} and {again}");

        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var (at, wh) = (Now(), registerWh += random.Next(100, 2_000));
            await Tell("MeterValues", $$"""{"connectorId":1,"transactionId":{{charge.Transaction}},"meterValue":[{"timestamp":"{{Write(at)}}","sampledValue":[{"value":"{{wh}}"},{"value":"7200","measurand":"Power.Active.Import","unit":"W"}]}]}""");
            charge.Values.Enqueue((at, wh));
        }
        var (over, left) = (Now(), registerWh += random.Next(100, 2_000));
        await Tell("StopTransaction", $$"""{"transactionId":{{charge.Transaction}},"meterStop":{{left}},"timestamp":"{{Write(over)}}","reason":"Local"}""");
        charge.StopWh = left;
        await Status("Available");
        charge.IsOver = true;
    }

    private Task Status(string status) => Tell("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"{{status}}","timestamp":"{{Write(Now())}}"}""");

    /// <summary>Sends until it is acknowledged.</summary>
    private async Task<JsonObject> Tell(string action, string payload, string? message = null)
    {
        message ??= $"{identity}-{++messages}";
        while (true)
        {
            try
            {
                await server.Up;
                client ??= await Dial();
                var answer = await client.Call(action, payload, message);
                if (answer[0]!.GetValue<int>() == 3)
                {
                    ledger.Acknowledge();
                    return answer[2]!.AsObject();
                }
                ledger.Wrong.Enqueue($"{identity}: {action} was answered {answer.ToJsonString()}");
            }
            catch (Exception e) when (e is WebSocketException or IOException or TimeoutException or OperationCanceledException or InvalidOperationException)
            {
                if (client is { } broken)
                {
                    client = null;
                    broken.Cut();
                    await broken.DisposeAsync();
                }
            }
        }
    }

    private async Task<StationClient> Dial()
    {
        var dialled = await StationClient.Dial($"ws://{server.Url.Authority}/ocpp/{identity}", identity, password);
        // Some boot when their line was lost, some go on where they were.
        if (charger is not null && random.Next(2) == 0) await dialled.Call("BootNotification", """{"chargePointVendor":"Test","chargePointModel":"One"}""", $"{identity}-{++messages}");
        return dialled;
    }

    /// <summary>No two messages are of the same time.</summary>
    private DateTimeOffset Now()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        return newest = now > newest ? now : newest.AddMilliseconds(1);
    }

    private static string Write(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static int Number(JsonObject answer) => answer["transactionId"]!.GetValue<int>();

    [GeneratedRegex("""<dd class="code big">([^<]+)</dd>""")]
    private static partial Regex Password();
}
