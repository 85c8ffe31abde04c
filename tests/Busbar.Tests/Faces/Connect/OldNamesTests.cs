using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Server.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>Requests in the words of earlier generations of the API.</summary>
public sealed class OldNamesTests(OldNamesTests.Shared shared) : IClassFixture<OldNamesTests.Shared>
{
    private const string Vin = "5YJ3E7EA7KF317000";

    [Theory]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","vin":"5YJ3E7EA7KF317000"}""", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000"}""")]
    [InlineData("""{"type":"PV","manufacturer":"SMA","reference":"5001","email":"carla@example.org"}""", """{"type":"SolarPlant","brand":"SMA","identifier":"5001","associatedEmail":"carla@example.org"}""")]
    [InlineData("""{"type":"SmartMeter","manufacturer":"Fluvius","ean":"541448800000000001","properties":{"flow":"B2C"}}""", """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"B2C"}}""")]
    [InlineData("""{"type":"ChargePole","brand":"Easee","uuid":"EH1"}""", """{"type":"ChargePoint","brand":"Easee","identifier":"EH1"}""")]
    [InlineData("""{"type":"RetrofitMeter","manufacturer":"Xenn","reference":"P1","code":"000000"}""", """{"type":"RetrofitMeter","brand":"Xenn","identifier":"P1","pairingCode":"000000"}""")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","vin":"5YJ3E7EA7KF317000","model":"Model 3"}""", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000"}""")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","vin":"5YJ3E7EA7KF317000","tenantId":null,"collectiveId":null,"code":null,"ean":null,"email":null,"model":null,"owner":null,"properties":null,"reference":null,"returnUrl":null,"track":null,"uuid":null}""", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000"}""")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","vin":"5YJ3E7EA7KF317000","brand":null,"identifier":null,}""", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000"}""")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","vin":"5YJ3E7EA7KF317000","properties":{"vin":"kept","a":[1,2,],"note":"50 \u00b0C"}}""", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000","properties":{"vin":"kept","a":[1,2],"note":"50 °C"}}""")]
    public async Task An_old_request_is_answered_as_the_new_one_in_new_words(string old, string today)
    {
        var (told, expected) = (await shared.House.Call("POST", "onboarding/entities", old), await shared.House.Call("POST", "onboarding/entities", today));
        Assert.Equal((201, 201), (told.Status, expected.Status));
        Assert.Equal(Comparable(expected.Body), Comparable(told.Body));
    }

    [Theory]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","brand":"Tesla"}""", "manufacturer", "brand")]
    [InlineData("""{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000","vin":"5YJ3E7EA7KF317000"}""", "vin", "identifier")]
    [InlineData("""{"type":"Meter","brand":"Fluvius","ean":"541448800000000001","reference":"1"}""", "ean", "reference")]
    [InlineData("""{"type":"RetrofitMeter","brand":"Xenn","code":"1","pairingCode":"1"}""", "code", "pairingCode")]
    [InlineData("""{"type":"PV","brand":"SMA","email":"a@b.c","associatedEmail":"a@b.c"}""", "email", "associatedEmail")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","manufacturer":"Tesla"}""", "manufacturer", "twice")]
    [InlineData("""{"type":"EV","manufacturer":"Trabant","vin":"5YJ3E7EA7KF317000"}""", "manufacturer", "Trabant")]
    [InlineData("""{"type":"EV","manufacturer":7,"vin":"5YJ3E7EA7KF317000"}""", "manufacturer", "text")]
    [InlineData("""{"type":"EV","manufacturer":" "}""", "manufacturer", "Name a brand")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla","vin":"too short"}""", "vin", "17 letters")]
    [InlineData("""{"type":"RetrofitMeter","manufacturer":"Xenn","reference":"P1","code":"12"}""", "code", "[0-9]{6}")]
    [InlineData("""{"type":"EV","manufacturer":"Tesla"}""", "identifier", "needs")]
    [InlineData("""{"type":"Boiler","brand":"NIBE"}""", "type", "HeatPump")]
    [InlineData("""{"type":"EV","brand":"Tesla","vin":"5YJ3E7EA7KF317000","tenantId":"0199f3a2-0000-7000-8000-000000000001"}""", "tenantId", "tenant")]
    [InlineData("""{"type":"EV","brand":"Tesla","vin":"5YJ3E7EA7KF317000","tenantId":"mine"}""", "tenantId", "tenant")]
    [InlineData("""{"type":"EV","brand":"Tesla","vin":"5YJ3E7EA7KF317000","plate":"M-XY 1"}""", "plate", "no such field")]
    [InlineData("""{"type":"EV","brand":"Tesla","vin":"\ud800"}""", "vin", "text")]
    [InlineData("""{"type":"EV","brand":"Tesla","\ud800":1,"vin":"x"}""", "body", "surrogate")]
    public async Task A_refusal_names_the_field_as_it_was_written(string body, string field, string words)
    {
        var (status, answer) = await shared.House.Call("POST", "onboarding/entities", body);
        Assert.Equal(400, status);
        Assert.StartsWith(field + ": ", ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
        Assert.Contains(words, ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenant_may_be_named_where_it_is_the_applications_own()
    {
        var own = shared.House.House.Get<Busbar.Core.Basics.Database>();
        var tenant = (await own.Read(db => Busbar.Core.Tenancy.TenantTable.FindByName(db, "acme")))!.Id;
        var other = (await shared.House.House.Get<Busbar.Core.Tenancy.AddTenant>().Add("umbrella", Busbar.Core.Ports.Realm.Sandbox)).Value.Id;
        Assert.Equal(201, (await Post(tenant)).Status);
        Assert.Equal("tenantId: ", ConnectHouse.MessageOf((await Post(other)).Body)[..10]);

        Task<(int Status, JsonElement Body)> Post(Guid id) => shared.House.Call("POST", "onboarding/entities", $$"""{"tenantId":"{{id}}","type":"EV","manufacturer":"Tesla","vin":"{{Vin}}"}""");
    }

    [Theory]
    [InlineData("onboarding/types?manufacturer=SMA", "onboarding/types?brand=SMA")]
    [InlineData("onboarding/types?type=PV", "onboarding/types?type=SolarPlant")]
    [InlineData("onboarding/types?type=ChargePole&manufacturer=easee", "onboarding/types?type=ChargePoint&brand=easee")]
    [InlineData("onboarding/entities?manufacturer=Tesla&type=EV", "onboarding/entities?brand=Tesla&type=EV")]
    [InlineData("onboarding/entities?type=SmartMeter", "onboarding/entities?type=Meter")]
    public async Task A_filter_may_have_its_old_name(string old, string today)
    {
        var (told, expected) = (await shared.House.Get(old), await shared.House.Get(today));
        Assert.NotEqual(0, expected.GetProperty("data").GetArrayLength());
        Assert.Equal(expected.ToString(), told.ToString());
    }

    [Theory]
    [InlineData("onboarding/types?manufacturer=SMA&brand=SMA", "manufacturer")]
    [InlineData("onboarding/types?manufacturer=Trabant", "manufacturer")]
    [InlineData("onboarding/entities?manufacturer=Trabant", "manufacturer")]
    [InlineData("onboarding/entities?type=Boiler", "type")]
    public async Task A_filter_is_refused_by_the_name_it_was_given(string path, string field)
    {
        var (status, answer) = await shared.House.Call("GET", path);
        Assert.Equal(400, status);
        Assert.StartsWith(field + ": ", ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
    }

    /// <summary>The guides' own examples, from the oldest to the newest.</summary>
    [Theory]
    [InlineData("/connect/onboarding/entities", """{ "type": "EV", "manufacturer": "Audi", "vin": "WAUZZZF18LN000001" }""", "Audi")]
    [InlineData("/connect/v1/onboarding/entities", """{ "type": "EV", "brand": "Audi", "identifier": "WAUZZZF18LN000001" }""", "Audi")]
    [InlineData("/connect/v1/onboarding/entities", "{\n    \"type\": \"EV\",\n    \"brand\": \"Tesla\",\n    \"identifier\": \"1ABC36600TL029015\",\n}", "Tesla")]
    public async Task The_examples_of_the_guides_are_taken(string path, string body, string brand)
    {
        await using var house = await House.Open(Engine.Sqlite);
        using var http = await house.SignIn();
        using var answer = await http.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var request = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.True((int)answer.StatusCode == 201, request.ToString());
        Assert.Equal(("Pending", brand), (request.GetProperty("status").GetString(), request.GetProperty("data").GetProperty("entity").GetProperty("information").GetProperty("brand").GetString()));
    }

    [Fact]
    public async Task Addresses_without_a_version_are_those_of_version_1()
    {
        using var oldBase = new HttpRequestMessage(HttpMethod.Get, "/connect/onboarding/types?pageSize=2");
        var page = await Json(await shared.House.Http.SendAsync(oldBase));
        var next = page.GetProperty("links").GetProperty("next").GetString()!;
        Assert.Contains("/connect/v1/onboarding/types?pageSize=2&continuationToken=", next, StringComparison.Ordinal);
        // A token holds for the list, whichever way it is called.
        var token = page.GetProperty("meta").GetProperty("continuationToken").GetString();
        Assert.Equal((await Json(await shared.House.Http.GetAsync(next))).ToString(), (await Json(await shared.House.Http.GetAsync($"/connect/onboarding/types?pageSize=2&continuationToken={token}"))).ToString());

        foreach (var nowhere in new[] { "/connect", "/connect/", "/connect/v2/entities", "/connect/nothing", "/connect/v1" })
        {
            using var answer = await shared.House.Http.GetAsync(nowhere);
            Assert.Equal((404, "AddressUnknown"), ((int)answer.StatusCode, ConnectHouse.CodeOf(await Json(answer))));
        }
        using var stranger = new HttpClient { BaseAddress = shared.House.House.Url };
        Assert.Equal(401, (int)(await stranger.GetAsync("/connect/entities")).StatusCode);
    }

    [Theory]
    [InlineData("/connect/authentication")]
    [InlineData("/connect/v1/authentication")]
    public async Task The_old_way_to_sign_in_has_both_addresses(string path)
    {
        var client = await shared.House.House.NewClient(name: path);
        using var answer = await shared.House.House.Http.PostAsync(path, new StringContent(JsonSerializer.Serialize(new { clientId = client.Client.ClientId, clientSecret = client.Secret }), System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal("Bearer", (await Json(answer)).GetProperty("token_type").GetString());
    }

    [Fact]
    public async Task The_document_knows_today_s_names_alone()
    {
        var document = await Json(await shared.House.House.Http.GetAsync("/openapi/connect.json"));
        var request = document.GetProperty("components").GetProperty("schemas").GetProperty("EntityOnboardingRequest").GetProperty("properties");
        foreach (var old in OldNames.Fields.Keys.Append("tenantId").Append("model")) Assert.False(request.TryGetProperty(old, out _), old);
        foreach (var old in OldNames.Types.Keys.Append("Boiler").Append("manufacturer")) Assert.DoesNotContain($"\"{old}\"", document.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_old_name_stands_in_the_documentation()
    {
        var page = File.ReadAllText(Repository.Path("docs", "connect-aliases.md"));
        foreach (var (old, today) in OldNames.Fields) Assert.Contains($"| `{old}` | `{today}` |", page, StringComparison.Ordinal);
        foreach (var (old, today) in OldNames.Types) Assert.Contains($"| `{old}` | `{today}` |", page, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    // Whatever differs between any two requests.
    private static string Comparable(JsonElement request) => System.Text.RegularExpressions.Regex.Replace(
        request.ToString(), @"[0-9a-f]{8}-[0-9a-f-]{27}|/link/[A-Za-z0-9_-]{48}", "");

    /// <summary>One house for all cases.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public ConnectHouse House { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            House = await ConnectHouse.Open();
            await House.Call("POST", "onboarding/entities", $$"""{"type":"EV","brand":"Tesla","identifier":"{{Vin}}"}""");
            await House.Call("POST", "onboarding/entities", """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"B2C"}}""");
            House.Brands.Xenn.Own("P1", FakeBrands.Thing(DeviceKind.RetrofitMeter, "p1", "P1"));
        }

        public async Task DisposeAsync() => await House.DisposeAsync();
    }
}
