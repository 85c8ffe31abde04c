namespace Busbar.Core.Commands;

/// <summary>
/// Leaves devices in peace: of any two commands to one of them, the times at which they are to be sent lie at least a pause
/// apart, whichever of the two was asked for first.
/// </summary>
public static class Cooldown
{
    /// <summary>Of the times at which the device is told something, the last that is too near to this one; null where none is.</summary>
    public static DateTimeOffset? TooNear(DateTimeOffset at, IEnumerable<DateTimeOffset> told, TimeSpan pause) =>
        told.Where(other => (other - at).Duration() < pause).Select(other => (DateTimeOffset?)other).Max();
}
