using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>A server that comes back meets all of its stations at once. Each boots and tells its connectors, and none is told of an error.</summary>
public sealed class ReconnectStormTests
{
    [Theory, OnSqlite]
    public Task All_stations_boot_at_once_without_one_error(Engine engine) => Hold(engine, Length.Of(500, 2_000));

    [Theory, OnPostgres]
    public Task On_the_other_database_too(Engine engine) => Hold(engine, Length.Of(100, 1_000));

    // Both ends of every line are files of this process, which may open 20,000.
    [Theory, OnSqlite, Trait("Category", "Long")]
    public Task Nine_thousand_stations_boot_at_once(Engine engine) => Hold(engine, 9_000);

    /// <summary>The storm finds what it is for, at one station among many.</summary>
    [Theory]
    [InlineData("a boot is told of an error", "BootNotification", "InternalError")]
    [InlineData("a boot is not accepted", "BootNotification", "Rejected")]
    [InlineData("a status is told of an error", "StatusNotification", "InternalError")]
    [InlineData("a line is cut at the boot", "BootNotification", "The line ended")]
    [InlineData("a boot is answered and not taken", "BootNotification", "19 of 20 stations have booted")]
    public async Task A_planted_fault_is_found(string fault, string action, string objection)
    {
        var lines = new BadLines(async (line, text) =>
        {
            if (line.Station != "CP-7" || !text.Contains(action, StringComparison.Ordinal)) return text;
            var id = JsonNode.Parse(text)![1]!.GetValue<string>();
            switch (fault)
            {
                case "a boot is not accepted": await line.Tell($$"""[3,"{{id}}",{"status":"Rejected","currentTime":"2026-11-21T10:00:00Z","interval":300}]"""); break;
                case "a line is cut at the boot": line.Abort(); break;
                case "a boot is answered and not taken": await line.Tell($$"""[3,"{{id}}",{"status":"Accepted","currentTime":"2026-11-21T10:00:00Z","interval":300}]"""); break;
                default: await line.Tell($$"""[4,"{{id}}","InternalError","",{}]"""); break;
            }
            return null;
        });
        await using var stage = await OcppStage.Start(lines: lines);
        Assert.Contains(await Storm(stage, 20), wrong => wrong.Contains(objection, StringComparison.Ordinal));
    }

    private static async Task Hold(Engine engine, int stations)
    {
        await using var stage = await OcppStage.Start(engine);
        var wrong = await Storm(stage, stations);
        Assert.True(wrong.Count == 0, $"{wrong.Count} objections, such as {wrong.FirstOrDefault()}");
    }

    /// <summary>What is not as it should be.</summary>
    private static async Task<IReadOnlyCollection<string>> Storm(OcppStage stage, int stations)
    {
        var wrong = new ConcurrentBag<string>();
        var owned = new List<Owned>();
        for (var n = 0; n < stations; n++) owned.Add(await stage.Link($"CP-{n}"));
        // Once for the links, and then again as known stations.
        for (var storm = 0; storm < 2; storm++)
        {
            var clients = await Task.WhenAll(owned.Select(station => Task.Run(() => stage.Dial(station))));
            await Task.WhenAll(clients.Select(client => Task.Run(() => Boot(client, wrong))));
            if (stage.Outlet.Connected != stations) wrong.Add($"{stage.Outlet.Connected} of {stations} stations are connected");
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
            // So many sockets may be opened at once, and again after a while.
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var booted = Assert.Single(await stage.Store.Rows<long>("select count(*) from stations where device_id is not null"));
        if (booted != stations) wrong.Add($"{booted} of {stations} stations have booted");
        return wrong;
    }

    private static async Task Boot(StationClient client, ConcurrentBag<string> wrong)
    {
        client.Patience = TimeSpan.FromMinutes(5);
        try
        {
            var answer = await client.Call("BootNotification", """{"chargePointVendor":"Test","chargePointModel":"One"}""");
            if (answer[0]!.GetValue<int>() != 3 || answer[2]!["status"]!.GetValue<string>() != "Accepted") wrong.Add(answer.ToJsonString());
            for (var connector = 0; connector < 2; connector++)
            {
                var told = await client.Call("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"Available"}""");
                if (told[0]!.GetValue<int>() != 3) wrong.Add(told.ToJsonString());
            }
        }
        catch (WebSocketException e)
        {
            wrong.Add(e.Message);
        }
    }
}
