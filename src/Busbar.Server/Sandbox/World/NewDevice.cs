using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>A device as it stands on its first day: with some past on its registers, and a car that waits to be charged.</summary>
internal static class NewDevice
{
    public static HomeDevice Of(DeviceKind kind, string id, Home home)
    {
        var seed = Dice.Seed($"{home.Seed}/{id}");
        var (identifier, name, model) = (MadeUp.Identifier(seed, kind, null), $"A {Word(kind)}", Model(kind));
        return kind switch
        {
            DeviceKind.EV => new Ev
            {
                Id = id, Identifier = identifier, Name = name, Model = model, CapacityKwh = 60, StoredKwh = 60 * Start(0.35, 0.6), Plugged = true,
                EnergyInKwh = Start(1000, 6000), OdometerKm = Start(6000, 40000), Latitude = home.Place.Latitude, Longitude = home.Place.Longitude,
            },
            DeviceKind.ChargePoint => new ChargePoint { Id = id, Identifier = identifier, Name = name, Model = model, EnergyInKwh = Start(500, 4000) },
            DeviceKind.SolarPlant => new SolarPlant { Id = id, Identifier = identifier, Name = name, Model = model, EnergyOutKwh = Start(3000, 25000) },
            DeviceKind.Inverter => new Inverter { Id = id, Identifier = identifier, Name = name, Model = model },
            DeviceKind.Battery => new Battery
            {
                Id = id, Identifier = identifier, Name = name, Model = model, StoredKwh = 10 * Start(0.4, 0.6), EnergyInKwh = 3000, EnergyOutKwh = 2700,
            },
            DeviceKind.HeatPump => new HeatPump { Id = id, Identifier = identifier, Name = name, Model = model, EnergyInKwh = Start(2000, 9000) },
            DeviceKind.Meter => new Meter
            {
                Id = id, Identifier = identifier, Name = name, Model = model,
                EnergyInT1Kwh = Start(4000, 12000), EnergyInT2Kwh = Start(5000, 14000), EnergyOutT1Kwh = Start(500, 8000), EnergyOutT2Kwh = Start(500, 5000),
            },
            DeviceKind.RetrofitMeter => new RetrofitMeter { Id = id, Identifier = identifier, Name = name, Model = model, GasM3 = Start(2000, 15000), EnergyInKwh = Start(2000, 15000) },
        };

        double Start(double from, double to) => Math.Round(Dice.Roll(seed, About.Start, (long)(from * 1000), from, to), 3);
    }

    /// <summary>What people call such a device.</summary>
    public static string Word(DeviceKind kind) => kind switch
    {
        DeviceKind.EV => "car",
        DeviceKind.ChargePoint => "charge point",
        DeviceKind.SolarPlant => "solar plant",
        DeviceKind.Inverter => "inverter",
        DeviceKind.Battery => "home battery",
        DeviceKind.HeatPump => "heat pump",
        DeviceKind.Meter => "meter",
        DeviceKind.RetrofitMeter => "meter reader",
    };

    private static string Model(DeviceKind kind) => kind switch
    {
        DeviceKind.EV => "Sandbox 60",
        DeviceKind.ChargePoint => "Sandbox 11",
        DeviceKind.SolarPlant => "Sandbox 6.5",
        DeviceKind.Inverter => "Sandbox 6.5",
        DeviceKind.Battery => "Sandbox 10",
        DeviceKind.HeatPump => "Sandbox 8",
        DeviceKind.Meter => "Sandbox P1",
        DeviceKind.RetrofitMeter => "Sandbox Pulse",
    };
}
