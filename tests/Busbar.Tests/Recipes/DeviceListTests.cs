using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

public sealed class DeviceListTests
{
    private const string Api = "https://api.acme.example";

    [Fact]
    public async Task Pages_are_followed_on_the_brands_own_hosts()
    {
        using var bench = Of("    each: items\n    id: id\n    kind: EV\n    next: next\n", "hosts: [\"*.cdn.example\"]\n");
        bench.Cloud.On($"GET {Api}/devices", """{"items":[{"id":"a"}],"next":"/devices?page=2"}""")
            .On($"GET {Api}/devices?page=2", """{"items":[{"id":"b"},{"id":"a"}],"next":"https://eu.cdn.example/p3"}""")
            .On("GET https://eu.cdn.example/p3", """{"items":[{"id":"c"}],"next":null}""");
        Assert.Equal(["a", "b", "c"], (await List(bench)).Select(device => device.VendorId));
        bench.Cloud.AllAsked();
    }

    [Theory]
    [InlineData("https://evil.example/p")]
    [InlineData("https://api.acme.example.evil.example/p")]
    [InlineData("https://cdn.example/p")]
    [InlineData("https://evilcdn.example/p")]
    [InlineData("http://api.acme.example/p")]
    [InlineData("https://eu.cdn.example:8443/p")]
    [InlineData("https://user@api.acme.example/p")]
    [InlineData("//evil.example/p")]
    [InlineData("file:///etc/passwd")]
    public async Task A_page_elsewhere_is_not_asked(string next)
    {
        using var bench = Of("    each: items\n    id: id\n    kind: EV\n    next: next\n", "hosts: [\"*.cdn.example\"]\n");
        bench.Cloud.On($"GET {Api}/devices", $$"""{"items":[],"next":"{{next}}"}""");
        Assert.Equal(LinkFailure.BrandUnavailable, (await Failed(bench)).Failure);
        Assert.Equal(2, bench.Cloud.Calls.Count);
    }

    [Fact]
    public async Task Pages_that_never_end_do()
    {
        using var bench = Of("    each: items\n    id: id\n    kind: EV\n    next: next\n");
        for (var page = 0; page < 60; page++) bench.Cloud.On($"GET {Api}/devices", """{"items":[{"id":"a"}],"next":"/devices"}""");
        Assert.Single(await List(bench));
        Assert.True(bench.Cloud.Calls.Count < 60);
    }

    [Fact]
    public async Task Kinds_by_the_brands_word_and_only_those_that_are_offered()
    {
        using var bench = Of("    id: id\n    kind: { at: type, map: { car: EV, pump: HeatPump, store: Battery } }\n");
        bench.Cloud.On($"GET {Api}/devices", """[{"id":"a","type":"car"},{"id":"b","type":"pump"},{"id":"c","type":"store"},{"id":"d","type":"ship"},{"id":"e"}]""");
        Assert.Equal([("a", DeviceKind.EV), ("b", DeviceKind.HeatPump)], (await List(bench)).Select(device => (device.VendorId, device.Kind)));
    }

    [Fact]
    public async Task Kinds_by_what_an_entry_has()
    {
        using var bench = Of("    id: id\n    kind:\n      - { is: EV, when: { at: vin, matches: \"[A-Z0-9]{17}\" } }\n      - { is: HeatPump, when: { at: cop, exists: true } }\n");
        bench.Cloud.On($"GET {Api}/devices", """[{"id":"a","vin":"WVWZZZE1ZMP000002"},{"id":"b","vin":"short","cop":3.1},{"id":"c"}]""");
        Assert.Equal([("a", DeviceKind.EV), ("b", DeviceKind.HeatPump)], (await List(bench)).Select(device => (device.VendorId, device.Kind)));
    }

    [Theory]
    [InlineData("commands: [StartCharging]", "{}", "StartCharging")]
    [InlineData("commands: { at: can, map: { on: StartCharging, off: StopCharging } }", """{"can":["off","fly"]}""", "StopCharging")]
    [InlineData("commands: { at: can, map: { on: StartCharging, off: StopCharging } }", "{}", "")]
    [InlineData("model: m", "{}", "StartCharging StopCharging")]
    public async Task What_a_device_can_be_told(string line, string entry, string expected)
    {
        using var bench = Of($"    each: .\n    id: id\n    kind: EV\n    {line}\n", "commands:\n  - { command: StartCharging, kinds: EV, post: /a }\n  - { command: StopCharging, kinds: EV, post: /b }\n");
        bench.Cloud.On($"GET {Api}/devices", entry.Replace("{", "{\"id\":\"a\",", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(' ', (await List(bench)).Single().Commands));
    }

    [Fact]
    public async Task Texts_fall_through_and_are_cut()
    {
        using var bench = Of("    id: id\n    kind: EV\n    identifier: { at: [vin, external], after: \":\" }\n    name: [label, info.name]\n");
        bench.Cloud.On($"GET {Api}/devices", """[{"id":"a","vin":null,"external":"x:y:z","label":" ","info":{"name":" Bus "}},{"id":"b","external":"plain"}]""");
        Assert.Equal([("y:z", "Bus"), ("plain", null)], (await List(bench)).Select(device => (device.Identifier, device.Name)));
    }

    [Theory]
    [InlineData("..", "%2E%2E")]
    [InlineData("a/../../admin", null)]
    [InlineData("a?x=1#f", null)]
    [InlineData("%2e%2e", null)]
    [InlineData("a b\u0001", "")]
    public async Task An_id_stays_in_its_place_of_an_address(string id, string? refused)
    {
        using var bench = new Bench(Samples.Acme + "reads: [{ kinds: EV, get: \"/cars/{id}/state\", signals: { Power: { at: w, unit: W } } }]", Samples.App);
        bench.Cloud.On($"GET {Api}/cars/{Uri.EscapeDataString(id)}/state", """{"w":1}""");
        if (refused is null)
        {
            Assert.Single((await bench.Read(DeviceKind.EV, id)).Observations);
            Assert.Equal(["/", "cars/", Uri.EscapeDataString(id) + "/", "state"], bench.Cloud.Calls.Single().Address.Segments);
        }
        else Assert.Equal(VendorFaultKind.BadAnswer, (await Assert.ThrowsAsync<VendorFault>(() => bench.Read(DeviceKind.EV, id))).Kind);
    }

    private static Bench Of(string list, string more = "") =>
        new(Samples.Head + more + Samples.Auth + "devices:\n  - get: /devices\n" + list, Samples.App);

    private static Task<LinkStep> Return(Bench bench)
    {
        bench.Cloud.On("POST https://login.acme.example/token", """{"access_token":"AT-9","account":"o"}""");
        return bench.Vendor.Return(Bench.Link(DeviceKind.EV, null), new LinkReturn(new Dictionary<string, string> { ["code"] = "c" }), "v", CancellationToken.None);
    }

    private static async Task<IReadOnlyList<FoundDevice>> List(Bench bench) => Assert.IsType<LinkStep.Linked>(await Return(bench)).Devices;

    private static async Task<LinkStep.Failed> Failed(Bench bench) => Assert.IsType<LinkStep.Failed>(await Return(bench));
}
