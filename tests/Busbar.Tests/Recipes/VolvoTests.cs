using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>volvo.yaml against answers of Volvo's public interface.</summary>
public sealed class VolvoTests : IDisposable
{
    private const string Vin = "YV1EXAMPLE0000001", Api = "GET https://api.volvocars.com";
    private readonly Bench bench = new(Bench.Packaged("volvo"), new Dictionary<string, string> { ["clientId"] = "busbar", ["clientSecret"] = "s3cret", ["vccApiKey"] = "key-1" });

    [Fact]
    public async Task A_charging_car()
    {
        Plan("volvo.energy-state");
        var answer = await bench.Read(DeviceKind.EV, Vin);
        Assert.Equal("""
            Power 10830 2026-11-21T11:52:40Z
            IsPluggedIn 1 2026-11-21T11:40:03Z
            IsCharging 1 2026-11-21T11:40:31Z
            ChargeState Charging 2026-11-21T11:40:31Z
            MaxCurrent 16 2025-04-02T06:11:09Z
            ChargeTimeRemaining 130 2026-11-21T11:52:40Z
            StateOfCharge 63.4 2026-11-21T11:52:40Z
            TargetStateOfCharge 80 2026-10-30T19:05:00Z
            Range 275.197824 2026-11-21T11:52:40.5Z
            Odometer 30112 2026-11-21T08:12:00.12Z
            """, Bench.Golden(answer), ignoreLineEndingDifferences: true);
        Assert.Equal(ReadHint.None, answer.Hint);
        bench.Cloud.AllAsked();
    }

    [Fact]
    public async Task Fields_in_error_without_time_or_with_new_words_are_absent_and_the_rest_stands()
    {
        Plan("volvo.energy-state-partial");
        Assert.Equal("""
            StateOfCharge 41 2026-11-20T17:03:12Z
            TargetStateOfCharge 90 2024-09-12T09:40:12Z
            Range 275.197824 2026-11-21T11:52:40.5Z
            Odometer 30112 2026-11-21T08:12:00.12Z
            """, Bench.Golden(await bench.Read(DeviceKind.EV, Vin)), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task A_car_without_odometer_is_read_all_the_same()
    {
        bench.Cloud.On($"{Api}/energy/v2/vehicles/{Vin}/state", Bench.Answer("volvo.energy-state"))
            .On($"{Api}/connected-vehicle/v2/vehicles/{Vin}/statistics", "{}", 404)
            .On($"{Api}/connected-vehicle/v2/vehicles/{Vin}/odometer", """{"status":404,"error":{"message":"NOT_FOUND"}}""", 404);
        Assert.Equal(8, (await bench.Read(DeviceKind.EV, Vin)).Observations.Count);
        bench.Cloud.AllAsked();
    }

    [Fact]
    public async Task Each_call_carries_the_token_and_the_key()
    {
        Plan("volvo.energy-state");
        await bench.Read(DeviceKind.EV, Vin);
        Assert.All(bench.Cloud.Calls, call =>
        {
            Assert.Equal("Bearer AT-1", call.Headers["Authorization"]);
            Assert.Equal("key-1", call.Headers["vcc-api-key"]);
            Assert.StartsWith("Busbar/", call.Headers["User-Agent"], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(401, VendorFaultKind.GrantLost)]
    [InlineData(403, VendorFaultKind.SetupIncomplete)]
    [InlineData(404, VendorFaultKind.NotSupported)]
    [InlineData(429, VendorFaultKind.OutOfBudget)]
    [InlineData(500, VendorFaultKind.Outage)]
    public async Task Trouble_on_the_first_call_is_the_answer(int status, VendorFaultKind kind)
    {
        foreach (var path in new[] { "energy/v2/vehicles/YV1EXAMPLE0000001/state", "connected-vehicle/v2/vehicles/YV1EXAMPLE0000001/statistics", "connected-vehicle/v2/vehicles/YV1EXAMPLE0000001/odometer" })
            bench.Cloud.On($"{Api}/{path}", "{}", status);
        var fault = await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, Vin));
        Assert.Equal(kind, fault.Kind);
        Assert.False(fault.MayHaveHappened);
        Assert.DoesNotContain(Vin, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_after_an_answer_leaves_what_was_answered_and_says_when_to_ask_again()
    {
        bench.Cloud.On($"{Api}/energy/v2/vehicles/{Vin}/state", Bench.Answer("volvo.energy-state"))
            .On($"{Api}/connected-vehicle/v2/vehicles/{Vin}/statistics", "{}", 429, headers => headers.Add("Retry-After", "90"));
        var answer = await bench.Read(DeviceKind.EV, Vin);
        Assert.Equal(8, answer.Observations.Count);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(90), answer.AskAgainAt);
        bench.Cloud.AllAsked();
    }

    [Fact]
    public async Task Linking_finds_the_cars_that_have_a_battery()
    {
        bench.Cloud.On("POST https://volvoid.eu.volvocars.com/as/token.oauth2", """{"access_token":"AT-9","refresh_token":"RT-9","token_type":"Bearer","expires_in":1799,"id_token":"e30.eyJzdWIiOiJvd25lci0xIn0.c2ln"}""")
            .On($"{Api}/connected-vehicle/v2/vehicles", Bench.Answer("volvo.vehicles"))
            .On($"{Api}/connected-vehicle/v2/vehicles/{Vin}", Bench.Answer("volvo.vehicle-electric"))
            .On($"{Api}/connected-vehicle/v2/vehicles/YV1EXAMPLE0000002", Bench.Answer("volvo.vehicle-diesel"));
        var request = Bench.Link(DeviceKind.EV, "state-1", ("identifier", Vin));
        var redirect = Assert.IsType<LinkStep.Redirect>(await bench.Vendor.Start(request, CancellationToken.None));
        var linked = Assert.IsType<LinkStep.Linked>(await bench.Vendor.Return(request, new LinkReturn(new Dictionary<string, string> { ["code"] = "c-1", ["state"] = "state-1" }), redirect.Secret, CancellationToken.None));
        Assert.Equal("owner-1", linked.Account);
        var car = Assert.Single(linked.Devices);
        Assert.Equal((DeviceKind.EV, Vin, Vin, "EX30"), (car.Kind, car.VendorId, car.Identifier, car.Model));
        Assert.Empty(car.Commands);
        Assert.Contains(Signal.StateOfCharge, car.Signals);
        bench.Cloud.AllAsked();
    }

    [Fact]
    public void It_reads_only_and_says_that_nobody_tried_it()
    {
        Assert.IsNotType<ICommandDevices>(bench.Vendor, exactMatch: false);
        Assert.True(bench.Vendor.Untried);
    }

    public void Dispose() => bench.Dispose();

    private void Plan(string energyState) => bench.Cloud
        .On($"{Api}/energy/v2/vehicles/{Vin}/state", Bench.Answer(energyState))
        .On($"{Api}/connected-vehicle/v2/vehicles/{Vin}/statistics", Bench.Answer("volvo.statistics"))
        .On($"{Api}/connected-vehicle/v2/vehicles/{Vin}/odometer", Bench.Answer("volvo.odometer"));
}
