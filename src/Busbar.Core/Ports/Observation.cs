using Busbar.Core.Devices;

namespace Busbar.Core.Ports;

/// <summary>One measured value, and when the device measured it (not when we asked).</summary>
public readonly record struct Observation(Signal Signal, Value Value, DateTimeOffset MeasuredAt);

/// <summary>
/// What a vendor answered about a device. An empty list with <see cref="Hint"/> says why there is nothing: waiting is not an error.
/// </summary>
public sealed record ReadAnswer(IReadOnlyList<Observation> Observations, ReadHint Hint = ReadHint.None, DateTimeOffset? AskAgainAt = null);

/// <summary>What the answer says about the device itself.</summary>
public enum ReadHint
{
    None,
    /// <summary>The device sleeps; its last values stand.</summary>
    Asleep,
    /// <summary>The vendor cannot reach the device.</summary>
    Offline,
}
