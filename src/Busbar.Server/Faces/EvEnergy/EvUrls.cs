using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Resources name each other by whole addresses: those of this server, as it is reached from outside.</summary>
internal sealed class EvUrls(string root)
{
    public static EvUrls Of(HttpContext context) => new(context.RequestServices.GetRequiredService<Addresses>().Public + EvEnergyFace.Face.Prefix);

    public string At(string path) => root + path;

    public string User(Guid id) => At("/users/" + EvId.Write(OfUser.Prefix, id));

    public string Vehicle(Guid id) => At("/vehicles/" + EvId.Write(OfVehicle.Prefix, id));

    public string Evse(Guid id) => At("/evses/" + EvId.Write(OfEvse.Prefix, id));

    public string EvseModel(Guid id) => At("/evse_models/" + EvId.Write(OfEvseModel.Prefix, id));

    public string EvseMake(Guid id) => At("/evse_makes/" + EvId.Write(OfEvseMake.Prefix, id));

    public string Trim(Guid id) => At("/vehicle_trims/" + EvId.Write(OfTrim.Prefix, id));

    public string Model(Guid id) => At("/vehicle_models/" + EvId.Write(OfModel.Prefix, id));

    public string Make(Guid id) => At("/vehicle_makes/" + EvId.Write(OfMake.Prefix, id));

    public string CtClamp(Guid id) => At("/ct_clamps/" + EvId.Write(OfCtClamp.Prefix, id));

    public string Inverter(Guid id) => At("/inverters/" + EvId.Write(OfInverter.Prefix, id));

    public string InverterModel(Guid id) => At("/inverter_models/" + EvId.Write(OfInverterModel.Prefix, id));

    public string InverterMake(Guid id) => At("/inverter_makes/" + EvId.Write(OfInverterMake.Prefix, id));

    public string HomeBattery(Guid id) => At("/home_batteries/" + EvId.Write(OfHomeBattery.Prefix, id));

    public string HomeBatteryModel(Guid id) => At("/home_battery_models/" + EvId.Write(OfHomeBatteryModel.Prefix, id));

    public string HomeBatteryMake(Guid id) => At("/home_battery_makes/" + EvId.Write(OfHomeBatteryMake.Prefix, id));

    public string BoundaryMeter(Guid id) => At("/boundary_meters/" + EvId.Write(OfBoundaryMeter.Prefix, id));

    public string BoundaryMeterModel(Guid id) => At("/boundary_meter_models/" + EvId.Write(OfBoundaryMeterModel.Prefix, id));

    public string BoundaryMeterMake(Guid id) => At("/boundary_meter_makes/" + EvId.Write(OfBoundaryMeterMake.Prefix, id));

    public string HemSystem(Guid id) => At("/hem_systems/" + EvId.Write(OfHemSystem.Prefix, id));

    public string SolarArray(Guid id) => At("/solar_arrays/" + EvId.Write(OfSolarArray.Prefix, id));

    public string Supplier(Guid id) => At("/suppliers/" + EvId.Write(OfSupplier.Prefix, id));

    public string Session(Guid id) => At("/charging_sessions/" + EvId.Write(OfSession.Prefix, id));

    public string SubSession(Guid id) => At("/charging_sub_sessions/" + EvId.Write(OfSubSession.Prefix, id));

    public string SubSessionsOf(Guid carId) => At("/charging_sub_sessions?vehicle_id=" + EvId.Write(OfVehicle.Prefix, carId));

    /// <summary>The tariff of a place.</summary>
    public string Tariff(Guid locationId) => At("/tariffs/" + EvId.Write(OfTariff.Prefix, locationId));

    /// <summary>Who onboards, for the query of an address of onboarding, as far as that is known.</summary>
    public static string Onboarder(EvCaller? caller)
    {
        var user = caller?.UserId is { } userId ? $"&user_id={EvId.Write(OfUser.Prefix, userId)}" : "";
        return caller is null ? user : $"{user}&client_id={Uri.EscapeDataString(caller.Client.ClientId)}";
    }
}
