namespace Busbar.Core.Devices;

/// <summary>What people call by one name, whatever kinds of device it takes.</summary>
public enum DeviceGroup
{
    Cars,
    /// <summary>Charge points, or the connectors of one that has several.</summary>
    Chargers,
    HeatPumps,
    /// <summary>What feeds solar power in: inverters, and plants that show none of their own.</summary>
    Inverters,
    Batteries,
    Meters,
    /// <summary>What has parts, stations left aside: a house's energy system.</summary>
    Sites,
}
