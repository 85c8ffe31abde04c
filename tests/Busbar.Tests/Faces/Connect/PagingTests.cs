using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class PagingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_of_any_size_make_the_whole_list_once_each(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        // Three at each moment: the time alone does not tell them apart.
        for (var i = 0; i < 12; i++)
        {
            if (i % 3 == 0) house.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await house.Call("POST", "onboarding/entities", """{"type":"SolarPlant","brand":"Huawei"}""");
        }
        var whole = (await house.Get("onboarding/entities?pageSize=1000")).GetProperty("data").EnumerateArray().Select(IdOf).ToList();
        Assert.Equal(12, whole.Distinct().Count());
        foreach (var size in new[] { 1, 2, 5, 11, 12, 13 }) Assert.Equal(whole, await Walk(house, $"/connect/v1/onboarding/entities?pageSize={size}", size));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_history_is_whole_in_pages_of_any_size(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var id = await house.Link(house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1"));
        var start = house.Clock.Now.AddDays(-1);
        house.Brands.Nibe.Answer("HP1", new ReadAnswer([.. Enumerable.Range(0, 60).Select(i => new Observation(Signal.Power, i, start.AddMinutes(i)))]));
        await house.House.RunDue();
        foreach (var size in new[] { 7, 30, 60, 61 }) Assert.Equal(60, (await Walk(house, $"/connect/v1/entities/{id}/readings?start=2026-02-28T08:00:00Z&pageSize={size}", size)).Distinct().Count());
        Assert.Equal(10, (await Walk(house, $"/connect/v1/entities/{id}/readings?start=2026-02-28T08:00:00Z&end=2026-02-28T08:10:00Z&pageSize=3", 3)).Count);
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_list_and_caller_alone()
    {
        await using var house = await ConnectHouse.Open();
        for (var i = 0; i < 3; i++) await house.Call("POST", "onboarding/entities", """{"type":"SolarPlant","brand":"Huawei"}""");
        var token = (await house.Get("onboarding/entities?pageSize=1")).GetProperty("meta").GetProperty("continuationToken").GetString()!;
        Assert.Equal(200, await Status("onboarding/entities", token));
        Assert.Equal(200, await Status("onboarding/entities/", token));

        Assert.Equal(400, await Status("entities", token));
        Assert.Equal(400, await Status("onboarding/types", token));
        foreach (var stranger in new[] { await house.Other("acme"), await house.Other("umbrella") }) Assert.Equal(400, await Status("onboarding/entities", token, stranger));
        for (var i = 0; i < token.Length; i += 5) Assert.Equal(400, await Status("onboarding/entities", token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..]));
        foreach (var forged in new[] { token[..^4], token + "AAAA", "", "A", new string('A', 3000) }.Where(forged => forged.Length > 0)) Assert.Equal(400, await Status("onboarding/entities", forged));

        async Task<int> Status(string list, string token, HttpClient? caller = null)
        {
            var (status, body) = await house.Call("GET", $"{list}?continuationToken={token}", null, caller);
            if (status != 200) Assert.StartsWith("continuationToken: ", ConnectHouse.MessageOf(body), StringComparison.Ordinal);
            return status;
        }
    }

    private static async Task<List<string>> Walk(ConnectHouse house, string address, int size)
    {
        var seen = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync(next));
            var ids = page.GetProperty("data").EnumerateArray().Select(IdOf).ToList();
            next = page.GetProperty("links").GetProperty("next").GetString();
            Assert.True(ids.Count == size || next is null);
            Assert.Equal(next is null, page.GetProperty("meta").GetProperty("continuationToken").GetString() is null);
            Assert.True(seen.Count == 0 || ids.Count > 0, "An empty page after a full one.");
            seen.AddRange(ids);
        }
        return seen;
    }

    private static string IdOf(JsonElement item) => item.GetProperty("id").GetString()!;
}
