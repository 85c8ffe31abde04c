using System.Net;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>A station that is taken away: its socket, its password and all that it told.</summary>
public sealed class OcppOffboardingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_is_offboarded_is_locked_out_and_leaves_nothing(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted(("NumberOfConnectors", "2"));
        await client.Ask("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Preparing"}""");
        await client.Ask("StatusNotification", """{"connectorId":2,"errorCode":"NoError","status":"Available"}""");
        await client.Ask("StartTransaction", """{"connectorId":1,"idTag":"TAG-4711","meterStart":100,"timestamp":"2026-11-21T10:00:00Z"}""");
        Assert.Equal(3, (await stage.Devices()).Count);
        var database = stage.House.Get<Database>();
        foreach (var canary in new[] { "CP-1", "TAG-4711" }) Assert.NotEmpty(await EveryTable.Holding(database, canary));

        var asked = (await stage.House.Get<StartOffboarding>().Start(stage.Client, device)).Value;
        Assert.Equal(2, asked.Components.Count);
        stage.Clock.Advance(Offboarding.TimeToCancel);
        await stage.House.RunDue();

        Assert.Equal("The station was given up", (await client.Closed()).Reason);
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + owned.Path, "CP-1", owned.Password, "ocpp1.6"));
        var ended = (await database.Read(db => OffboardingTable.Find(db, asked.Id)))!;
        Assert.Equal((OffboardingStatus.Succeeded, Revocation.Revoked), (ended.Status, ended.Revocation));
        foreach (var canary in new[] { "CP-1", "TAG-4711" }) Assert.Equal([], await EveryTable.Holding(database, canary));
        Assert.Empty(await stage.Store.Rows<string>("select id from stations"));

        await using var again = await stage.Dial(await stage.Link("CP-1"));
        await again.Boot();
        Assert.DoesNotContain(await stage.Devices(), one => asked.Going.Contains(one.Id));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_station_says_while_it_is_taken_away_is_not_kept_and_harms_nothing(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var asked = (await stage.House.Get<StartOffboarding>().Start(stage.Client, device)).Value;
        stage.Clock.Advance(Offboarding.TimeToCancel);
        Assert.True(await Linking.OffboardingKillTests.Step(stage.House));

        await client.Ask("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-11-21T10:00:30Z","sampledValue":[{"value":"5000"}]}]}""");
        Assert.Empty(await stage.Store.Rows<string>("select device_id from readings"));
        // Its socket ends before its password does, as where the process is stopped now.
        client.Cut();
        await client.DisposeAsync();
        await stage.House.RunDue();
        Assert.Equal(OffboardingStatus.Succeeded, (await stage.Store.Read(db => OffboardingTable.Find(db, asked.Id)))!.Status);
    }

    [Fact]
    public async Task A_connector_goes_with_its_station()
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted(("NumberOfConnectors", "2"));
        await client.Ask("StatusNotification", """{"connectorId":2,"errorCode":"NoError","status":"Available"}""");
        var connector = (await stage.Device("CP-1/2"))!;
        var fault = (await stage.House.Get<StartOffboarding>().Start(stage.Client, connector.Id)).Fault!;
        Assert.Equal((FaultKind.FieldInvalid, "entityId"), (fault.Kind, fault.Field));
        Assert.Contains($"{device}", fault.Message, StringComparison.Ordinal);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_withdrawn_authorization_locks_the_station_out_until_its_owner_links_it_again(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owner = (await stage.House.Get<KeepUser>().Keep(stage.Client, "family-7")).Value.Id;
        var owned = await stage.Link("CP-1", owner: owner);
        await using var client = await stage.Dial(owned);
        await client.Boot();
        var device = (await stage.Device("CP-1"))!.Id;
        await client.Ask("StartTransaction", """{"connectorId":1,"idTag":"TAG-4711","meterStart":100,"timestamp":"2026-11-21T10:00:00Z"}""");

        Assert.Null(await stage.House.Get<WithdrawGrants>().Withdraw(stage.Client, "family-7"));
        Assert.Equal("The station's authorization was withdrawn", (await client.Closed()).Reason);
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + owned.Path, "CP-1", owned.Password, "ocpp1.6"));
        Assert.Equal(Core.Ports.VendorFaultKind.GrantLost, (await stage.Store.Read(db => Core.Devices.StateTable.Find(db, device))).Trouble!.Kind);
        Assert.NotEmpty(await EveryTable.Holding(stage.House.Get<Database>(), "TAG-4711"));

        await using var again = await stage.Dial(await stage.Link("CP-1", owner: owner));
        await again.Boot();
        Assert.Equal(device, (await stage.Device("CP-1"))!.Id);
        Assert.Null((await stage.Store.Read(db => Core.Devices.StateTable.Find(db, device))).Trouble);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stations_go_with_their_owner_also_those_that_never_came(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owner = (await stage.House.Get<KeepUser>().Keep(stage.Client, "family-7")).Value.Id;
        await using var client = await stage.Dial(await stage.Link("CP-1", owner: owner));
        await client.Boot();
        var waiting = await stage.Link("CP-2", owner: owner);
        var (neighbour, _, _) = await Neighbour(stage);

        Assert.Null(await stage.House.Get<EraseUser>().Erase(stage.Client, "family-7"));
        await stage.House.RunDue();
        Assert.Equal("The station was given up", (await client.Closed()).Reason);
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + waiting.Path, "CP-2", waiting.Password, "ocpp1.6"));
        foreach (var canary in new[] { "CP-1", "CP-2", "family-7", $"{owner}" }) Assert.Equal([], await EveryTable.Holding(stage.House.Get<Database>(), canary));
        Assert.Equal(["CP-3"], await stage.Store.Rows<string>("select identity from stations"));
        await neighbour.DisposeAsync();
    }

    private static async Task<(StationClient, Guid, Owned)> Neighbour(OcppStage stage)
    {
        var owned = await stage.Link("CP-3");
        var client = await stage.Dial(owned);
        await client.Boot();
        return (client, (await stage.Device("CP-3"))!.Id, owned);
    }
}
