using Busbar.Core.Devices;
using Busbar.Core.SmartCharging;
using Busbar.Core.Vehicles;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A car with all that is shown of it.</summary>
/// <param name="Last">What it told last; null where nothing was told.</param>
/// <param name="Model">Of a car that no brand links.</param>
internal sealed record CarView(DeviceView View, VehicleNotes? Notes, ChargingPolicy? Policy, EvUser? User, EvVehicleStatusLog? Last, VehicleModel? Model = null);

/// <summary>Cars in this dialect's words.</summary>
internal static class VehicleWords
{
    public const int LeastLimit = 50, MostLimit = 100;

    public static EvVehicle Show(CarView car, EvUrls urls, CatalogueWords words, VehicleCatalogue catalogue, EvExpand expand)
    {
        var device = car.View.Device;
        var (model, trim) = car.Model is { } own ? (own, null) : Kind(catalogue, device, car.Notes);
        var battery = car.Notes?.WattHours ?? (car.Model is { } known ? CatalogueWords.UsualBattery(known) : Battery(car.View.State, trim));
        return new EvVehicle(
            EvId.Write(OfVehicle.Prefix, device.Id), urls.Vehicle(device.Id), Show(device, model, trim, urls, words, expand),
            new Ref<EvUser>(urls.User(device.UserId), expand.Has("user") ? car.User : null), Integration(car.View),
            battery, battery, Limit(car), device.Name ?? Names(catalogue, model) ?? device.Model ?? device.Brand, false, car.Policy is { IsEnabled: true }, Show(car.Notes?.Class),
            car.Last is { } last ? new Ref<EvVehicleStatusLog>(last.Url, expand.Has("latest_status_log") ? last : null) : null, urls.SubSessionsOf(device.Id));
    }

    public static EvVehicleClass? Show(VehicleClass? type) => type switch
    {
        VehicleClass.Passenger => EvVehicleClass.PASSENGER,
        VehicleClass.Commercial => EvVehicleClass.COMMERCIAL,
        null => null,
    };

    public static VehicleClass? Read(EvVehicleClass? type) => type switch
    {
        EvVehicleClass.PASSENGER => VehicleClass.Passenger,
        EvVehicleClass.COMMERCIAL => VehicleClass.Commercial,
        null => null,
    };

    /// <summary>The model that the brand's text names; null where it names none for sure.</summary>
    public static VehicleModel? ModelOf(VehicleCatalogue catalogue, Device device) => device.Model is { } text ? catalogue.Of(device.Brand, text) : null;

    private static (VehicleModel? Model, VehicleTrim? Trim) Kind(VehicleCatalogue catalogue, Device device, VehicleNotes? notes)
    {
        var (model, picked) = (ModelOf(catalogue, device), notes?.TrimId is { } id ? catalogue.Trim(id) : null);
        // What the owner picked counts, unless the brand says that it is another car.
        if (picked is not null && (model is null || model.Id == picked.ModelId)) return (catalogue.Model(picked.ModelId), picked);
        return (model, model?.Trims is [var only] ? only : null);
    }

    private static EvIntegration Integration(DeviceView car) => !car.Device.IsLinked ? EvIntegration.UNINTEGRATED : car.Connection.WantsSignIn ? EvIntegration.INACTIVE : EvIntegration.ACTIVE;

    private static Ref<EvVehicleTrim>? Show(Device device, VehicleModel? model, VehicleTrim? trim, EvUrls urls, CatalogueWords words, EvExpand expand)
    {
        if (model is null) return null;
        return new Ref<EvVehicleTrim>(
            urls.Trim(trim?.Id ?? device.Id),
            !expand.Has("trim") ? null : trim is null ? words.Show(device.Id, model, expand.Within("trim")) : words.Show(trim, expand.Within("trim")));
    }

    private static int Battery(DeviceState state, VehicleTrim? trim) =>
        state.Number(Signal.BatteryCapacity) is { } kilowattHours and > 0 ? (int)Math.Round(kilowattHours * 1000) : trim?.Battery?.WattHours ?? CatalogueWords.UsualWattHours;

    private static int Limit(CarView car) =>
        car.Notes?.ChargeLimit ?? Math.Clamp((int)Math.Round(car.View.State.Number(Signal.TargetStateOfCharge) ?? MostLimit), LeastLimit, MostLimit);

    private static string? Names(VehicleCatalogue catalogue, VehicleModel? model) => model is null ? null : $"{catalogue.Make(model.MakeId)!.Name} {model.Name}";
}
