using System.Web;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>sandbox.yaml in the wire shape of the sandbox cloud: every way of consent, every kind of device, every status.</summary>
public sealed class SandboxRecipeTests : IDisposable
{
    private const string Base = "http://127.0.0.1:8480/sandbox/acme", Token = $"POST {Base}/oauth/token";
    private readonly Bench bench = new(Bench.Packaged("sandbox"),
        new Dictionary<string, string> { ["clientId"] = "tenant-1", ["clientSecret"] = "derived", ["base"] = "http://127.0.0.1:8480", ["public"] = "https://busbar.example" },
        new Brand("acme", "Acme", new Dictionary<DeviceKind, BrandKind>
        {
            [DeviceKind.EV] = new(ConsentWay.Redirect, [new("identifier", true)]),
            [DeviceKind.SolarPlant] = new(ConsentWay.Elsewhere, [new("identifier", true), new("associatedEmail", true)]),
            [DeviceKind.RetrofitMeter] = new(ConsentWay.None, [new("identifier", true), new("pairingCode", true)]),
        }), Realm.Sandbox);

    [Fact]
    public async Task The_owner_signs_in()
    {
        var request = Bench.Link(DeviceKind.EV, "state-1", ("identifier", "WVWZZZE1ZMP000002"));
        var redirect = Assert.IsType<LinkStep.Redirect>(await bench.Vendor.Start(request, CancellationToken.None));
        Assert.StartsWith("https://busbar.example/sandbox/acme/oauth/authorize?", redirect.Url, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(new Uri(redirect.Url).Query);
        Assert.Equal(("WVWZZZE1ZMP000002", "EV", "tenant-1"), (query["login_hint"], query["kind"], query["client_id"]));

        bench.Cloud.On(Token, Tokens).On($"GET {Base}/api/devices", """
            {"devices":[
              {"id":"p1","kind":"SolarPlant","identifier":"77","name":"Roof","model":"Big","parentId":null,"commands":["limit_feed_in","stop_feed_in","reset","disconnect","dance"]},
              {"id":"i1","kind":"Inverter","identifier":"78","name":"Box","model":"Small","parentId":"p1","commands":["limit_feed_in"]},
              {"id":"b1","kind":"Battery","identifier":"79","name":"Store","model":"Mid","parentId":null,"commands":[]},
              {"id":"t1","kind":"Toaster","identifier":"80","name":"Bread","model":"Hot","parentId":null,"commands":[]}]}
            """);
        var linked = Assert.IsType<LinkStep.Linked>(await bench.Vendor.Return(request,
            new LinkReturn(new Dictionary<string, string> { ["code"] = "c", ["iss"] = "https://busbar.example/sandbox/acme" }), redirect.Secret, CancellationToken.None));
        Assert.Equal("home@acme", linked.Account);
        Assert.Equal(["p1", "i1"], linked.Devices.Select(device => device.VendorId));
        Assert.Equal(("p1", "78", "Small"), (linked.Devices[1].ParentVendorId, linked.Devices[1].Identifier, linked.Devices[1].Model));
        Assert.Equal([CommandKind.LimitFeedIn, CommandKind.StopFeedIn, CommandKind.Reset, CommandKind.Disconnect], linked.Devices[0].Commands);
        Assert.Equal([Signal.Power, Signal.EnergyOut, Signal.FeedInLimit], linked.Devices[0].Signals);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(870), linked.Secret.ExpiresAt);
    }

    [Fact]
    public async Task The_owner_confirms_by_mail()
    {
        var request = Bench.Link(DeviceKind.SolarPlant, null, ("identifier", "77"), ("associatedEmail", "owner@example.org"));
        bench.Cloud.On($"POST {Base}/oauth/bc-authorize", """{"auth_req_id":"req-1","expires_in":86400,"interval":5}""");
        var consent = Assert.IsType<LinkStep.Consent>(await bench.Vendor.Start(request, CancellationToken.None));
        var asked = bench.Cloud.Calls.Single().Form;
        Assert.Equal(("owner@example.org", "77", "SolarPlant"), (asked["login_hint"], asked["identifier"], asked["kind"]));
        Assert.Equal("https://busbar.example/sandbox/acme/mail?client_id=tenant-1&to=owner%40example.org", consent.Url);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(5), consent.AskAgainAt);

        bench.Cloud.On(Token, """{"error":"authorization_pending"}""", 400).On(Token, """{"error":"slow_down"}""", 400).On(Token, "", 503).On(Token, Tokens).On($"GET {Base}/api/devices", """{"devices":[]}""");
        var first = Assert.IsType<LinkStep.Consent>(await Check(request, consent.Secret));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(5), first.AskAgainAt);
        var slower = Assert.IsType<LinkStep.Consent>(await Check(request, first.Secret));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(10), slower.AskAgainAt);
        var outage = Assert.IsType<LinkStep.Consent>(await Check(request, slower.Secret));
        Assert.Equal("home@acme", Assert.IsType<LinkStep.Linked>(await Check(request, outage.Secret)).Account);
        Assert.Equal(("urn:openid:params:grant-type:ciba", "req-1"), (bench.Cloud.Calls[1].Form["grant_type"], bench.Cloud.Calls[1].Form["auth_req_id"]));
        bench.Cloud.AllAsked();
    }

    [Theory]
    [InlineData("access_denied", LinkFailure.Denied)]
    [InlineData("expired_token", LinkFailure.Expired)]
    [InlineData("invalid_grant", LinkFailure.RefusedByBrand)]
    public async Task The_wait_ends(string error, LinkFailure failure)
    {
        bench.Cloud.On(Token, $$"""{"error":"{{error}}"}""", 400);
        Assert.Equal(failure, Assert.IsType<LinkStep.Failed>(await Check(Bench.Link(DeviceKind.SolarPlant, null), await Waiting())).Failure);
    }

    [Fact]
    public async Task The_wait_ends_by_the_clock_where_the_brand_does_not_end_it()
    {
        var secret = await Waiting();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        bench.Cloud.On(Token, """{"error":"authorization_pending"}""", 400);
        Assert.Equal(LinkFailure.Expired, Assert.IsType<LinkStep.Failed>(await Check(Bench.Link(DeviceKind.SolarPlant, null), secret)).Failure);
    }

    [Fact]
    public async Task An_owner_that_the_brand_does_not_know_is_refused()
    {
        bench.Cloud.On($"POST {Base}/oauth/bc-authorize", """{"error":"unknown_user_id"}""", 400);
        var failed = Assert.IsType<LinkStep.Failed>(await bench.Vendor.Start(Bench.Link(DeviceKind.SolarPlant, null), CancellationToken.None));
        Assert.Equal(LinkFailure.RefusedByBrand, failed.Failure);
    }

    [Theory]
    [InlineData(200, Tokens, null)]
    [InlineData(400, """{"error":"invalid_grant"}""", LinkFailure.PairingCodeWrong)]
    [InlineData(400, """{"error":"invalid_request"}""", LinkFailure.RefusedByBrand)]
    [InlineData(500, "", LinkFailure.BrandUnavailable)]
    public async Task The_pairing_code_is_the_consent(int status, string body, LinkFailure? failure)
    {
        bench.Cloud.On(Token, body, status);
        if (failure is null) bench.Cloud.On($"GET {Base}/api/devices", """{"devices":[]}""");
        var step = await bench.Vendor.Start(Bench.Link(DeviceKind.RetrofitMeter, null, ("identifier", "P1-7"), ("pairingCode", "123456")), CancellationToken.None);
        Assert.Equal(failure, (step as LinkStep.Failed)?.Failure);
        Assert.Equal(failure is null, step is LinkStep.Linked);
        var form = bench.Cloud.Calls[0].Form;
        Assert.Equal(("urn:busbar:pairing", "P1-7", "123456", "RetrofitMeter"), (form["grant_type"], form["identifier"], form["pairing_code"], form["kind"]));
    }

    [Fact]
    public async Task A_car_gives_all_it_has()
    {
        bench.Cloud.On($"GET {Base}/api/devices/d%2F1", """
            {"id":"d/1","online":true,"asleep":false,"measuredAt":"2026-11-21T11:59:00Z","values":[
              {"name":"power","value":7360.0,"unit":"W"},{"name":"energy_in","value":1200.5,"unit":"kWh"},{"name":"plugged","value":true,"unit":null},{"name":"charging","value":true},
              {"name":"charge_state","value":"charging"},{"name":"max_current","value":32,"unit":"A"},{"name":"time_to_full","value":95,"unit":"min"},{"name":"soc","value":55.2,"unit":"percent"},
              {"name":"soc_limit","value":80,"unit":"percent"},{"name":"capacity","value":77,"unit":"kWh"},{"name":"range","value":230.4,"unit":"km"},{"name":"odometer","value":15000,"unit":"km"},
              {"name":"latitude","value":50.85,"unit":"deg"},{"name":"longitude","value":4.35},{"name":"heat_mode","value":"heating"},{"name":"mood","value":"good"}]}
            """);
        Assert.Equal("""
            Power 7360 2026-11-21T11:59:00Z
            EnergyIn 1200.5 2026-11-21T11:59:00Z
            IsPluggedIn 1 2026-11-21T11:59:00Z
            IsCharging 1 2026-11-21T11:59:00Z
            ChargeState Charging 2026-11-21T11:59:00Z
            MaxCurrent 32 2026-11-21T11:59:00Z
            ChargeTimeRemaining 95 2026-11-21T11:59:00Z
            StateOfCharge 55.2 2026-11-21T11:59:00Z
            TargetStateOfCharge 80 2026-11-21T11:59:00Z
            BatteryCapacity 77 2026-11-21T11:59:00Z
            Range 230.4 2026-11-21T11:59:00Z
            Odometer 15000 2026-11-21T11:59:00Z
            Latitude 50.85 2026-11-21T11:59:00Z
            Longitude 4.35 2026-11-21T11:59:00Z
            """, Bench.Golden(await bench.Read(DeviceKind.EV, "d/1")), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData(408, """{"error":"asleep"}""", ReadHint.Asleep)]
    [InlineData(503, """{"error":"device_offline"}""", ReadHint.Offline)]
    public async Task Waiting_is_no_error(int status, string body, ReadHint hint)
    {
        bench.Cloud.On($"GET {Base}/api/devices/d1", body, status);
        var answer = await bench.Read(DeviceKind.Meter, "d1");
        Assert.Equal(hint, answer.Hint);
        Assert.Empty(answer.Observations);
    }

    [Theory]
    [InlineData(401, VendorFaultKind.GrantLost)]
    [InlineData(404, VendorFaultKind.DeviceGone)]
    [InlineData(429, VendorFaultKind.OutOfBudget)]
    [InlineData(500, VendorFaultKind.Outage)]
    [InlineData(503, VendorFaultKind.Outage)]
    public async Task Trouble_with_a_read(int status, VendorFaultKind kind)
    {
        bench.Cloud.On($"GET {Base}/api/devices/d1", """{"error":"x"}""", status);
        Assert.Equal(kind, (await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.Meter, "d1"))).Kind);
    }

    [Theory]
    [InlineData(DeviceKind.EV, CommandKind.StartCharging, null, """{"command":"start_charging","value":null}""")]
    [InlineData(DeviceKind.ChargePoint, CommandKind.SetMaxCurrent, 13.5, """{"command":"set_max_current","value":13.5}""")]
    [InlineData(DeviceKind.Inverter, CommandKind.LimitFeedIn, 2500d, """{"command":"limit_feed_in","value":2500}""")]
    [InlineData(DeviceKind.SolarPlant, CommandKind.Disconnect, null, """{"command":"disconnect","value":null}""")]
    [InlineData(DeviceKind.HeatPump, CommandKind.HoldCool, 21.5, """{"command":"hold_cool","value":21.5}""")]
    [InlineData(DeviceKind.HeatPump, CommandKind.HoldBetween, 19d, """{"command":"hold_between","value":19,"upper":24}""", 24d)]
    [InlineData(DeviceKind.HeatPump, CommandKind.FollowSchedule, null, """{"command":"follow_schedule","value":null}""")]
    [InlineData(DeviceKind.Battery, CommandKind.FavourExport, null, """{"command":"favour_export","value":null}""")]
    public async Task A_command(DeviceKind kind, CommandKind command, double? value, string body, double? upper = null)
    {
        bench.Cloud.On($"POST {Base}/api/devices/d1/commands", "{}", 202);
        await Send(kind, new Command(command, value, upper));
        Assert.Equal((body, "application/json"), (bench.Cloud.Calls.Single().Body, bench.Cloud.Calls.Single().BodyType));
    }

    [Theory]
    [InlineData(401, VendorFaultKind.GrantLost, false)]
    [InlineData(404, VendorFaultKind.DeviceGone, false)]
    [InlineData(408, VendorFaultKind.DeviceOffline, false)]
    [InlineData(409, VendorFaultKind.Refused, false)]
    [InlineData(429, VendorFaultKind.OutOfBudget, false)]
    [InlineData(500, VendorFaultKind.Outage, true)]
    public async Task Trouble_with_a_command(int status, VendorFaultKind kind, bool mayHaveHappened)
    {
        bench.Cloud.On($"POST {Base}/api/devices/d1/commands", """{"error":"not_plugged_in"}""", status);
        var fault = await Assert.ThrowsAsync<VendorFault>(() => Send(DeviceKind.EV, new Command(CommandKind.StartCharging)));
        Assert.Equal((kind, mayHaveHappened), (fault.Kind, fault.MayHaveHappened));
    }

    public void Dispose() => bench.Dispose();

    private const string Tokens = """{"access_token":"AT-9","token_type":"Bearer","expires_in":900,"refresh_token":"RT-9","scope":"devices","account":"home@acme"}""";

    private Task Send(DeviceKind kind, Command command) =>
        Assert.IsType<ICommandDevices>(bench.Vendor, exactMatch: false).Send(Bench.At(kind, "d1"), command, Bench.Secret(), CancellationToken.None);

    private Task<LinkStep> Check(LinkRequest request, string? secret) => bench.Vendor.Check(request, secret, CancellationToken.None);

    private async Task<string?> Waiting()
    {
        bench.Cloud.On($"POST {Base}/oauth/bc-authorize", """{"auth_req_id":"req-1","expires_in":86400,"interval":5}""");
        return Assert.IsType<LinkStep.Consent>(await bench.Vendor.Start(Bench.Link(DeviceKind.SolarPlant, null, ("identifier", "77"), ("associatedEmail", "owner@example.org")), CancellationToken.None)).Secret;
    }
}
