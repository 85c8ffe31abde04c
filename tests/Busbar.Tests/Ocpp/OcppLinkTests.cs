using System.Net;
using System.Net.WebSockets;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>How a station is made known, handed over and given up.</summary>
public sealed class OcppLinkTests
{
    private static readonly Ids Ids = new(TimeProvider.System);

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_an_identifier_the_identity_is_made_up_and_short_enough_to_type(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (one, two) = (await stage.Link(), await stage.Link());
        Assert.Matches("^BB[0-9A-HJKMNP-TV-Z]{16}$", one.Identity);
        Assert.NotEqual(one.Identity, two.Identity);
        Assert.Equal("/ocpp/" + one.Identity, one.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("slash/1")]
    [InlineData("ünicode")]
    [InlineData("line\n")]
    [InlineData("1234567890123456789012345678901234567890123456789")]
    public async Task An_identifier_that_no_station_can_have_is_refused(string identifier)
    {
        await using var stage = await OcppStage.Start();
        var step = await stage.Outlet.Vendor.Start(Request(stage.Client.TenantId, Ids.New(), identifier), default);
        Assert.Equal(LinkFailure.RefusedByBrand, Assert.IsType<LinkStep.Failed>(step).Failure);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_password_is_told_once_and_kept_hashed(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        Assert.Null(await stage.Outlet.Vendor.RevealPassword(owned.Tenant, owned.Link));
        Assert.True((await stage.Outlet.Vendor.Describe(owned.Tenant, owned.Link))!.PasswordShown);
        Assert.DoesNotContain(owned.Password, Assert.Single(await stage.Store.Rows<string>("select password_hash from stations")));
        Assert.Null(await stage.Outlet.Vendor.Describe(Ids.New(), owned.Link));
        Assert.Null(await stage.Outlet.Vendor.RevealPassword(Ids.New(), owned.Link));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Starting_the_same_link_twice_makes_one_station(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var link = Ids.New();
        for (var n = 0; n < 2; n++) await stage.Outlet.Vendor.Start(Request(stage.Client.TenantId, link, null), default);
        Assert.Single(await stage.Store.Rows<string>("select id from stations"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Linking_again_keeps_station_and_device_and_may_tell_a_new_password(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (first, device, owned) = await stage.Booted();
        var link = (await stage.Ask("CP-1")).Id;
        Assert.False((await stage.Outlet.Vendor.Describe(owned.Tenant, link))!.PasswordShown);
        // Until it is told, the old one holds.
        await first.Ask("Heartbeat", "{}");
        var password = (await stage.Outlet.Vendor.RevealPassword(owned.Tenant, link))!;
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "The station's password has changed"), await first.Closed());
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + owned.Path, "CP-1", owned.Password, "ocpp1.6"));

        await using var again = await stage.Dial(owned with { Password = password });
        await again.Boot();
        var standing = await stage.Standing(link);
        Assert.Equal((LinkStatus.Succeeded, device, true), (standing.Status, standing.DeviceId, standing.WasLinkedBefore));
        Assert.Equal(device, Assert.Single(await stage.Devices()).Id);
        Assert.Null(await stage.Outlet.Vendor.RevealPassword(owned.Tenant, link));
        await first.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_owners_own_station_that_is_connected_is_asked_to_boot(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owner = await stage.NewUser();
        var owned = await stage.Link("CP-1", owner: owner);
        await using var client = await stage.Dial(owned);
        await client.Boot();
        var link = await stage.Ask("CP-1", owner: owner);
        await stage.House.RunDue();
        await client.AskedFor("TriggerMessage", payload => payload["requestedMessage"]!.GetValue<string>() == "BootNotification");
        await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal(LinkStatus.Succeeded, (await stage.Standing(link.Id)).Status);
    }

    /// <summary>Asked earlier, it could boot before its link is there to be ended.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_asked_only_when_the_link_is_stored(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        client.Asked.Clear();
        // The station's row is written first, the link's second.
        using var held = stage.Store.HoldCommits(letPass: 1);
        var asking = stage.Ask("CP-1");
        await held.Reached;
        await client.Knock();
        Assert.Empty(client.Asked);
        held.Dispose();
        await asking;
        await stage.House.RunDue();
        await client.AskedFor("TriggerMessage", payload => payload["requestedMessage"]!.GetValue<string>() == "BootNotification");
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_linked_station_of_one_user_is_not_handed_to_another(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1", owner: await stage.NewUser());
        await using var client = await stage.Dial(owned);
        await client.Boot();
        Assert.Equal(LinkFailure.RefusedByBrand, (await stage.Ask("CP-1", owner: await stage.NewUser())).Failure);
        await client.Ask("Heartbeat", "{}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_that_was_asked_for_and_never_used_is_free_and_its_password_void(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var first = await stage.Link("CP-1", owner: await stage.NewUser());
        var second = await stage.Link("CP-1", owner: await stage.NewUser());
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + first.Path, "CP-1", first.Password, "ocpp1.6"));
        await using var client = await stage.Dial(second);
        await client.Boot();
        Assert.Equal((LinkStatus.Pending, LinkStatus.Succeeded), ((await stage.Standing(first.Link)).Status, (await stage.Standing(second.Link)).Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_is_given_up_is_locked_out_and_can_be_linked_anew(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, owned) = await stage.Booted(("NumberOfConnectors", "2"));
        var station = Assert.Single(await stage.Store.Rows<string>("select id from stations"));
        await stage.Outlet.Vendor.Revoke(new GrantSecret(null, null, null, new Dictionary<string, string> { ["station"] = station }), default);
        Assert.Equal("The station was given up", (await client.Closed()).Reason);
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + owned.Path, "CP-1", owned.Password, "ocpp1.6"));
        Assert.Empty(await stage.Store.Rows<string>("select device_id from connectors where device_id is not null"));
        await using var again = await stage.Dial(await stage.Link("CP-1", owner: await stage.NewUser()));
        await again.Boot();
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_whose_new_link_a_crash_left_unstored_boots_as_before_and_can_be_linked_anew(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        await client.DisposeAsync();
        var user = (await stage.Device("CP-1"))!.UserId;
        await stage.Outlet.Vendor.Start(Request(owned.Tenant, Ids.New(), "CP-1") with { UserId = user }, default);

        await using var again = await stage.Dial(owned);
        await again.Boot();
        Assert.True(await stage.Online(device));
        var next = await stage.Ask("CP-1");
        await again.Boot();
        Assert.Equal((LinkStatus.Succeeded, true, device), ((await stage.Standing(next.Id)).Status, (await stage.Standing(next.Id)).WasLinkedBefore, (await stage.Standing(next.Id)).DeviceId));
    }

    private static LinkRequest Request(Guid tenant, Guid link, string? identifier) => new(tenant, link, DeviceKind.ChargePoint,
        identifier is null ? new Dictionary<string, string>() : new() { ["identifier"] = identifier }, "http://localhost/callback/ocpp", null);
}
