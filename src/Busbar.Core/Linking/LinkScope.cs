using Busbar.Core.Devices;

namespace Busbar.Core.Linking;

/// <summary>What an owner lets an application have of a kind of device. The names stand in the store: rename none.</summary>
public enum LinkScope
{
    VehicleData,
    VehicleLocation,
    VehicleCharging,
    ChargerData,
    ChargerCharging,
    HeatPumpData,
    HeatPumpMode,
    InverterData,
    InverterLocation,
    BatteryData,
    BatteryLocation,
    BatteryMode,
    MeterData,
    MeterLocation,
}

/// <summary>What a scope lets be done.</summary>
public enum ScopeSort { Data, Location, Control }

/// <summary>Lists of scopes. Null is the list of everything; an empty one is nothing.</summary>
public static class LinkScopes
{
    /// <summary>The kinds of device that a scope is about. A plant is as its inverters are.</summary>
    public static IReadOnlyList<DeviceKind> Kinds(LinkScope scope) => scope switch
    {
        LinkScope.VehicleData or LinkScope.VehicleLocation or LinkScope.VehicleCharging => [DeviceKind.EV],
        LinkScope.ChargerData or LinkScope.ChargerCharging => [DeviceKind.ChargePoint],
        LinkScope.HeatPumpData or LinkScope.HeatPumpMode => [DeviceKind.HeatPump],
        LinkScope.InverterData or LinkScope.InverterLocation => [DeviceKind.Inverter, DeviceKind.SolarPlant],
        LinkScope.BatteryData or LinkScope.BatteryLocation or LinkScope.BatteryMode => [DeviceKind.Battery],
        LinkScope.MeterData or LinkScope.MeterLocation => [DeviceKind.Meter, DeviceKind.RetrofitMeter],
    };

    public static ScopeSort Sort(LinkScope scope) => scope switch
    {
        LinkScope.VehicleData or LinkScope.ChargerData or LinkScope.HeatPumpData or LinkScope.InverterData or LinkScope.BatteryData or LinkScope.MeterData => ScopeSort.Data,
        LinkScope.VehicleLocation or LinkScope.InverterLocation or LinkScope.BatteryLocation or LinkScope.MeterLocation => ScopeSort.Location,
        LinkScope.VehicleCharging or LinkScope.ChargerCharging or LinkScope.HeatPumpMode or LinkScope.BatteryMode => ScopeSort.Control,
    };

    /// <summary>Whether something may be had of a kind of device.</summary>
    public static bool Allow(IReadOnlyList<LinkScope>? scopes, DeviceKind kind, ScopeSort sort) =>
        scopes is null || scopes.Any(scope => Sort(scope) == sort && Kinds(scope).Contains(kind));

    /// <summary>Those of a list that are about one of these kinds.</summary>
    public static IReadOnlyList<LinkScope>? Of(IReadOnlyList<DeviceKind> kinds, IReadOnlyList<LinkScope>? scopes) =>
        scopes is null ? null : [.. scopes.Where(scope => Kinds(scope).Any(kinds.Contains))];

    /// <summary>What was agreed to before and what is now: all of both.</summary>
    public static IReadOnlyList<LinkScope>? Together(IReadOnlyList<LinkScope>? before, IReadOnlyList<LinkScope>? now) =>
        before is null || now is null ? null : [.. before.Union(now).Order()];

    /// <summary>As the store keeps a list.</summary>
    public static string? Write(IReadOnlyList<LinkScope>? scopes) => scopes is null ? null : string.Join(' ', scopes);

    public static IReadOnlyList<LinkScope>? Read(string? stored) =>
        stored is null ? null : [.. stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<LinkScope>)];
}
