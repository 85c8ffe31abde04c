using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>Which plant or station a device is part of: its brand names it by vendor id alone, which devices of other kinds may go by as well.</summary>
public static class Wholes
{
    /// <summary>Null where it names none, or none of these.</summary>
    public static DeviceKey? Of(FoundDevice part, IEnumerable<DeviceKey> known)
    {
        if (part.ParentVendorId is not { } name) return null;
        DeviceKey? whole = null;
        foreach (var one in known)
        {
            if (one.VendorId != name || one == part.Key) continue;
            // Connectors have a station, all else a plant; or whatever there is.
            if (one.Kind == (part.Kind is DeviceKind.ChargePoint ? DeviceKind.ChargePoint : DeviceKind.SolarPlant)) return one;
            whole ??= one;
        }
        return whole;
    }
}
