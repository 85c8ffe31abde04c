using System.Collections.Concurrent;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>A server that comes back meets all of its stations at once. Each boots and tells its connectors, and none is told of an error.</summary>
public sealed class ReconnectStormTests
{
    [Theory, OnSqlite]
    public Task All_stations_boot_at_once_without_one_error(Engine engine) => Storm(engine, Length.Of(500, 2_000));

    [Theory, OnPostgres]
    public Task On_the_other_database_too(Engine engine) => Storm(engine, Length.Of(100, 1_000));

    // Both ends of every line are files of this process, which may open 20,000.
    [Theory, OnSqlite, Trait("Category", "Long")]
    public Task Nine_thousand_stations_boot_at_once(Engine engine) => Storm(engine, 9_000);

    private static async Task Storm(Engine engine, int stations)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = new List<Owned>();
        for (var n = 0; n < stations; n++) owned.Add(await stage.Link($"CP-{n}"));
        // Once for the links, and then again as known stations.
        for (var storm = 0; storm < 2; storm++)
        {
            var wrong = new ConcurrentBag<string>();
            var clients = await Task.WhenAll(owned.Select(station => Task.Run(() => stage.Dial(station))));
            await Task.WhenAll(clients.Select(client => Task.Run(() => Boot(client, wrong))));
            Assert.True(wrong.IsEmpty, $"{wrong.Count} wrong answers, such as {wrong.FirstOrDefault()}");
            Assert.Equal(stations, stage.Outlet.Connected);
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        }
        Assert.Equal(stations, Assert.Single(await stage.Store.Rows<long>("select count(*) from stations where device_id is not null")));
    }

    private static async Task Boot(StationClient client, ConcurrentBag<string> wrong)
    {
        client.Patience = TimeSpan.FromMinutes(5);
        var answer = await client.Call("BootNotification", """{"chargePointVendor":"Test","chargePointModel":"One"}""");
        if (answer[0]!.GetValue<int>() != 3 || answer[2]!["status"]!.GetValue<string>() != "Accepted") wrong.Add(answer.ToJsonString());
        for (var connector = 0; connector < 2; connector++)
        {
            var told = await client.Call("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"Available"}""");
            if (told[0]!.GetValue<int>() != 3) wrong.Add(told.ToJsonString());
        }
    }
}
