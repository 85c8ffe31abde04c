using System.Text;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

public sealed class LinkGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Sessions_are_opened_for_users_who_are_known_from_then_on(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        await walk.Step("refused.link.user-unknown", "GET", "users/anna-1");
        var session = await walk.Step("link.vehicle", "POST", "users/anna-1/link", """
            {"scopes":["vehicle:read:data","vehicle:read:location","vehicle:control:charging"],"language":"de-DE","redirectUri":"http://localhost/back","vendor":"TESLA","vendorType":"vehicle","colorScheme":"dark"}
            """);
        await walk.Step("link.user-known", "GET", "users/anna-1");
        var token = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(Convert.FromBase64String(session.GetProperty("linkToken").GetString()!)));
        Assert.Equal(session.GetProperty("linkUrl").GetString(), token.GetProperty("linkUrl").GetString());
        Assert.Equal("http://localhost/back", token.GetProperty("redirectUri").GetString());
        using var page = await house.House.Http.GetAsync(new Uri(session.GetProperty("linkUrl").GetString()!).PathAndQuery);
        Assert.Equal("de", System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(), "<html lang=\"(\\w+)").Groups[1].Value);
        await walk.Step("link.several-types", "POST", "users/anna-1/link", """{"scopes":["inverter:read:data","battery:read:data"],"language":"browser","redirectUri":"http://localhost/back"}""");

        foreach (var (name, body) in new[]
        {
            ("no-scope", """{"scopes":[],"language":"en-US","redirectUri":"http://localhost/back"}"""),
            ("no-data", """{"scopes":["vehicle:control:charging"],"language":"en-US","redirectUri":"http://localhost/back"}"""),
            ("scope", """{"scopes":["vehicle:fly"],"language":"en-US","redirectUri":"http://localhost/back"}"""),
            ("language", """{"scopes":["vehicle:read:data"],"language":"tlh","redirectUri":"http://localhost/back"}"""),
            ("redirect", """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"https://evil.example/"}"""),
            ("blank", """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"about:blank"}"""),
            ("vendor", """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"http://localhost/back","vendor":"TRABANT"}"""),
            ("vendor-type", """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"http://localhost/back","vendorType":"charger"}"""),
            ("vendor-has-none", """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"http://localhost/back","vendor":"EASEE"}"""),
        })
            await walk.Step($"refused.link.{name}", "POST", "users/nobody/link", body);
        await walk.Step("refused.link.nobody-came-of-it", "GET", "users/nobody");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lost_connection_is_renewed_and_a_sound_one_is_not(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        tesla.Measure("car-1", (Signal.StateOfCharge, 50));
        await house.House.RunDue();
        const string Body = """{"language":"fr-FR","redirectUri":"http://localhost/back","colorScheme":"light"}""";
        await walk.Step("refused.relink.sound", "POST", $"assets/{car}/relink", Body);
        await walk.Step("refused.relink.unknown", "POST", "assets/0199f3a2-0000-7000-8000-000000000001/relink", Body);
        tesla.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "The owner has withdrawn the consent.");
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await house.House.RunDue();
        await walk.Step("relink", "POST", $"assets/{car}/relink", Body);
        await walk.Step("refused.relink.redirect", "POST", $"assets/{car}/relink", Body.Replace("http://localhost/back", "http://evil.example/"));
    }
}
