using System.Text.Json.Nodes;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Sessions;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>From an application's request to the station's socket and back: what the rooms make of it.</summary>
public sealed class OcppRoomsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_boot_finishes_the_link_and_the_application_sees_the_charge_point(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        await using var client = await stage.Dial(owned);
        Assert.Equal(LinkStatus.Pending, (await stage.Standing(owned.Link)).Status);
        Assert.Empty(await stage.Devices());
        await client.Boot();

        var device = Assert.Single(await stage.Devices());
        Assert.Equal((DeviceKind.ChargePoint, "ocpp", "CP-1", "CP-1", "Test", "One"), (device.Kind, device.Brand, device.VendorId, device.Identifier, device.Name, device.Model));
        Assert.Equal([CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent], device.Commands);
        Assert.Null(device.ParentId);
        var link = await stage.Standing(owned.Link);
        Assert.Equal((LinkStatus.Succeeded, device.Id, device.UserId, false), (link.Status, link.DeviceId, link.UserId, link.WasLinkedBefore));
        Assert.Equal(PermissionTable.AllLevels, await Levels(stage, device.Id, stage.Client.Id));
        Assert.Equal(ConnectionState.Connected, Connections.Of(await stage.Store.Read(db => StateTable.Find(db, device.Id))).State);

        var colleague = (await stage.House.NewClient(realm: Realm.Production, name: "Another")).Client;
        Assert.Null(await stage.Store.Read(db => DeviceTable.FindFor(db, colleague, device.Id)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Connectors_are_children_with_their_parents_permissions(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owner = await stage.NewUser();
        var owned = await stage.Link("CP-1", owner: owner);
        await using var client = await stage.Dial(owned);
        client.Settings = new() { ["NumberOfConnectors"] = "2" };
        await client.Boot();

        var (station, one, two) = ((await stage.Device("CP-1"))!, (await stage.Device("CP-1/1"))!, (await stage.Device("CP-1/2"))!);
        Assert.Equal((null, station.Id, station.Id), (station.ParentId, one.ParentId, two.ParentId));
        foreach (var device in new[] { station, one, two })
        {
            Assert.Equal((owner, station.GrantId), (device.UserId, device.GrantId));
            Assert.Equal(PermissionTable.AllLevels, await Levels(stage, device.Id, stage.Client.Id));
            Assert.Equal(PermissionTable.AllLevels, await Levels(stage, device.Id, owner));
        }

        // Who sees the station sees a connector that shows up later, and may do no more with it.
        var guest = (await stage.House.NewClient(realm: Realm.Production, name: "A guest")).Client;
        await stage.Store.Write(db => PermissionTable.Give(db, guest.TenantId, station.Id, guest.Id, [PermissionLevel.Viewer]));
        await Status(client, 3, "Available", "2026-11-21T10:00:00Z");
        var three = (await stage.Device("CP-1/3"))!;
        Assert.Equal(station.Id, three.ParentId);
        Assert.Equal([PermissionLevel.Viewer], await Levels(stage, three.Id, guest.Id));
        Assert.Equal(PermissionTable.AllLevels, await Levels(stage, three.Id, owner));
        Assert.Empty(await Levels(stage, (await stage.Device("CP-1/2"))!.Id, stage.House.Get<Core.Basics.Ids>().New()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Meter_values_become_readings_and_a_charge_session(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await Status(client, 1, "Preparing", Now(stage));
        await stage.Pass(client, stage.After(TimeSpan.FromMinutes(1)));
        var id = (await client.Ask("StartTransaction", $$"""{"connectorId":1,"idTag":"x","meterStart":1000,"timestamp":"{{Now(stage)}}"}"""))["transactionId"]!.GetValue<int>();
        await Status(client, 1, "Charging", Now(stage));
        for (var n = 1; n <= 6; n++)
        {
            await stage.Pass(client, stage.After(TimeSpan.FromMinutes(10)));
            // One that was lost on its way comes in its place from the station's memory, after the next.
            if (n != 3) await Meter(client, id, 1000 + n * 1200, 7200, Now(stage));
            if (n == 4) await Meter(client, id, 1000 + 3 * 1200, 7200, Stamp(stage.Clock.Now.AddMinutes(-10)));
        }
        Assert.Equal([1, 2.2, 3.4, 4.6, 5.8, 7, 8.2], (await stage.Values(device, Signal.EnergyIn)).Select(seen => seen.Value));
        Assert.Equal((8.2, 7200), ((await stage.Value(device, Signal.EnergyIn))!.Value.Number, (await stage.Value(device, Signal.Power))!.Value.Number));
        var open = Assert.Single(await Sessions(stage, device));
        Assert.Null(open.EndedAt);

        // The end of the transaction is the end of the session, however long the car stays.
        await client.Ask("StopTransaction", $$"""{"transactionId":{{id}},"meterStop":8200,"timestamp":"{{Now(stage)}}","reason":"Local"}""");
        await Status(client, 1, "Finishing", Now(stage));
        await stage.Pass(client, stage.After(TimeSpan.FromMinutes(5)));
        await Status(client, 1, "Available", Now(stage));

        var session = Assert.Single(await Sessions(stage, device));
        Assert.Equal(open.Id, session.Id);
        // The charge is over with its transaction, whenever the plug is pulled.
        Assert.Equal(("10:00", "10:01", "11:01"), ($"{session.PluggedAt:HH:mm}", $"{session.Facts.StartedAt:HH:mm}", $"{session.EndedAt:HH:mm}"));
        var (kwh, method) = session.Facts.Energy!.Value;
        Assert.Equal((7.2, EnergyMethod.Metered), (Math.Round(kwh, 6), method));
        Assert.Equal(session.Id, Assert.Single(await stage.Store.Read(db => SessionTable.ListFinished(db, device, session.PluggedAt, stage.Clock.Now, null, 10))).Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_charge_ends_when_its_station_turns_out_to_have_several_connectors(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, station, _) = await stage.Booted();
        await client.Ask("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":1000,"timestamp":"2026-11-21T10:00:00Z"}""");
        await client.Ask("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-11-21T10:00:00Z","sampledValue":[{"value":"1500"},{"value":"7000","measurand":"Power.Active.Import"}]}]}""");
        var open = Assert.Single(await stage.Store.Read(db => SessionTable.Since(db, station, DateTimeOffset.UnixEpoch)));
        Assert.Null(open.EndedAt);
        await client.Ask("StatusNotification", """{"connectorId":2,"errorCode":"NoError","status":"Available"}""");
        var ended = Assert.Single(await stage.Store.Read(db => SessionTable.Since(db, station, DateTimeOffset.UnixEpoch)));
        Assert.Equal((open.Id, open.Facts.LastAt, 0.5), (ended.Id, ended.EndedAt, ended.Facts.Energy?.Kwh));
        await client.DisposeAsync();
    }

    /// <summary>What flows through a station with several connectors is the sum of theirs: no charge of its own.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task The_main_meter_of_a_station_opens_no_session(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, station, _) = await stage.Booted(("NumberOfConnectors", "2"));
        var one = (await stage.Device("CP-1/1"))!.Id;
        foreach (var connector in new[] { 0, 1 })
            await client.Ask("MeterValues", $$"""{"connectorId":{{connector}},"meterValue":[{"timestamp":"{{Now(stage)}}","sampledValue":[{"value":"7200","measurand":"Power.Active.Import"}]}]}""");
        Assert.Equal(7200, (await stage.Value(station, Signal.Power))!.Value.Number);
        Assert.Empty(await Sessions(stage, station));
        Assert.Single(await Sessions(stage, one));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Linked_again_by_the_same_application_its_devices_stay_the_same(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, first) = await stage.Booted(("NumberOfConnectors", "2"));
        var before = await stage.Devices();
        Assert.Equal(3, before.Count);

        var link = await stage.Ask("CP-1");
        await stage.House.RunDue();
        await client.AskedFor("TriggerMessage", payload => payload["requestedMessage"]!.GetValue<string>() == "BootNotification");
        await client.Boot();
        var standing = await stage.Standing(link.Id);
        Assert.Equal((LinkStatus.Succeeded, true), (standing.Status, standing.WasLinkedBefore));
        Assert.Equal((await stage.Standing(first.Link)).DeviceId, standing.DeviceId);
        Assert.Equal(before.Select(Lasting), (await stage.Devices()).Select(Lasting));
        Assert.Single(await stage.Store.Rows<string>("select id from grants"));
        await client.DisposeAsync();

        // An application that knows nothing of this one's user gets neither the station nor its devices.
        var colleague = (await stage.House.NewClient(realm: Realm.Production, name: "Another")).Client;
        Assert.Equal(LinkFailure.RefusedByBrand, (await stage.Ask("CP-1", colleague)).Failure);
        Assert.Empty(await stage.Store.Read(db => DeviceTable.ListFor(db, colleague, null, 10)));

        static (Guid, Guid, string, Guid?) Lasting(Device device) => (device.Id, device.UserId, device.VendorId, device.ParentId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_goes_to_the_socket_and_is_proved_by_what_the_station_reports(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await Status(client, 1, "Preparing", Now(stage));
        var sent = (await stage.House.Get<SendCommand>().Send(stage.Client, device, new Command(CommandKind.StartCharging), null)).Value;
        await stage.House.RunDue();
        Assert.Equal(1, (await client.AskedFor("RemoteStartTransaction"))["connectorId"]!.GetValue<int>());
        Assert.Equal((CommandStatus.Sent, Verification.Pending), await Outcome());
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await Status(client, 1, "Charging", Now(stage));
        Assert.Equal((CommandStatus.Succeeded, Verification.Succeeded), await Outcome());
        await client.DisposeAsync();

        async Task<(CommandStatus, Verification?)> Outcome() =>
            (await stage.Store.Read(db => CommandTable.Find(db, sent.Id)))! is var record ? (record.Status, record.Verification) : default;
    }

    private static async Task<IReadOnlyList<PermissionLevel>> Levels(OcppStage stage, Guid device, Guid principal)
    {
        var held = new List<PermissionLevel>();
        foreach (var level in PermissionTable.AllLevels)
            if (await stage.Store.Read(db => PermissionTable.Has(db, device, principal, level))) held.Add(level);
        return held;
    }

    private static Task<IReadOnlyList<ChargeSession>> Sessions(OcppStage stage, Guid device) =>
        stage.Store.Read(db => SessionTable.Since(db, device, DateTimeOffset.UnixEpoch));

    private static string Now(OcppStage stage) => Stamp(stage.Clock.Now);

    private static string Stamp(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static Task<JsonObject> Status(StationClient client, int connector, string status, string time) =>
        client.Ask("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{time}}"}""");

    private static Task<JsonObject> Meter(StationClient client, int transaction, double wh, double watts, string time) => client.Ask("MeterValues",
        $$"""{"connectorId":1,"transactionId":{{transaction}},"meterValue":[{"timestamp":"{{time}}","sampledValue":[{"value":"{{wh}}"},{"value":"{{watts}}","measurand":"Power.Active.Import","unit":"W"}]}]}""");
}
