using System.Collections.Frozen;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp;

/// <summary>What a connector's status says about plug and charging.</summary>
internal static class StatusMeaning
{
    /// <summary>The statuses of OCPP 1.6. Null where a status tells nothing about the plug: it stays as it was.</summary>
    private static readonly FrozenDictionary<string, bool?> PlugByStatus = new Dictionary<string, bool?>
    {
        ["Available"] = false,
        ["Preparing"] = true,
        ["Charging"] = true,
        ["SuspendedEV"] = true,
        ["SuspendedEVSE"] = true,
        ["Finishing"] = true,
        // Held for somebody who is yet to come: only a free connector can be reserved.
        ["Reserved"] = false,
        ["Unavailable"] = null,
        ["Faulted"] = null,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status as the specification spells it, or null.</summary>
    public static string? Known(string status) => PlugByStatus.Keys.FirstOrDefault(known => known.Equals(status, StringComparison.OrdinalIgnoreCase));

    public static bool? Plugged(string status) => PlugByStatus[status];

    /// <param name="status">One of the known ones.</param>
    /// <param name="plugged">Whether a car is plugged in, by this status or one before it; null where none told.</param>
    public static IReadOnlyList<Observation> Of(string status, bool? plugged, DateTimeOffset at)
    {
        var observations = new List<Observation> { new(Signal.IsCharging, status == "Charging", at) };
        if (Plugged(status) is { } told) observations.Add(new(Signal.IsPluggedIn, told, at));
        if (State(status, plugged) is { } state) observations.Add(new(Signal.ChargeState, state, at));
        return observations;
    }

    private static string? State(string status, bool? plugged) => status switch
    {
        "Available" or "Reserved" => ChargeStates.Unplugged,
        // Waits for a tag or a start, or for the charger to let it: no fault of the car.
        "Preparing" or "SuspendedEVSE" => ChargeStates.Waiting,
        "Charging" => ChargeStates.Charging,
        // The car takes nothing though it could. Full or not, only the car knows.
        "SuspendedEV" or "Finishing" => ChargeStates.Idle,
        "Faulted" => ChargeStates.Fault,
        _ => plugged switch { true => ChargeStates.NoPower, false => ChargeStates.Unplugged, null => null },
    };
}
