using System.Net;
using System.Text;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

public sealed class OcppSignInTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Without_a_credential_that_opens_a_station_there_is_no_socket(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var station = await stage.Link("CP-1");
        var other = await stage.Link("CP-2");
        var address = stage.Address + station.Path;

        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, null, null, "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "CP-1", "wrong", "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "CP-1", "", "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "CP-1", station.Password + "x", "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "CP-1", other.Password, "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "cp-1", station.Password, "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "CP-2", other.Password, "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + "/ocpp/cp-1", "cp-1", station.Password, "ocpp1.6"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + "/ocpp/nobody", "nobody", station.Password, "ocpp1.6"));
        Assert.Equal(0, stage.Outlet.Connected);
    }

    [Fact]
    public async Task A_refusal_says_how_to_sign_in()
    {
        await using var stage = await OcppStage.Start();
        using var http = new HttpClient();
        var answer = await http.GetAsync(stage.Address.Replace("ws:", "http:") + "/ocpp/CP-1");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic %%%")]
    [InlineData("Basic Q1AtMQ==")]
    [InlineData("Digest Q1AtMTp4")]
    public async Task A_header_that_is_no_credential_is_refused(string authorization)
    {
        await using var stage = await OcppStage.Start();
        await stage.Link("CP-1");
        Assert.Null(await stage.Outlet.SignIn.Check("CP-1", authorization));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_whose_password_nobody_has_seen_opens_to_none(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var inputs = new Dictionary<string, string> { ["identifier"] = "CP-1" };
        await stage.Outlet.Vendor.Start(new(stage.Client.TenantId, Guid.Empty, Core.Devices.DeviceKind.ChargePoint, inputs, "", null), default);
        Assert.Null(await stage.Outlet.SignIn.Check("CP-1", Basic("CP-1:")));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("NL*ABC*E123:1|x@y.z+_=-")]
    [InlineData("123456789012345678901234567890123456789012345678")]
    public async Task Every_identity_that_OCPP_allows_can_dial_in(string identity)
    {
        await using var stage = await OcppStage.Start();
        var station = await stage.Link(identity);
        await using var client = await stage.Dial(station);
        Assert.Equal("ocpp1.6", client.Subprotocol);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_tenants_may_have_a_station_of_one_name_and_the_password_picks(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var other = (await stage.House.NewClient("other", Realm.Production)).Client;
        var (one, two) = (await stage.Link("CP-1"), await stage.Link("CP-1", other));
        var found = new[] { await stage.Outlet.SignIn.Check("CP-1", Basic("CP-1:" + one.Password)), await stage.Outlet.SignIn.Check("CP-1", Basic("CP-1:" + two.Password)) };
        Assert.DoesNotContain((Guid?)null, found);
        Assert.NotEqual(found[0], found[1]);
    }

    [Fact]
    public async Task The_subprotocol_must_be_offered_and_is_echoed()
    {
        await using var stage = await OcppStage.Start();
        var station = await stage.Link("CP-1");
        var address = stage.Address + station.Path;
        Assert.Equal(HttpStatusCode.BadRequest, await StationClient.DialRefused(address, "CP-1", station.Password));
        Assert.Equal(HttpStatusCode.BadRequest, await StationClient.DialRefused(address, "CP-1", station.Password, "ocpp2.0.1", "ocpp1.5"));
        await using var client = await StationClient.Dial(address, "CP-1", station.Password, "ocpp2.0.1", "ocpp1.6");
        Assert.Equal("ocpp1.6", client.Subprotocol);
    }

    [Fact]
    public async Task A_plain_request_with_the_right_password_is_told_that_this_is_for_sockets()
    {
        await using var stage = await OcppStage.Start();
        var station = await stage.Link("CP-1");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Basic("CP-1:" + station.Password));
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(stage.Address.Replace("ws:", "http:") + station.Path)).StatusCode);
    }

    private static string Basic(string credential) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credential));
}
