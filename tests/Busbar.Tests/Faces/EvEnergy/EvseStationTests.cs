using System.Net.Http.Headers;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Busbar.Tests.Ocpp;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>What a charger that dials in tells beside what it measures.</summary>
public sealed class EvseStationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Firmware_and_messages_that_fit_nowhere_are_shown(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await client.Ask("DataTransfer", """{"vendorId":"Test","messageId":"odd","data":"1"}""");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.Ask("StopTransaction", """{"transactionId":4711,"meterStop":5,"timestamp":"2026-11-21T09:20:00Z"}""");
        using var http = new HttpClient { BaseAddress = stage.House.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", stage.House.Get<SignIn>().Issue(stage.Client, TimeSpan.FromDays(1))) } };
        var evse = "evse" + Ulid.Of(device);

        var connectivity = await Get($"evses/{evse}/connectivity");
        Assert.Equal((100, "1.0"), (connectivity.GetProperty("connection_reliability_30d").GetInt32(), connectivity.GetProperty("firmware_version").GetString()));
        var firmware = Assert.Single((await Get("evse_firmware_versions")).EnumerateArray());
        Assert.Equal(firmware.GetRawText(), (await Get($"evse_firmware_versions/{firmware.GetProperty("id").GetString()}")).GetRawText());

        var logs = (await Get($"evses/{evse}/ocpp_logs")).EnumerateArray().ToList();
        var stop = logs.Single(log => log.GetProperty("action").GetString() == "StopTransaction");
        Assert.Equal(("Received", 4711), (stop.GetProperty("direction").GetString(), stop.GetProperty("payload").GetProperty("transactionId").GetInt32()));
        Assert.Equal(stop.GetRawText(), (await Get($"evses/{evse}/ocpp_logs/{stop.GetProperty("sampled_at").GetString()}")).GetRawText());
        foreach (var (query, count) in new[] { ("action=StopTransaction", 1), ("action__in=StopTransaction,Heartbeat", 1), ("action=Heartbeat", 0), ("direction=RECEIVED", logs.Count), ("direction=SENT", 0), ("error_code=NoError", 0) })
            Assert.True((await Get($"evses/{evse}/ocpp_logs?{query}")).GetArrayLength() == count, query);
        await client.DisposeAsync();

        async Task<JsonElement> Get(string path)
        {
            using var answer = await http.GetAsync("/evenergy/v2/" + path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
    }
}
