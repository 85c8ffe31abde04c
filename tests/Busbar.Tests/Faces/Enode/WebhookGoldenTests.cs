using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

public sealed class WebhookGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Webhooks_are_made_changed_tested_and_ended(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        var walk = await house.EnodeWalk();
        await walk.Step("webhooks.list.none", "GET", "webhooks");
        var all = (await walk.Step("webhooks.create", "POST", "webhooks", """{"url":"https://app.example.org/hook","secret":"0123456789abcdef"}""")).GetProperty("id").GetString();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var some = (await walk.Step("webhooks.create.some", "POST", "webhooks", """
            {"url":"https://app.example.org/cars","secret":"0123456789abcdef","events":["user:vehicle:updated","user:hem-system:updated","user:charge-action:updated"],"apiVersion":"2024-10-01",
             "authentication":{"headerName":"x-hook-key","headerValue":"let me in"},"standardWebhooks":true}
            """)).GetProperty("id").GetString();
        await walk.Step("webhooks.list", "GET", "webhooks");
        await walk.Step("webhooks.get", "GET", $"webhooks/{some}");
        await walk.Step("webhooks.update", "PATCH", $"webhooks/{some}", """{"events":["*"],"authentication":null,"apiVersion":null,"standardWebhooks":false}""");
        await walk.Step("webhooks.update.nothing", "PATCH", $"webhooks/{some}", "{}");
        await walk.Step("webhooks.delete", "DELETE", $"webhooks/{some}");
        foreach (var (name, body) in new[]
        {
            ("url", """{"url":"app.example.org/hook","secret":"0123456789abcdef"}"""),
            ("url-short", """{"url":"https:/","secret":"0123456789abcdef"}"""),
            ("url-password", """{"url":"https://user:secret@app.example.org/","secret":"0123456789abcdef"}"""),
            ("url-missing", """{"secret":"0123456789abcdef"}"""),
            ("twin", """{"url":"https://app.example.org/hook","secret":"another secret"}"""),
            ("secret", """{"url":"https://app.example.org/2","secret":"short"}"""),
            ("event", """{"url":"https://app.example.org/2","secret":"0123456789abcdef","events":["user:bicycle:updated"]}"""),
            ("version", """{"url":"https://app.example.org/2","secret":"0123456789abcdef","apiVersion":"2023-08-01"}"""),
            ("header", """{"url":"https://app.example.org/2","secret":"0123456789abcdef","authentication":{"headerName":"x key","headerValue":"v"}}"""),
            ("header-ours", """{"url":"https://app.example.org/2","secret":"0123456789abcdef","authentication":{"headerName":"Host","headerValue":"v"}}"""),
            ("header-value", """{"url":"https://app.example.org/2","secret":"0123456789abcdef","authentication":{"headerName":"x-key","headerValue":"a\r\nb"}}"""),
        })
            await walk.Step($"refused.webhooks.{name}", "POST", "webhooks", body);
        await walk.Step("refused.webhooks.get", "GET", $"webhooks/{some}");
        await walk.Step("refused.webhooks.update", "PATCH", $"webhooks/{some}", """{"secret":"0123456789abcdef"}""");
        await walk.Step("refused.webhooks.delete", "DELETE", $"webhooks/{some}");
        await walk.Step("refused.webhooks.test", "POST", $"webhooks/{some}/test");

        // Where it is tested, somebody has to answer.
        await house.Call("GET", "entities");
        using var change = await house.Http.PatchAsync($"/enode/webhooks/{all}", new StringContent($$"""{"url":"{{receiver.Url}}"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(200, (int)change.StatusCode);
        using var tested = await house.Http.PostAsync($"/enode/webhooks/{all}/test", null);
        Assert.StartsWith("""{"status":"SUCCESS","description":"The address took the event.","response":{"code":200,"body":"","headers":["Date: """, await tested.Content.ReadAsStringAsync());
        Assert.Equal("enode:webhook:test", Assert.Single(receiver.Events).GetProperty("event").GetString());
        receiver.Answers = _ => 503;
        using var failed = await house.Http.PostAsync($"/enode/webhooks/{all}/test", null);
        Assert.StartsWith("""{"status":"FAILURE","description":"It answered 503.","response":{"code":503,""", await failed.Content.ReadAsStringAsync());
    }
}
