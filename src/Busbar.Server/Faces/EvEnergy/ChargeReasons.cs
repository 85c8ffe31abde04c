using Busbar.Core.Devices;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>How a part of a session began and ended, in this dialect's words.</summary>
internal static class ChargeReasons
{
    /// <param name="whole">The sub-session, where it is asked for.</param>
    public static EvChargingSubSessionDebugMetadata Show(PartedSession one, ChargePart part, EvUrls urls, EvChargingSubSession? whole)
    {
        var (address, isCharger) = (urls.SubSession(part.Id), one.View.Device.Kind is DeviceKind.ChargePoint);
        return new EvChargingSubSessionDebugMetadata(
            address + "/debug_metadata", new Ref<EvChargingSubSession>(address, whole), Began(part.Began, isCharger), part.Ended is { } ended ? Ended(ended, isCharger) : null, false, null,
            PartedSession.MethodOf(one.Session.Facts) is { } method ? Method(method) : null, EvInterpolationMethod.LINEAR, null);
    }

    private static EvStartReason? Began(PartTurn turn, bool isCharger) => turn switch
    {
        PartTurn.Plug => isCharger ? EvStartReason.EVSE_CONNECT : EvStartReason.VEHICLE_LOG_CONNECT,
        PartTurn.BoostBegan => EvStartReason.BOOST_START,
        PartTurn.BoostEnded => null,
        PartTurn.SwitchedOn => EvStartReason.SMART_CHARGE_ENABLED,
        PartTurn.SwitchedOff => EvStartReason.SMART_CHARGE_DISABLED,
    };

    private static EvFinishReason? Ended(PartTurn turn, bool isCharger) => turn switch
    {
        PartTurn.Plug => isCharger ? EvFinishReason.EVSE_DISCONNECT : null,
        PartTurn.BoostBegan => EvFinishReason.BOOST_START,
        PartTurn.BoostEnded => null,
        PartTurn.SwitchedOn => EvFinishReason.SMART_CHARGE_ENABLED,
        PartTurn.SwitchedOff => EvFinishReason.SMART_CHARGE_DISABLED,
    };

    private static EvCalculationMethod Method(EnergyMethod method) => method switch
    {
        EnergyMethod.Metered => EvCalculationMethod.METERED,
        EnergyMethod.FromPower => EvCalculationMethod.ESTIMATED_CHARGE_RATE,
        EnergyMethod.FromLevel => EvCalculationMethod.ESTIMATED_CHARGE_LEVEL,
    };
}
