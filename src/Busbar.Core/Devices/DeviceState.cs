using Busbar.Core.Ports;

namespace Busbar.Core.Devices;

/// <summary>The last known value of a signal: when the device measured it, when we heard it, and how.</summary>
public readonly record struct Known(Value Value, DateTimeOffset MeasuredAt, DateTimeOffset HeardAt, FactSource Source);

/// <summary>What is wrong between us and a device, since when, and when asking again makes sense.</summary>
public sealed record Trouble(VendorFaultKind Kind, string Message, DateTimeOffset Since, DateTimeOffset? RetryAt);

/// <summary>What we know of a device now.</summary>
public sealed record DeviceState(
    Guid DeviceId, IReadOnlyDictionary<Signal, Known> Signals, bool IsOnline, bool IsAsleep, DateTimeOffset? LastHeardAt, Trouble? Trouble)
{
    public static DeviceState Unheard(Guid deviceId) => new(deviceId, new Dictionary<Signal, Known>(), false, false, null, null);

    public Value? this[Signal signal] => Signals.TryGetValue(signal, out var known) ? (Value?)known.Value : null;

    public double? Number(Signal signal) => this[signal]?.Number;

    public bool? Flag(Signal signal) => this[signal]?.Flag;
}
