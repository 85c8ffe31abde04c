using Busbar.Core.Devices;

namespace Busbar.Core.Readings;

/// <summary>What a device measured at one moment, all its signals in one value. The key is (device, measured at).</summary>
public sealed record Reading(Guid DeviceId, DateTimeOffset MeasuredAt, DateTimeOffset HeardAt, IReadOnlyDictionary<Signal, Value> Signals);
