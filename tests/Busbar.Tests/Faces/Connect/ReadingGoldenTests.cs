using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class ReadingGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_type_of_entity_has_its_reading(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, brands) = (await house.Walk(), house.Brands);

        await Last("ev", brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"),
            (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 7360), (Signal.EnergyIn, 1234.567),
            (Signal.StateOfCharge, 61.5), (Signal.TargetStateOfCharge, 80), (Signal.BatteryCapacity, 57.5), (Signal.Range, 287), (Signal.Odometer, 48211.4),
            (Signal.Latitude, 50.8503), (Signal.Longitude, 4.3517), (Signal.MaxCurrent, 16), (Signal.ChargeTimeRemaining, 95));
        await Last("charge-point", brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "EH1"),
            (Signal.Power, 11040), (Signal.PowerL1, 3680), (Signal.PowerL2, 3680), (Signal.PowerL3, 3680), (Signal.CurrentL1, 16), (Signal.CurrentL2, 16), (Signal.CurrentL3, 16),
            (Signal.VoltageL1, 230.1), (Signal.VoltageL2, 229.8), (Signal.VoltageL3, 231), (Signal.EnergyIn, 905.2), (Signal.IsCharging, true), (Signal.IsPluggedIn, true));
        await Last("solar-plant", brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1"), (Signal.Power, -4200), (Signal.EnergyOut, 8123.5), (Signal.FeedInLimit, 5000));
        await Last("inverter", brands.Huawei, FakeBrands.Thing(DeviceKind.Inverter, "INV1"), (Signal.Power, 0), (Signal.Voltage, 400.5), (Signal.Current, -0.4), (Signal.EnergyOut, 8000));
        await Last("battery", brands.Tesla, FakeBrands.Thing(DeviceKind.Battery, "PW1"), (Signal.Power, 2500), (Signal.StateOfCharge, 44), (Signal.EnergyIn, 310), (Signal.EnergyOut, 287.25));
        await Last("heat-pump", brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1"),
            (Signal.Power, 1800), (Signal.OutdoorTemperature, -3.5), (Signal.IndoorTemperature, 21.2), (Signal.TargetTemperature, 21), (Signal.HotWaterTemperature, 48.7),
            (Signal.FlowTemperature, 35.1), (Signal.HeatMode, HeatModes.Heating));
        await Last("meter", brands.Fluvius, FakeBrands.Thing(DeviceKind.Meter, "M1", "541448800000000001"),
            (Signal.Power, -300), (Signal.PowerL1, 500), (Signal.PowerL2, -800), (Signal.PowerL3, 0), (Signal.EnergyIn, 1500.5), (Signal.EnergyInT1, 900.25), (Signal.EnergyInT2, 600.25),
            (Signal.EnergyOut, 420), (Signal.EnergyOutT1, 300), (Signal.EnergyOutT2, 120), (Signal.EnergyInL1, 500), (Signal.EnergyOutL2, 420), (Signal.ReactiveEnergyIn, 12.5), (Signal.GasIn, 2345.678));
        await Last("nothing", brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP2"));

        async Task Last(string name, FakeVendor vendor, FoundDevice device, params (Signal, Value)[] values)
        {
            var request = device.Kind is DeviceKind.Meter ? """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"B2C"}}""" : null;
            var id = await house.Link(vendor, device, account: device.VendorId, request: request);
            if (values.Length > 0) vendor.Measure(device.VendorId, values);
            await house.House.RunDue();
            await walk.Step($"readings.last.{name}", "GET", $"entities/{id}/readings/last");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_last_reading_holds_no_old_power_and_history_comes_in_pages(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, brands) = (await house.Walk(), house.Brands);
        var pump = await house.Link(brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1", null, null, null, CommandKind.Reset));
        var start = house.Clock.Now;
        for (var i = 0; i < 5; i++)
        {
            brands.Nibe.Measure("HP1", i == 4 ? [(Signal.FlowTemperature, 30)] : [(Signal.Power, 1000 + i), (Signal.FlowTemperature, 34 + i)]);
            await house.House.Pass(TimeSpan.FromMinutes(i == 3 ? 30 : 15));
        }

        await walk.Step("readings.last.no-old-power", "GET", $"entities/{pump}/readings/last");
        var first = await walk.Step("readings.list.first", "GET", $"entities/{pump}/readings?start={start:yyyy-MM-dd HH:mm:ss}Z&pageSize=3");
        var token = first.GetProperty("meta").GetProperty("continuationToken").GetString();
        await walk.Step("readings.list.last", "GET", $"entities/{pump}/readings?start={start:yyyy-MM-dd HH:mm:ss}Z&pageSize=3&continuationToken={token}");
        await walk.Step("readings.list.none", "GET", $"entities/{pump}/readings?start=2020-01-01&end=2020-01-01T00:00:01%2B00:00");
    }
}
