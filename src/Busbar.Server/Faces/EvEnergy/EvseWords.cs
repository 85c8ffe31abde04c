using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Readings;
using Busbar.Core.Steering;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A charger with all that is shown of it.</summary>
/// <param name="Last">What it told last; null where nothing was told.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="User">Where its user is wanted whole.</param>
internal sealed record ChargerView(DeviceView View, Reading? Last, Location? Place, EvUser? User, EvCtClamp? Clamp);

/// <summary>Chargers in this dialect's words.</summary>
internal static class EvseWords
{
    public static EvEVSE Show(ChargerView charger, EvUrls urls, EvseCatalogueWords words, ChargerCatalogue catalogue, EvExpand expand)
    {
        var (device, model) = (charger.View.Device, catalogue.Of(charger.View.Device));
        var address = urls.Evse(device.Id);
        return new EvEVSE(
            EvId.Write(OfEvse.Prefix, device.Id), address, device.Identifier ?? device.VendorId,
            model is null ? null : new Ref<EvEVSEModel>(urls.EvseModel(model.Id), expand.Has("model") ? words.Show(model, expand.Within("model")) : null),
            new Ref<EvUser>(urls.User(device.UserId), expand.Has("user") ? charger.User : null),
            charger.Last is not { } last ? null : new Ref<EvEVSEStatusLog>(LogUrl(address, last), expand.Has("latest_status_log") ? Show(new Ref<EvEVSE>(address), last) : null),
            charger.Clamp is { } clamp ? new Ref<EvCtClamp>(clamp.Url, expand.Has("ct_clamp") ? clamp : null) : null, null, charger.Place is { } place ? new LatLong(place.Latitude, place.Longitude) : null, charger.View.State.LastHeardAt is null ? EvLifecycle.CREATED_LINKED : EvLifecycle.COMMISSIONED,
            urls.At("/charging_sub_sessions?evse_id=" + EvId.Write(OfEvse.Prefix, device.Id)));
    }

    public static EvEVSEStatusLog Show(Ref<EvEVSE> charger, Reading reading)
    {
        var state = DeviceLogs.StateAt(reading);
        var (facts, watts) = (ChargeFacts.Of(state), state.Number(Signal.Power));
        return new EvEVSEStatusLog(
            LogUrl(charger.Url, reading), reading.MeasuredAt, reading.HeardAt, charger, facts.IsPluggedIn, facts.IsCharging, watts is { } power ? EvNumber.Whole(Math.Max(0, power)) : null, watts < 0 ? EvNumber.Whole(-watts) : null,
            Pilot(state, facts), EvNumber.Thousandths(state.Number(Signal.EnergyIn)), null, EvNumber.Thousandths(state.Number(Signal.MaxCurrent)), null, null, null,
            EvNumber.Thousandths(state.Number(Signal.Voltage) ?? state.Number(Signal.VoltageL1)), EvNumber.Whole(facts.Level), Mode(facts, watts));
    }

    private static string LogUrl(string charger, Reading reading) => $"{charger}/status_logs/{EvTimes.Write(reading.MeasuredAt)}/";

    private static EvControlPilot? Pilot(DeviceState state, ChargeFacts facts) => (state[Signal.ChargeState]?.Text, facts.IsPluggedIn, facts.IsCharging) switch
    {
        (ChargeStates.Fault, _, _) => EvControlPilot.F,
        (ChargeStates.NoPower, _, _) => EvControlPilot.E,
        (_, false, _) => EvControlPilot.A,
        (_, true, true) => EvControlPilot.C,
        (_, true, _) => EvControlPilot.B,
        (_, null, _) => null,
    };

    private static EvEvseMode? Mode(ChargeFacts facts, double? watts) => facts switch
    {
        { IsCharging: true } => watts < 0 ? EvEvseMode.Discharge : EvEvseMode.Charge,
        { IsCharging: false } or { IsPluggedIn: false } => EvEvseMode.Idle,
        _ => null,
    };
}
