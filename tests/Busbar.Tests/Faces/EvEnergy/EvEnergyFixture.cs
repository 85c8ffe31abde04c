using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>Things as this dialect knows them.</summary>
internal static class EvEnergyFixture
{
    public static string Id(string prefix, Guid id) => prefix + Ulid.Of(id);

    /// <summary>A user that the application has made, and its id.</summary>
    public static async Task<(Guid Id, string Written)> MadeUser(ConnectHouse house, string body = "{}")
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await house.Http.PostAsync("/evenergy/v2/users", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var written = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
        return (Ulid.Read(written[4..])!.Value, written);
    }

    /// <summary>Any other device of a user, linked.</summary>
    public static Task<Guid> Link(ConnectHouse house, FakeVendor vendor, Core.Ports.FoundDevice device, Guid user)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        return house.Link(vendor, device, request: JsonSerializer.Serialize(new { type = device.Kind.ToString(), brand = vendor.Brand.Name, identifier = device.Identifier, properties = new { flow = "B2C" }, owner = user }));
    }

    /// <summary>Calls with a user in the header, and without afterwards.</summary>
    public static async Task<T> As<T>(ConnectHouse house, string user, Func<Task<T>> calls)
    {
        house.Http.DefaultRequestHeaders.Add("EvEnergy-User", user);
        try { return await calls(); }
        finally { house.Http.DefaultRequestHeaders.Remove("EvEnergy-User"); }
    }

    /// <summary>A car of a user, linked, and its id.</summary>
    public static async Task<(Guid Id, string Written)> Car(ConnectHouse house, Guid user, string vin = "5YJ3E7EA7KF317000", string vendorId = "car-1", string? name = null)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = JsonSerializer.Serialize(new { type = "EV", brand = "Tesla", identifier = vin, owner = user });
        var id = await house.Link(house.Brands.Tesla, FakeBrands.Car(vin, vendorId, name), vendorId, request: request);
        return (id, Id("vhcl", id));
    }

    /// <summary>A charger of a user, linked, and its id.</summary>
    public static async Task<(Guid Id, string Written)> Charger(ConnectHouse house, Guid user, params CommandKind[] commands)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = JsonSerializer.Serialize(new { type = "ChargePoint", brand = "Easee", identifier = "EH000001", owner = user });
        var id = await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH000001", "Home", null, commands), "charger-1", request: request);
        return (id, Id("evse", id));
    }
}
