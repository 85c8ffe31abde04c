using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Linking;

/// <summary>Devices of several kinds that a brand calls by one id, such as an inverter and its meter.</summary>
public sealed class SharedVendorIdTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_shows_later_is_told_apart_by_its_kind(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var database = house.House.Get<Database>();
        var plant = await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "77", "77"));
        // Twice, so that they are also met among what is there already.
        for (var time = 0; time < 2; time++)
        {
            var ids = await database.Write(db => house.House.Get<IInbox>().AddDevices(db, house.Client.TenantId, plant,
                [FakeBrands.Thing(DeviceKind.Inverter, "77", parent: "77"), FakeBrands.Thing(DeviceKind.Meter, "77", parent: "77"), FakeBrands.Thing(DeviceKind.Battery, "78", parent: "77")]));
            Assert.Equal([new(DeviceKind.Inverter, "77"), new(DeviceKind.Meter, "77"), new DeviceKey(DeviceKind.Battery, "78")], ids.Keys);
            Assert.Equal(ids.Values.Order(), (await database.Read(db => DeviceTable.PartsOf(db, plant))).Order());
            Assert.Equal(4, (await house.Get("entities")).GetProperty("data").GetArrayLength());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_device_whose_plant_goes_by_the_same_id_is_linked_by_itself(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        house.Brands.Huawei.Own("anna", FakeBrands.Thing(DeviceKind.SolarPlant, "77", "77"), FakeBrands.Thing(DeviceKind.Battery, "78", parent: "77"));
        await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.Inverter, "77", parent: "77"), request: """{"type":"Inverter","brand":"Huawei"}""");
        Assert.Equal("Inverter", Assert.Single((await house.Get("entities")).GetProperty("data").EnumerateArray()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(DeviceKind.Inverter, "SolarPlant ChargePoint Inverter Meter", DeviceKind.SolarPlant)]
    [InlineData(DeviceKind.Inverter, "Meter Inverter", DeviceKind.Meter)]
    [InlineData(DeviceKind.Inverter, "Inverter", null)]
    [InlineData(DeviceKind.Inverter, "", null)]
    [InlineData(DeviceKind.ChargePoint, "SolarPlant Meter", DeviceKind.SolarPlant)]
    public void What_a_device_is_part_of(DeviceKind kind, string known, DeviceKind? whole) => Assert.Equal(
        whole is { } expected ? new DeviceKey(expected, "77") : null,
        Wholes.Of(FakeBrands.Thing(kind, "77", parent: "77"), [new(kind, "78"), .. known.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new DeviceKey(Enum.Parse<DeviceKind>(name), "77"))]));
}
