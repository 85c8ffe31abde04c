using System.Text;
using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>What is another's is not there: every operation of the document is tried, so that none is forgotten.</summary>
public sealed class AccessTests
{
    private static readonly Guid nobody = new("0199f3a2-0000-7000-8000-000000000001");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_foreign_id_and_an_absent_id_are_answered_alike_byte_for_byte(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (entity, request, command) = await Furnish(house);
        var (_, leaving) = await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{entity}}"}""");
        var offboarding = leaving.GetProperty("id");
        HttpClient[] strangers = [await house.Other("acme"), await house.Other("umbrella")];

        var tried = 0;
        foreach (var (method, path, body) in await Operations(house))
        {
            var own = path.Replace("{entityId}", $"{entity}").Replace("{onboardingRequestId}", $"{request}").Replace("{commandId}", $"{command}").Replace("{offboardingRequestId}", $"{offboarding}");
            var absent = path.Replace("{entityId}", $"{nobody}").Replace("{onboardingRequestId}", $"{nobody}").Replace("{commandId}", $"{nobody}").Replace("{offboardingRequestId}", $"{nobody}");
            foreach (var stranger in strangers)
            {
                var (foreign, none) = (await Raw(stranger, method, own, body), await Raw(stranger, method, absent, body));
                Assert.StartsWith("404 ", foreign, StringComparison.Ordinal);
                Assert.Equal(none, foreign);
                tried++;
            }
            // The owner is answered otherwise, or this would prove nothing.
            Assert.False((await Raw(house.Http, method, own, body)).StartsWith("404 ", StringComparison.Ordinal), $"{method} {own}");
        }
        Assert.Equal(2 * 16, tried);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_of_another_is_in_a_list(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await Furnish(house);
        foreach (var stranger in new[] { await house.Other("acme"), await house.Other("umbrella") })
            foreach (var list in new[] { "entities", "onboarding/entities", "offboarding/entities" })
                Assert.Empty((await house.Get(list, stranger)).GetProperty("data").EnumerateArray());
        Assert.Single((await house.Get("entities")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Without_the_permission_to_see_an_entity_is_not_there()
    {
        await using var house = await ConnectHouse.Open();
        var (entity, request, _) = await Furnish(house);
        await house.Restrict(entity, PermissionLevel.Contributor, PermissionLevel.Administer, PermissionLevel.Owner);
        Assert.Equal(404, (await house.Call("GET", $"entities/{entity}")).Status);
        Assert.Equal(404, (await house.Call("POST", $"entities/{entity}/commands", """{"type":"StopCharging"}""")).Status);
        Assert.Empty((await house.Get("entities")).GetProperty("data").EnumerateArray());
        Assert.False((await house.Get($"onboarding/entities/{request}")).GetProperty("data").GetProperty("entity").TryGetProperty("reference", out _));
    }

    [Fact]
    public async Task A_viewer_is_given_no_link_to_sign_in_with()
    {
        await using var house = await ConnectHouse.Open();
        var (entity, _, _) = await Furnish(house);
        house.Brands.Tesla.ReadTrouble = new Core.Ports.VendorFault(Core.Ports.VendorFaultKind.GrantLost, false, "Gone.");
        await house.House.Pass(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        Assert.Equal(JsonValueKind.String, (await house.Get($"entities/{entity}/connection")).GetProperty("reconnectLink").ValueKind);
        await house.Restrict(entity, PermissionLevel.Viewer, PermissionLevel.Contributor);
        Assert.Equal(JsonValueKind.Null, (await house.Get($"entities/{entity}/connection")).GetProperty("reconnectLink").ValueKind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic Zm9vOmJhcg==")]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    public async Task No_operation_is_open_to_strangers(string? authorization)
    {
        await using var house = await ConnectHouse.Open();
        using var stranger = new HttpClient { BaseAddress = house.House.Url };
        if (authorization is not null) stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (method, path, body) in await Operations(house, all: true))
            Assert.StartsWith("401 ", await Raw(stranger, method, path.Replace("{entityId}", $"{nobody}").Replace("{onboardingRequestId}", $"{nobody}").Replace("{commandId}", $"{nobody}").Replace("{offboardingRequestId}", $"{nobody}"), body), StringComparison.Ordinal);
    }

    private static async Task<(Guid Entity, Guid Request, Guid Command)> Furnish(ConnectHouse house)
    {
        var entity = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        house.Brands.Tesla.Measure("car-1", (Core.Devices.Signal.IsCharging, false));
        await house.House.RunDue();
        await house.Call("PATCH", $"entities/{entity}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        var (_, command) = await house.Call("POST", $"entities/{entity}/commands", JsonSerializer.Serialize(new { type = nameof(CommandKind.StartCharging) }));
        return (entity, (await house.Get("onboarding/entities")).GetProperty("data")[0].GetProperty("id").GetGuid(), command.GetProperty("id").GetGuid());
    }

    /// <summary>Every operation about an id, as the document lists them, with a sound body and query.</summary>
    private static async Task<List<(string Method, string Path, string? Body)>> Operations(ConnectHouse house, bool all = false)
    {
        var document = JsonSerializer.Deserialize<JsonElement>(await house.House.Http.GetStringAsync("/openapi/connect.json"));
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               where all || path.Name.Contains('{')
               from operation in path.Value.EnumerateObject()
               let isWindow = operation.Value.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "start")
               select (operation.Name.ToUpperInvariant(), "/connect" + path.Name + (isWindow ? "?start=2026-01-01&end=2026-06-01" : ""), BodyOf(path.Name, operation.Name)),
        ];
    }

    private static string? BodyOf(string path, string method) => (path.Split('/')[^1], method) switch
    {
        ("commands", "post") => """{"type":"StopCharging"}""",
        ("features", "patch") => """{"feature":"CaptureChargeSessions","active":true}""",
        (_, "post") => "{}",
        _ => null,
    };

    private static async Task<string> Raw(HttpClient caller, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await caller.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
