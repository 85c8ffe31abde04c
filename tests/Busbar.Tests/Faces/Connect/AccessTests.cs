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
    [Theory, OnSqlite, OnPostgres]
    public async Task A_foreign_id_and_an_absent_id_are_answered_alike_byte_for_byte(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var own = await Furnish(house);
        Assert.Equal(200, (await house.Call("POST", $"collectives/{own.Collective}/entities", $$"""{"entityId":"{{own.Entity}}"}""")).Status);
        var (colleague, foreigner) = (await house.Other("acme"), await house.Other("umbrella"));

        var tried = 0;
        foreach (var (method, path, body) in await Operations(house))
        {
            // A tenant is everybody's who belongs to it.
            foreach (var stranger in path.Contains("{tenantId}") ? [foreigner] : new[] { colleague, foreigner })
            {
                var foreign = await Raw(stranger, method, own.In(path), body is null ? null : own.In(body));
                var none = await Raw(stranger, method, Ids.Nobodys.In(path), body is null ? null : Ids.Nobodys.In(body));
                Assert.StartsWith("404 ", foreign, StringComparison.Ordinal);
                Assert.Equal(none, foreign);
                tried++;
            }
            // The owner is answered otherwise, or this would prove nothing.
            Assert.False((await Raw(house.Http, method, own.In(path), body is null ? null : own.In(body))).StartsWith("404 ", StringComparison.Ordinal), $"{method} {path}");
        }
        Assert.Equal((2 * 48) + 4, tried);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_of_another_is_in_a_list(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await Furnish(house);
        foreach (var stranger in new[] { await house.Other("acme"), await house.Other("umbrella") })
            foreach (var list in new[] { "entities", "onboarding/entities", "offboarding/entities", "collectives", "onboarding/collectives", "guided-onboarding-sessions" })
                Assert.Empty((await house.Get(list, stranger)).GetProperty("data").EnumerateArray());
        foreach (var list in new[] { "entities", "collectives" }) Assert.Single((await house.Get(list)).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Without_the_permission_to_see_an_entity_is_not_there()
    {
        await using var house = await ConnectHouse.Open();
        var own = await Furnish(house);
        var (entity, request) = (own.Entity, own.Request);
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
        var entity = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
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
            Assert.StartsWith("401 ", await Raw(stranger, method, Ids.Nobodys.In(path), body), StringComparison.Ordinal);
    }

    /// <summary>What stands in the places of an address or a body.</summary>
    private sealed record Ids(Guid Tenant, Guid Principal, Guid Entity, Guid Request, Guid Command, Guid Collective, Guid CollectiveRequest, Guid Location, Guid Session, Guid Offboarding)
    {
        private static readonly Guid nobody = new("0199f3a2-0000-7000-8000-000000000001");

        public static Ids Nobodys { get; } = new(nobody, nobody, nobody, nobody, nobody, nobody, nobody, nobody, nobody, nobody);

        public string In(string text) => text
            .Replace("/onboarding/collectives/{onboardingRequestId}", $"/onboarding/collectives/{CollectiveRequest}").Replace("{onboardingRequestId}", $"{Request}")
            .Replace("{entityId}", $"{Entity}").Replace("{commandId}", $"{Command}").Replace("{collectiveId}", $"{Collective}")
            .Replace("{tenantId}", $"{Tenant}").Replace("{principalId}", $"{Principal}").Replace("{locationId}", $"{Location}").Replace("{onboardingSessionId}", $"{Session}")
            .Replace("{offboardingRequestId}", $"{Offboarding}");
    }

    private static async Task<Ids> Furnish(ConnectHouse house)
    {
        var entity = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        house.Brands.Tesla.Measure("car-1", (Core.Devices.Signal.IsCharging, false));
        await house.House.RunDue();
        await house.Call("PATCH", $"entities/{entity}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        await house.Call("POST", $"entities/{entity}/locations", """{"label":"Home","latitude":50.85,"longitude":4.35}""");
        foreach (var setting in new[] { "battery-capacity", "nominal-power" }) await house.Call("PUT", $"entities/{entity}/{setting}", """{"value":60}""");
        var (_, command) = await house.Call("POST", $"entities/{entity}/commands", JsonSerializer.Serialize(new { type = nameof(CommandKind.StartCharging) }));
        var collective = await house.Collective();
        return new Ids(
            house.Client.TenantId, house.Client.Id, entity, await First("onboarding/entities"), command.GetProperty("id").GetGuid(), collective, await First("onboarding/collectives"), await First($"entities/{entity}/locations"),
            await Made("guided-onboarding-sessions", "{}"), await Made("offboarding/entities", $$"""{"entityId":"{{entity}}"}"""));

        async Task<Guid> Made(string path, string body) => (await house.Call("POST", path, body)).Body.GetProperty("id").GetGuid();

        async Task<Guid> First(string list) => (await house.Get(list)).GetProperty("data")[0].GetProperty("id").GetGuid();
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
        ("schedule", "post") => """[{"type":"StopCharging"}]""",
        ("features", "patch") => """{"feature":"CaptureChargeSessions","active":true}""",
        ("permissions", "post") => """{"permissionLevel":"Viewer","principalId":"{principalId}"}""",
        ("members" or "administrators", "post") => """{"id":"{principalId}"}""",
        ("entities", "post") when path.Contains("{collectiveId}") => """{"entityId":"{entityId}"}""",
        ("locations", "post") => """{"label":"Office","latitude":50.85,"longitude":4.35}""",
        ("{locationId}", "patch") => "{}",
        (_, "put") => """{"value":50}""",
        ("{entityId}" or "{collectiveId}", "patch") => """{"name":"A name"}""",
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
