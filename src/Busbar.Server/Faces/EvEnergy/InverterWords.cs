using Busbar.Core.Devices;
using static Busbar.Server.Faces.EvEnergy.EnergyWords;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Inverters in this dialect's words.</summary>
internal sealed class InverterWords(EnergyWords words)
{
    public const string OnboardingPath = "inverter_onboarding", OneName = "inverter_id";

    public static InverterWords Of(HttpContext context) => new(EnergyWords.Of(context, EnergyFamily.Inverters));

    public EvInverterMake Show(EnergyMake make)
    {
        var id = EvId.Write(OfInverterMake.Prefix, make.Id);
        return new EvInverterMake(id, words.Urls.InverterMake(make.Id), make.Name, null, words.Onboarding(OnboardingPath, make), words.Urls.At($"/inverter_models?{EnergyFamily.MakeName}={id}"));
    }

    public EvInverterModel Show(EnergyModel model, EvExpand expand) => new(
        EvId.Write(OfInverterModel.Prefix, model.Id), words.Urls.InverterModel(model.Id), model.Name,
        new Ref<EvInverterMake>(words.Urls.InverterMake(model.Make.Id), expand.Has("make") ? Show(model.Make) : null), words.Onboarding(OnboardingPath, model.Make));

    public EvInverter Show(DeviceView inverter, EvExpand expand)
    {
        var id = EvId.Write(OfInverter.Prefix, inverter.Id);
        return new EvInverter(
            id, words.Urls.Inverter(inverter.Id),
            words.ModelOf(inverter) is { } model ? new Ref<EvInverterModel>(words.Urls.InverterModel(model.Id), expand.Has("model") ? Show(model, expand.Within("model")) : null) : null,
            inverter.Device.CreatedAt, Latest(inverter, expand), words.Onboarding(OnboardingPath, $"{OneName}={id}", inverter.Device.UserId));
    }

    private Ref<EvInverterStatusLog>? Latest(DeviceView inverter, EvExpand expand)
    {
        if (Newest(inverter.State) is not { } newest) return null;
        var (url, power) = (Log(words.Urls.Inverter(inverter.Id), newest.MeasuredAt), inverter.State.Number(Signal.Power));
        // What flows out is negative to us.
        return new Ref<EvInverterStatusLog>(url, !expand.Has("latest_status_log") ? null : new EvInverterStatusLog(
            url, newest.MeasuredAt, newest.HeardAt, new Ref<EvInverter>(words.Urls.Inverter(inverter.Id)), power is { } known ? EvNumber.Whole(Math.Max(0, -known)) : null, Status(power)));
    }

    private static EvInverterStatus Status(double? power) => power switch
    {
        null => EvInverterStatus.UNKNOWN,
        < -IdleWatts => EvInverterStatus.PRODUCING,
        > IdleWatts => EvInverterStatus.CONSUMING,
        _ => EvInverterStatus.IDLE,
    };
}
