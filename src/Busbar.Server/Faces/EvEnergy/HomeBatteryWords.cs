using Busbar.Core.Devices;
using static Busbar.Server.Faces.EvEnergy.EnergyWords;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Home batteries in this dialect's words.</summary>
internal sealed class HomeBatteryWords(EnergyWords words)
{
    public const string OnboardingPath = "home_battery_onboarding";

    public static HomeBatteryWords Of(HttpContext context) => new(EnergyWords.Of(context, EnergyFamily.Batteries));

    public EvHomeBatteryMake Show(EnergyMake make)
    {
        var id = EvId.Write(OfHomeBatteryMake.Prefix, make.Id);
        return new EvHomeBatteryMake(id, words.Urls.HomeBatteryMake(make.Id), make.Name, null, words.Onboarding(OnboardingPath, make), words.Urls.At($"/home_battery_models?{EnergyFamily.MakeName}={id}"));
    }

    public EvHomeBatteryModel Show(EnergyModel model, EvExpand expand) => new(
        EvId.Write(OfHomeBatteryModel.Prefix, model.Id), words.Urls.HomeBatteryModel(model.Id), model.Name,
        new Ref<EvHomeBatteryMake>(words.Urls.HomeBatteryMake(model.Make.Id), expand.Has("make") ? Show(model.Make) : null), words.Onboarding(OnboardingPath, model.Make));

    public EvHomeBattery Show(DeviceView battery, EvExpand expand) => new(
        EvId.Write(OfHomeBattery.Prefix, battery.Id), words.Urls.HomeBattery(battery.Id),
        words.ModelOf(battery) is { } model ? new Ref<EvHomeBatteryModel>(words.Urls.HomeBatteryModel(model.Id), expand.Has("model") ? Show(model, expand.Within("model")) : null) : null,
        battery.Device.CreatedAt, Latest(battery, expand));

    /// <summary>What a battery told, with the battery as it is wanted.</summary>
    public EvHomeBatteryStatusLog Show(DeviceView battery, DeviceState state, DateTimeOffset sampledAt, EvHomeBattery? whole)
    {
        var (power, capacity) = (state.Number(Signal.Power), state.Number(Signal.BatteryCapacity));
        return new EvHomeBatteryStatusLog(
            Log(words.Urls.HomeBattery(battery.Id), sampledAt), sampledAt, new Ref<EvHomeBattery>(words.Urls.HomeBattery(battery.Id), whole), EvNumber.Thousandths(capacity),
            EvNumber.Whole(state.Number(Signal.StateOfCharge)), EvNumber.Whole(power), EvNumber.Whole(state.Number(Signal.ReserveStateOfCharge)),
            state[Signal.ChargeState]?.Text is ChargeStates.Fault ? EvHomeBatteryStatus.FAULT : Status(power), Mode(state[Signal.OperationMode]?.Text));
    }

    private Ref<EvHomeBatteryStatusLog>? Latest(DeviceView battery, EvExpand expand) => Newest(battery.State) is { MeasuredAt: var at }
        ? new Ref<EvHomeBatteryStatusLog>(Log(words.Urls.HomeBattery(battery.Id), at), expand.Has("latest_status_log") ? Show(battery, battery.State, at, null) : null) : null;

    private static EvHomeBatteryStatus Status(double? power) => power switch
    {
        null => EvHomeBatteryStatus.UNKNOWN,
        > IdleWatts => EvHomeBatteryStatus.CHARGING,
        < -IdleWatts => EvHomeBatteryStatus.DISCHARGING,
        _ => EvHomeBatteryStatus.IDLE,
    };

    private static EvHomeBatteryMode Mode(string? mode) => mode switch
    {
        OperationModes.Import => EvHomeBatteryMode.IMPORT_FOCUS,
        OperationModes.Export => EvHomeBatteryMode.EXPORT_FOCUS,
        OperationModes.Tariff => EvHomeBatteryMode.TIME_OF_USE,
        OperationModes.Self => EvHomeBatteryMode.SELF_RELIANCE,
        OperationModes.Rest => EvHomeBatteryMode.IDLE,
        _ => EvHomeBatteryMode.UNKNOWN,
    };
}
