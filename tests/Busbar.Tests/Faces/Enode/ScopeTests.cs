using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces.Enode;

/// <summary>What an owner did not agree to is neither kept, nor shown, nor done: in whichever dialect it is asked for.</summary>
public sealed class ScopeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_owner_did_not_agree_to_is_not_there(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var tesla = house.Brands.Tesla;
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1") with { Commands = [CommandKind.StartCharging, CommandKind.StopCharging] });
        await Agree(house, "VehicleData");
        await Measure(house);

        var vehicle = await Get(house, $"vehicles/{car}");
        Assert.Equal("""["vehicle:read:data"]""", vehicle.GetProperty("scopes").ToString());
        Assert.Equal(60, vehicle.GetProperty("chargeState").GetProperty("batteryLevel").GetDouble());
        Assert.Equal(JsonValueKind.Null, vehicle.GetProperty("location").GetProperty("latitude").ValueKind);
        foreach (var capability in new[] { "location", "startCharging", "stopCharging" }) Assert.False(vehicle.GetProperty("capabilities").GetProperty(capability).GetProperty("isCapable").GetBoolean());
        Assert.DoesNotContain("Latitude", string.Concat(await Stored(house)), StringComparison.Ordinal);
        Assert.DoesNotContain("atitude", (await house.Get($"entities/{car}/readings/last")).ToString(), StringComparison.Ordinal);

        Assert.Equal((400, "The user did not agree that this asset is controlled: link again with the scope for it."), await Start(house, car));
        var (status, refused) = await house.Call("POST", $"entities/{car}/commands", """{"type":"StartCharging"}""");
        Assert.Equal((400, "CommandNotSupported"), (status, ConnectHouse.CodeOf(refused)));
        await house.House.RunDue();
        Assert.Empty(tesla.Sent);

        // Agreed to later, it is there from then on.
        await Agree(house, "VehicleData VehicleLocation VehicleCharging");
        await Measure(house);
        Assert.Equal(50.8, (await Get(house, $"vehicles/{car}")).GetProperty("location").GetProperty("latitude").GetDouble());
        Assert.Equal(200, (await Start(house, car)).Status);
        await house.House.RunDue();
        Assert.Single(tesla.Sent);
    }

    private static Task Agree(ConnectHouse house, string scopes) => house.House.Get<Database>().Write(db => db.ExecuteAsync("update grants set scopes = @scopes", new { scopes }));

    private static async Task Measure(ConnectHouse house)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        house.Brands.Tesla.Measure("car-1", (Signal.StateOfCharge, 60), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.Latitude, 50.8), (Signal.Longitude, 4.3));
        await house.House.RunDue();
    }

    private static async Task<JsonElement> Get(ConnectHouse house, string path) => JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync($"/enode/{path}"));

    private static async Task<(int Status, string? Detail)> Start(ConnectHouse house, Guid car)
    {
        using var answer = await house.Http.PostAsync($"/enode/vehicles/{car}/charging", new StringContent("""{"action":"START"}""", Encoding.UTF8, "application/json"));
        var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, body.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }

    private static Task<IEnumerable<string>> Stored(ConnectHouse house) =>
        house.House.Get<Database>().Read(db => db.QueryAsync<string>("select signals from readings union all select signals from device_states"));
}
