using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>tibber.yaml against answers of Tibber's public Data API.</summary>
public sealed class TibberTests : IDisposable
{
    private const string Api = "GET https://data-api.tibber.com/v1";
    private readonly Bench bench = new(Bench.Packaged("tibber"), new Dictionary<string, string> { ["clientId"] = "busbar", ["clientSecret"] = "s3cret" });

    [Fact]
    public async Task A_charging_car()
    {
        bench.Cloud.On($"{Api}/homes/h-1/devices/d-7", Bench.Answer("tibber.device"));
        Assert.Equal("""
            IsPluggedIn 1 2026-11-21T11:58:11Z
            IsCharging 1 2026-11-21T11:58:11Z
            ChargeState Charging 2026-11-21T11:58:11Z
            StateOfCharge 72 2026-11-21T11:58:11Z
            TargetStateOfCharge 80 2026-11-21T11:58:11Z
            Range 284 2026-11-21T11:58:11Z
            """, Bench.Golden(await bench.Read(DeviceKind.EV, "h-1/d-7")), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("284000", "m", 284)]
    [InlineData("284", "km", 284)]
    [InlineData("100", "mi", 160.9344)]
    [InlineData("\"100\"", "miles", 160.9344)]
    public async Task The_range_comes_in_any_of_three_units(string value, string unit, double km)
    {
        bench.Cloud.On($"{Api}/homes/h-1/devices/d-7", Device($$"""{"id":"range.remaining","value":{{value}},"unit":"{{unit}}"}"""));
        var range = Assert.Single((await bench.Read(DeviceKind.EV, "h-1/d-7")).Observations);
        Assert.Equal(km, range.Value.Number, 9);
    }

    [Theory]
    [InlineData("parsec")]
    [InlineData("")]
    public async Task A_range_in_a_unit_that_nobody_knows_is_absent(string unit)
    {
        bench.Cloud.On($"{Api}/homes/h-1/devices/d-7", Device($$"""{"id":"range.remaining","value":3,"unit":"{{unit}}"}"""));
        Assert.Empty((await bench.Read(DeviceKind.EV, "h-1/d-7")).Observations);
    }

    [Theory]
    [InlineData("connected", 1)]
    [InlineData("disconnected", 0)]
    [InlineData("unknown", null)]
    [InlineData("brand_new_word", null)]
    public async Task The_plug(string word, int? pluggedIn)
    {
        bench.Cloud.On($"{Api}/homes/h-1/devices/d-7", Device($$"""{"id":"connector.status","value":"{{word}}"}"""));
        Assert.Equal(pluggedIn, (await bench.Read(DeviceKind.EV, "h-1/d-7")).Observations.Select(o => (int?)o.Value.Number).SingleOrDefault());
    }

    [Fact]
    public async Task A_car_that_is_not_online_is_offline_with_its_last_values()
    {
        bench.Cloud.On($"{Api}/homes/h-1/devices/d-7", """{"status":{"lastSeen":"2026-11-19T09:00:00Z"},"attributes":[{"id":"isOnline","value":false}],"capabilities":[{"id":"storage.stateOfCharge","value":55,"unit":"%"}]}""");
        var answer = await bench.Read(DeviceKind.EV, "h-1/d-7");
        Assert.Equal(ReadHint.Offline, answer.Hint);
        Assert.Equal("StateOfCharge 55 2026-11-19T09:00:00Z", Bench.Golden(answer));
    }

    [Fact]
    public async Task Devices_are_found_home_by_home_and_named_by_both()
    {
        bench.Cloud.On("POST https://thewall.tibber.com/connect/token", """{"access_token":"AT-9","refresh_token":"RT-9","token_type":"Bearer","expires_in":3600,"id_token":"e30.eyJzdWIiOiJ0aWIifQ.c2ln"}""")
            .On($"{Api}/homes", Bench.Answer("tibber.homes"))
            .On($"{Api}/homes/h-1/devices", Bench.Answer("tibber.devices"))
            .On($"{Api}/homes/h-2/devices", """{"devices":[]}""");
        var request = Bench.Link(DeviceKind.EV, "state-1");
        var redirect = Assert.IsType<LinkStep.Redirect>(await bench.Vendor.Start(request, CancellationToken.None));
        var linked = Assert.IsType<LinkStep.Linked>(await bench.Vendor.Return(request, new LinkReturn(new Dictionary<string, string> { ["code"] = "c-1" }), redirect.Secret, CancellationToken.None));
        Assert.Equal([("h-1/d-7", "5YJ3E7EB0KF000001", "Rosinante"), ("h-1/d-8", "WVWZZZE1ZMP000002", "ID.3")], linked.Devices.Select(d => (d.VendorId, d.Identifier, d.Name)));
        var form = bench.Cloud.Calls[0].Form;
        Assert.Equal(("busbar", "s3cret"), (form["client_id"], form["client_secret"]));
        Assert.False(bench.Cloud.Calls[0].Headers.ContainsKey("Authorization"));
        bench.Cloud.AllAsked();
    }

    public void Dispose() => bench.Dispose();

    private static string Device(string capability) => $$"""{"status":{"lastSeen":"2026-11-21T11:58:11Z"},"attributes":[],"capabilities":[{{capability}}]}""";
}
