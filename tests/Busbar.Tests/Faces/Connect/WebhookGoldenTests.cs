using System.Text.Json;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class WebhookGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Webhooks_are_made_changed_and_ended(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        await walk.Step("webhooks.list.none", "GET", "webhooks");
        await walk.Step("webhooks.create", "POST", "webhooks", """{"url":"https://app.example.org/hook","secret":"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var some = (await walk.Step("webhooks.create.some", "POST", "webhooks", """
            {"url":"https://app.example.org/cars","secret":"0123456789abcdef","events":["entity.changed","connection.lost"],"header":{"name":"x-hook-key","value":"let me in"}}
            """)).GetProperty("id").GetString();
        await walk.Step("webhooks.list", "GET", "webhooks");
        var token = (await walk.Step("webhooks.list.first", "GET", "webhooks?pageSize=1")).GetProperty("meta").GetProperty("continuationToken").GetString();
        await walk.Step("webhooks.list.second", "GET", $"webhooks?pageSize=1&continuationToken={token}");
        await walk.Step("webhooks.get", "GET", $"webhooks/{some}");
        await walk.Step("webhooks.update", "PATCH", $"webhooks/{some}", """{"events":["*"],"header":null}""");
        await walk.Step("webhooks.update.nothing", "PATCH", $"webhooks/{some}", "{}");
        await walk.Step("webhooks.remove", "DELETE", $"webhooks/{some}");
        foreach (var (name, body) in new[]
        {
            ("url", """{"url":"app.example.org/hook"}"""),
            ("url-missing", """{"secret":"0123456789abcdef"}"""),
            ("twin", """{"url":"https://app.example.org/hook"}"""),
            ("secret", """{"url":"https://app.example.org/2","secret":"short"}"""),
            ("event", """{"url":"https://app.example.org/2","events":["bicycle.changed"]}"""),
            ("header", """{"url":"https://app.example.org/2","header":{"name":"webhook-id","value":"v"}}"""),
        })
            await walk.Step($"refused.webhooks.{name}", "POST", "webhooks", body);
        await walk.Step("refused.webhooks.get", "GET", $"webhooks/{some}");
        await walk.Step("refused.webhooks.update", "PATCH", $"webhooks/{some}", """{"secret":"0123456789abcdef"}""");
        await walk.Step("refused.webhooks.remove", "DELETE", $"webhooks/{some}");
        await walk.Step("refused.webhooks.test", "POST", $"webhooks/{some}/test");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_webhook_of_another_face_is_not_this_ones(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        using var other = await house.Http.PostAsync("/enode/webhooks", new StringContent("""{"url":"https://app.example.org/hook","secret":"0123456789abcdef"}""", System.Text.Encoding.UTF8, "application/json"));
        var id = JsonSerializer.Deserialize<JsonElement>(await other.Content.ReadAsStringAsync()).GetProperty("id").GetString();
        Assert.Equal(404, (await house.Call("GET", $"webhooks/{id}")).Status);
        Assert.Equal(404, (await house.Call("DELETE", $"webhooks/{id}")).Status);
        Assert.Empty((await house.Get("webhooks")).GetProperty("data").EnumerateArray());
        // One address may be told in both dialects.
        var (status, made) = await house.Call("POST", "webhooks", """{"url":"https://app.example.org/hook"}""");
        Assert.True(status == 201, made.ToString());
        Assert.Matches("^whsec_[A-Za-z0-9+/]{32}$", made.GetProperty("secret").GetString()!);
        Assert.False((await house.Get($"webhooks/{made.GetProperty("id").GetString()}")).TryGetProperty("secret", out _));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_test_tells_what_the_address_said(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        var walk = await house.Walk();
        var (_, made) = await house.Call("POST", "webhooks", $$"""{"url":"{{receiver.Url}}","secret":"0123456789abcdef"}""");
        await walk.Step("webhooks.test", "POST", $"webhooks/{made.GetProperty("id").GetString()}/test");
        receiver.Answers = _ => 503;
        await walk.Step("webhooks.test.failed", "POST", $"webhooks/{made.GetProperty("id").GetString()}/test");
        walk.Told("webhooks.told.test", receiver.All.First().Json);
    }
}
