using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Tests.Fakes;

namespace Busbar.Tests.Faces.Connect;

/// <summary>What no endpoint takes: each case names the field and, by its code, the sort of mistake.</summary>
public sealed class BadInputTests(BadInputTests.Shared shared) : IClassFixture<BadInputTests.Shared>
{
    private const string Good = "\"type\":\"EV\",\"brand\":\"Tesla\",\"identifier\":\"5YJ3E7EA7KF317000\"";

    public static readonly TheoryData<string, string, string> onboarding = new()
    {
        { "[]", "FieldInvalid", "body" },
        { "null", "FieldInvalid", "body" },
        { "\"EV\"", "FieldInvalid", "body" },
        { "{", "FieldInvalid", "body" },
        { "{} {}", "FieldInvalid", "body" },
        { "{/* no */}", "FieldInvalid", "body" },
        { "{" + Good + ",,}", "FieldInvalid", "body" },
        { "{" + Good + ",'name':'x'}", "FieldInvalid", "body" },
        { "{" + Good + ",\"properties\":" + new string('[', 40) + new string(']', 40) + "}", "FieldInvalid", "body" },
        { "{}", "FieldMissing", "brand" },
        { "{\"brand\":\"Tesla\"}", "FieldMissing", "type" },
        { "{\"type\":\"EV\",\"brand\":null}", "FieldMissing", "brand" },
        { "{\"type\":\"EV\",\"brand\":\"\"}", "FieldMissing", "brand" },
        { "{\"type\":\"EV\",\"brand\":\"  \"}", "FieldMissing", "brand" },
        { "{\"type\":null,\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"type\":2,\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"type\":\"2\",\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"type\":\"ev\",\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"type\":\"EV,Meter\",\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"type\":\"pv\",\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"type\":[\"EV\"],\"brand\":\"Tesla\"}", "FieldInvalid", "type" },
        { "{\"Type\":\"EV\",\"brand\":\"Tesla\"}", "FieldInvalid", "Type" },
        { "{\"type\":\"EV\",\"brand\":7}", "FieldInvalid", "brand" },
        { "{\"type\":\"EV\",\"brand\":{}}", "FieldInvalid", "brand" },
        { "{" + Good + ",\"type\":\"EV\"}", "FieldInvalid", "type" },
        { "{" + Good + ",\"tenantId\":1}", "FieldInvalid", "tenantId" },
        { "{" + Good + ",\"\":1}", "FieldInvalid", "body" },
        { "{" + Good + ",\"name\":1}", "FieldInvalid", "name" },
        { "{" + Good + ",\"name\":\"\\u0000\"}", "FieldInvalid", "name" },
        { "{" + Good + ",\"name\":\"\\ud800\"}", "FieldInvalid", "name" },
        { "{" + Good + ",\"name\":\"" + new string('x', 1001) + "\"}", "FieldInvalid", "name" },
        { "{" + Good + ",\"track\":true}", "FieldInvalid", "track" },
        { "{" + Good + ",\"owner\":\"me\"}", "FieldInvalid", "owner" },
        { "{" + Good + ",\"owner\":\"{0199f3a2-0000-7000-8000-000000000001}\"}", "FieldInvalid", "owner" },
        { "{" + Good + ",\"owner\":\"0199f3a2-0000-7000-8000-000000000001\"}", "FieldInvalid", "owner" },
        { "{" + Good + ",\"collectiveId\":1}", "FieldInvalid", "collectiveId" },
        { "{" + Good + ",\"collectiveId\":\"0199f3a2-0000-7000-8000-000000000001\"}", "CollectiveUnknown", "collectiveId" },
        { "{" + Good + ",\"properties\":{\"a\":1,\"a\":2}}", "FieldInvalid", "properties" },
        { "{" + Good + ",\"properties\":{\"\\ud800\":1}}", "FieldInvalid", "properties" },
        { "{" + Good + ",\"properties\":[\"\\u0000\"]}", "FieldInvalid", "properties" },
        { "{" + Good + ",\"properties\":\"" + new string('x', 16 * 1024) + "\"}", "FieldInvalid", "properties" },
        { "{" + Good + ",\"returnUrl\":\"https://evil.example/\"}", "ReturnUrlNotAllowed", "returnUrl" },
        { "{" + Good + ",\"returnUrl\":\"javascript:alert(1)\"}", "ReturnUrlNotAllowed", "returnUrl" },
        { "{" + Good + ",\"returnUrl\":\"/relative\"}", "ReturnUrlNotAllowed", "returnUrl" },
        { "{\"type\":\"EV\",\"brand\":\"Trabant\"}", "BrandUnknown", "brand" },
        { "{\"type\":\"Meter\",\"brand\":\"Tesla\"}", "TypeNotOffered", "type" },
        { "{\"type\":\"EV\",\"brand\":\"Tesla\"}", "FieldMissing", "identifier" },
        { "{\"type\":\"EV\",\"brand\":\"Tesla\",\"identifier\":\"5YJ3E7EA7KF31700O\"}", "FieldInvalid", "identifier" },
        { "{\"type\":\"RetrofitMeter\",\"brand\":\"Xenn\",\"identifier\":\"P1\"}", "FieldMissing", "pairingCode" },
        { "{\"type\":\"RetrofitMeter\",\"brand\":\"Xenn\",\"identifier\":\"P1\",\"pairingCode\":\"123456\\n\"}", "FieldInvalid", "pairingCode" },
        { "{\"type\":\"Meter\",\"brand\":\"Fluvius\",\"identifier\":\"541448800000000001\"}", "FieldMissing", "properties.flow" },
        { "{\"type\":\"Meter\",\"brand\":\"Fluvius\",\"identifier\":\"541448800000000001\",\"properties\":{\"flow\":1}}", "FieldMissing", "properties.flow" },
    };

    [Theory, MemberData(nameof(onboarding))]
    public async Task An_onboarding_request_is_refused_by_the_name_of_the_field(string body, string code, string field)
    {
        var (status, answer) = await shared.House.Call("POST", "onboarding/entities", body);
        Assert.Equal((400, code), (status, ConnectHouse.CodeOf(answer)));
        Assert.StartsWith(field + ": ", ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Busbar.", answer.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, (await shared.House.Get("onboarding/entities")).GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("onboarding/entities?pageSize=0", "pageSize")]
    [InlineData("onboarding/entities?pageSize=1001", "pageSize")]
    [InlineData("onboarding/entities?pageSize=-1", "pageSize")]
    [InlineData("onboarding/entities?pageSize=1.5", "pageSize")]
    [InlineData("onboarding/entities?pageSize=%2B5", "pageSize")]
    [InlineData("onboarding/entities?pageSize=5&pageSize=6", "pageSize")]
    [InlineData("onboarding/entities?pageSize=99999999999", "pageSize")]
    [InlineData("onboarding/entities?continuationToken=%00", "continuationToken")]
    [InlineData("onboarding/entities?continuationToken=!!!", "continuationToken")]
    [InlineData("onboarding/entities?status=pending", "status")]
    [InlineData("onboarding/entities?status=3", "status")]
    [InlineData("onboarding/entities?type=pv", "type")]
    [InlineData("onboarding/entities?brand=Trabant", "brand")]
    [InlineData("onboarding/entities?collectiveId=1", "collectiveId")]
    [InlineData("onboarding/entities?owner={0199f3a2-0000-7000-8000-000000000001}", "owner")]
    [InlineData("collectives?pageSize=0", "pageSize")]
    [InlineData("collectives/42", "collectiveId")]
    [InlineData("tenants?continuationToken=AAAAAAAAAAAAAAAAAAAAAAAA", "continuationToken")]
    [InlineData("tenants/acme", "tenantId")]
    [InlineData("entities/{id}/permissions?continuationToken=AAAA", "continuationToken")]
    [InlineData("entities/{id}/children?pageSize=0", "pageSize")]
    [InlineData("onboarding/types?type=0", "type")]
    [InlineData("onboarding/types?brand=Trabant", "brand")]
    [InlineData("onboarding/types?continuationToken=AAAAAAAAAAAAAAAAAAAAAAAA", "continuationToken")]
    [InlineData("entities?pageSize=x", "pageSize")]
    [InlineData("entities/{id}/readings", "start")]
    [InlineData("entities/{id}/readings?start=", "start")]
    [InlineData("entities/{id}/readings?start=yesterday", "start")]
    [InlineData("entities/{id}/readings?start=1772352000", "start")]
    [InlineData("entities/{id}/readings?start=2026-02-30", "start")]
    [InlineData("entities/{id}/readings?start=2026-03-01T24:00:00Z", "start")]
    [InlineData("entities/{id}/readings?start=2026-03-01T07:00:00+01:00", "start")]
    [InlineData("entities/{id}/readings?start=01/03/2026", "start")]
    [InlineData("entities/{id}/readings?start=2026-03-01&start=2026-03-02", "start")]
    [InlineData("entities/{id}/readings?start=2027-03-01", "start")]
    [InlineData("entities/{id}/readings?start=2026-02-01&end=soon", "end")]
    [InlineData("entities/{id}/readings?start=2026-02-01&end=2026-02-01", "end")]
    [InlineData("entities/{id}/readings?start=2026-02-02&end=2026-02-01", "end")]
    [InlineData("entities/{id}/commands", "start")]
    [InlineData("entities/{id}/commands?start=2026-02-01&end=2025-02-01", "end")]
    [InlineData("entities/{id}/charge-sessions", "start")]
    [InlineData("entities/{id}/charge-sessions?start=never", "start")]
    public async Task An_address_is_refused_by_the_name_of_its_parameter(string path, string field)
    {
        var (status, answer) = await shared.House.Call("GET", path.Replace("{id}", shared.Car.ToString()));
        Assert.Equal(400, status);
        Assert.StartsWith(field + ": ", ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "commands", "{}", "FieldMissing", "type")]
    [InlineData("POST", "commands", """{"type":null}""", "FieldMissing", "type")]
    [InlineData("POST", "commands", """{"type":"startCharging"}""", "FieldInvalid", "type")]
    [InlineData("POST", "commands", """{"type":"SetMaxCurrent","value":"16"}""", "FieldInvalid", "type")]
    [InlineData("POST", "commands", """{"type":"0"}""", "FieldInvalid", "type")]
    [InlineData("POST", "commands", """{"type":7}""", "FieldInvalid", "type")]
    [InlineData("POST", "commands", """{"type":"StopFeedIn","value":"5"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"StopFeedIn","when":"now"}""", "FieldInvalid", "when")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn"}""", "FieldMissing", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":""}""", "FieldMissing", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":5000}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"-1"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"NaN"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"Infinity"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"1e3"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"1,5"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"5 kW"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands", """{"type":"LimitFeedIn","value":"99999999999"}""", "FieldInvalid", "value")]
    [InlineData("POST", "commands?ignoreCooldown=yes", """{"type":"StopFeedIn"}""", "FieldInvalid", "ignoreCooldown")]
    [InlineData("POST", "commands?ignoreCooldown=true&ignoreCooldown=true", """{"type":"StopFeedIn"}""", "FieldInvalid", "ignoreCooldown")]
    [InlineData("POST", "permissions", "{}", "FieldMissing", "permissionLevel")]
    [InlineData("POST", "permissions", """{"permissionLevel":"Viewer"}""", "FieldMissing", "principalId")]
    [InlineData("POST", "permissions", """{"permissionLevel":"viewer","principalId":"0199f3a2-0000-7000-8000-000000000001"}""", "FieldInvalid", "permissionLevel")]
    [InlineData("POST", "permissions", """{"permissionLevel":"Viewer","principalId":null}""", "FieldInvalid", "principalId")]
    [InlineData("POST", "permissions", """{"permissionLevel":"Viewer","principalId":"0199f3a2-0000-7000-8000-000000000001"}""", "PrincipalUnknown", "principalId")]
    [InlineData("DELETE", "permissions/principals/me", "", "FieldInvalid", "principalId")]
    [InlineData("DELETE", "permissions/principals/0199f3a2-0000-7000-8000-000000000001?permissionLevel=Everything", "", "FieldInvalid", "permissionLevel")]
    [InlineData("PATCH", "../{id}", "{}", "FieldMissing", "body")]
    [InlineData("PATCH", "../{id}", """{"name":7}""", "FieldInvalid", "name")]
    [InlineData("PATCH", "../{id}", """{"name":""}""", "FieldInvalid", "name")]
    [InlineData("PATCH", "../{id}", """{"parentId":null}""", "FieldInvalid", "parentId")]
    [InlineData("POST", "commands/schedule", "", "FieldMissing", "body")]
    [InlineData("POST", "commands/schedule", "[]", "FieldInvalid", "body")]
    [InlineData("POST", "commands/schedule", "null", "FieldInvalid", "body")]
    [InlineData("POST", "commands/schedule", """{"type":"StopFeedIn"}""", "FieldInvalid", "body")]
    [InlineData("POST", "commands/schedule", "[null]", "FieldInvalid", "[0]")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},[]]""", "FieldInvalid", "[1]")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},{}]""", "FieldMissing", "[1].type")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},{"type":"Fly"}]""", "FieldInvalid", "[1].type")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},{"type":"LimitFeedIn","value":"much","triggerTime":"2026-03-02"}]""", "FieldInvalid", "[1].value")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},{"type":"StartCharging","triggerTime":"2026-03-02"}]""", "CommandNotSupported", "[1].type")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},{"type":"StopFeedIn"}]""", "CooldownActive", "[1].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn","triggerTime":"tomorrow"}]""", "FieldInvalid", "[0].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn","triggerTime":1772352000}]""", "FieldInvalid", "[0].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn","triggerTime":""}]""", "FieldInvalid", "[0].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn","triggerTime":"2026-03-01T07:54:59.999Z"}]""", "FieldInvalid", "[0].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn"},{"type":"StopFeedIn","triggerTime":"2027-03-01T08:00:00.001Z"}]""", "FieldInvalid", "[1].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn","triggerTime":"0001-01-01T00:00:00Z"}]""", "FieldInvalid", "[0].triggerTime")]
    [InlineData("POST", "commands/schedule", """[{"type":"StopFeedIn","triggerTime":"9999-12-31T23:59:59Z"}]""", "FieldInvalid", "[0].triggerTime")]
    [InlineData("POST", "commands/schedule?ignoreCooldown=1", """[{"type":"StopFeedIn"}]""", "FieldInvalid", "ignoreCooldown")]
    [InlineData("PATCH", "features", "{}", "FieldMissing", "feature")]
    [InlineData("PATCH", "features", """{"feature":"CaptureChargeSessions"}""", "FieldMissing", "active")]
    [InlineData("PATCH", "features", """{"feature":"Fly","active":true}""", "FieldInvalid", "feature")]
    [InlineData("PATCH", "features", """{"feature":0,"active":true}""", "FieldInvalid", "feature")]
    [InlineData("PATCH", "features", """{"feature":"CaptureChargeSessions","active":"true"}""", "FieldInvalid", "active")]
    [InlineData("PATCH", "features", """{"feature":"CaptureChargeSessions","active":null}""", "FieldInvalid", "active")]
    public async Task A_body_is_refused_by_the_name_of_the_field(string method, string path, string body, string code, string field)
    {
        var (status, answer) = await shared.House.Call(method, $"entities/{shared.Plant}/{path.Replace("{id}", $"{shared.Plant}")}", body.Length == 0 ? null : body);
        Assert.Equal((400, code), (status, ConnectHouse.CodeOf(answer)));
        Assert.StartsWith(field + ": ", ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
        Assert.Empty((await shared.House.Get($"entities/{shared.Plant}/commands?start=2020-01-01&end=2030-01-01")).GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData(101)]
    [InlineData(1_001)]
    public async Task A_schedule_has_a_hundred_commands_at_most(int count)
    {
        var body = $"[{string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{"type":"StopFeedIn","triggerTime":"{{new DateTime(2026, 4, 1).AddHours(i):s}}Z"}"""))}]";
        var (status, answer) = await shared.House.Call("POST", $"entities/{shared.Plant}/commands/schedule", body);
        Assert.Equal((400, "FieldInvalid"), (status, ConnectHouse.CodeOf(answer)));
        Assert.StartsWith("body: ", ConnectHouse.MessageOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01T07:00:00Z", 1)]
    [InlineData("2026-03-01 07:00:00Z", 1)]
    [InlineData("2026-03-01t07:00z", 1)]
    [InlineData("2026-03-01T09:59:59.999%2B02:00", 1)]
    [InlineData("2026-03-01T03:00:00.000001-05:00", 0)]
    [InlineData("2026-03-01T08:00:00", 1)]
    [InlineData("2026-03-01T08:00:01", 0)]
    [InlineData("2026-03-01", 1)]
    public async Task A_time_may_be_written_in_many_ways(string start, int readings)
    {
        Assert.Equal(readings, (await shared.House.Get($"entities/{shared.Pump}/readings?start={start}&end=2026-03-02")).GetProperty("data").GetArrayLength());
    }

    /// <summary>One house for all cases: nothing that they send may change it.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public ConnectHouse House { get; private set; } = null!;

        public Guid Car { get; private set; }

        public Guid Plant { get; private set; }

        /// <summary>It has one reading, of eight o'clock.</summary>
        public Guid Pump { get; private set; }

        public async Task InitializeAsync()
        {
            House = await ConnectHouse.Open();
            Car = await House.Link(House.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-1"));
            Plant = await House.Link(House.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", null, null, null, CommandKind.LimitFeedIn, CommandKind.StopFeedIn));
            Pump = await House.Link(House.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1"));
            House.Brands.Nibe.Measure("HP1", (Signal.Power, 1));
            await House.House.RunDue();
        }

        public async Task DisposeAsync() => await House.DisposeAsync();
    }
}
