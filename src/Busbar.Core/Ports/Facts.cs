namespace Busbar.Core.Ports;

/// <summary>How a fact came to us. The names stand in the store: rename none.</summary>
public enum FactSource { Poll, Push }

/// <summary>What an outlet learned about one device, on its way to <c>TakeReadings</c>.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Observations">What was measured, in any order; may be empty.</param>
/// <param name="HeardAt">When we heard it.</param>
/// <param name="Source">How.</param>
/// <param name="Online">Whether the device can be reached; null where this says nothing about it.</param>
/// <param name="Asleep">The device sleeps: its last values stand, and asking again soon is no use.</param>
public sealed record Facts(Guid DeviceId, IReadOnlyList<Observation> Observations, DateTimeOffset HeardAt, FactSource Source, bool? Online = null, bool Asleep = false);
