using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>A brand's own words for trouble, also where it says them with status 200.</summary>
public sealed class ErrorTests : IDisposable
{
    private const string Car = "GET https://api.acme.example/cars/d-1";
    private readonly Bench bench = new(Samples.Acme + """
        reads:
          - { kinds: EV, get: "/cars/{id}", signals: { Power: { at: w, unit: W } } }
        errors:
          - { at: failCode, is: [305, 306], means: reauth }
          - { at: failCode, is: 407, means: backoff, until: { at: limitReset, format: epoch_ms } }
          - { at: failCode, is: 20001, means: user_action }
          - { status: 403, at: reason, is: quota, means: backoff, scope: app }
          - { status: [404, 410], means: gone }
          - { status: 409, means: asleep }
        """, Samples.App);

    [Theory]
    [InlineData(200, """{"failCode":305}""", VendorFaultKind.GrantLost)]
    [InlineData(200, """{"failCode":"306"}""", VendorFaultKind.GrantLost)]
    [InlineData(200, """{"failCode":407}""", VendorFaultKind.OutOfBudget)]
    [InlineData(500, """{"failCode":20001}""", VendorFaultKind.SetupIncomplete)]
    [InlineData(403, """{"reason":"quota"}""", VendorFaultKind.OutOfBudget)]
    [InlineData(403, """{"reason":"other"}""", VendorFaultKind.PermissionMissing)]
    [InlineData(403, "", VendorFaultKind.PermissionMissing)]
    [InlineData(404, "", VendorFaultKind.DeviceGone)]
    [InlineData(405, "", VendorFaultKind.NotSupported)]
    [InlineData(400, "{}", VendorFaultKind.BadAnswer)]
    [InlineData(301, "", VendorFaultKind.BadAnswer)]
    [InlineData(200, "{", VendorFaultKind.BadAnswer)]
    public async Task An_answer_means(int status, string body, VendorFaultKind kind)
    {
        bench.Cloud.On(Car, body, status);
        var fault = await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, "d-1"));
        Assert.Equal((kind, false), (fault.Kind, fault.MayHaveHappened));
        Assert.DoesNotContain("AT-1", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_says_nothing_of_the_sort_is_an_answer()
    {
        bench.Cloud.On(Car, """{"failCode":0,"w":5}""").On(Car, "{}", 409);
        Assert.Single((await bench.Read(DeviceKind.EV, "d-1")).Observations);
        Assert.Equal(ReadHint.Asleep, (await bench.Read(DeviceKind.EV, "d-1")).Hint);
    }

    [Fact]
    public async Task Too_many_calls_hold_back_every_call_until_the_moment_named()
    {
        var until = bench.Clock.GetUtcNow().AddMinutes(7);
        bench.Cloud.On(Car, $$"""{"failCode":407,"limitReset":{{until.ToUnixTimeMilliseconds()}}}""").On(Car, """{"w":5}""");
        Assert.Equal(until, (await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, "d-1"))).RetryAt);
        var held = await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, "d-1"));
        Assert.Equal((VendorFaultKind.OutOfBudget, until), (held.Kind, held.RetryAt));
        Assert.Single(bench.Cloud.Calls);
        bench.Clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Single((await bench.Read(DeviceKind.EV, "d-1")).Observations);
    }

    [Fact]
    public async Task A_call_that_nobody_planned_is_a_bug_and_no_fault_of_the_vendor() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Read(DeviceKind.EV, "d-1"));

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 60)]
    [InlineData(null, 60)]
    [InlineData("soon", 60)]
    [InlineData("99999999", 86400)]
    [InlineData("Sat, 21 Nov 2026 12:05:00 GMT", 300)]
    [InlineData("Fri, 20 Nov 2026 12:05:00 GMT", 60)]
    public async Task Retry_After_in_seconds_or_as_a_date(string? header, int seconds)
    {
        bench.Cloud.On(Car, "", 429, headers => { if (header is not null) headers.TryAddWithoutValidation("Retry-After", header); });
        var fault = await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, "d-1"));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(seconds), fault.RetryAt);
    }

    [Fact]
    public async Task A_pause_of_the_application_holds_back_other_grants_too()
    {
        bench.Cloud.On(Car, """{"reason":"quota"}""", 403);
        await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, "d-1"));
        var other = Bench.At(DeviceKind.EV, "d-1") with { GrantId = new Guid("018f0000-0000-7000-8000-0000000000ff") };
        Assert.Equal(VendorFaultKind.OutOfBudget, (await Assert.ThrowsAsync<VendorFault>(() => bench.Vendor.Read(other, Bench.Secret(), CancellationToken.None))).Kind);
        Assert.Single(bench.Cloud.Calls);
    }

    public void Dispose() => bench.Dispose();
}
