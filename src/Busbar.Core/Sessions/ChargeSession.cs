using Busbar.Core.Readings;

namespace Busbar.Core.Sessions;

/// <summary>How the energy of a session was found, best first.</summary>
public enum EnergyMethod
{
    /// <summary>The device's own register, at both ends.</summary>
    Metered,
    /// <summary>Power over time.</summary>
    FromPower,
    /// <summary>The gain of the battery's level times its capacity.</summary>
    FromLevel,
}

/// <summary>One plug-in, up to the unplug; open while <see cref="EndedAt"/> is null.</summary>
/// <param name="Revision">Grows when late readings change what was said before.</param>
public sealed record ChargeSession(
    Guid Id, Guid TenantId, Guid DeviceId, DateTimeOffset PluggedAt, DateTimeOffset? EndedAt, SessionFacts Facts, long Revision, DateTimeOffset CreatedAt)
{
    /// <summary>It is open and has the times by which it is found; only what is known of it differs.</summary>
    public bool GoesOnAs(ChargeSession? before) =>
        EndedAt is null && before is not null && (Id, PluggedAt, Facts.StartedAt) == (before.Id, before.PluggedAt, before.Facts.StartedAt);
}

/// <summary>What is known of a session so far; null is not known, never 0. Folded reading by reading by <see cref="SessionTracker"/>.</summary>
/// <param name="StartedAt">When energy first flowed.</param>
/// <param name="StoppedAt">When it was last seen to flow, or to have stopped.</param>
/// <param name="LastAt">The newest reading folded.</param>
/// <param name="IsCharging">As of the newest reading.</param>
/// <param name="PowerW">As of the newest reading that told it.</param>
/// <param name="ChargingHours">How long energy flowed.</param>
/// <param name="Register">The newest register value, kWh.</param>
/// <param name="RegisterKwh">What the register grew by; see <see cref="RegisterGrowth"/>.</param>
/// <param name="PowerKwh">Power over time.</param>
/// <param name="CapacityKwh">As told during the session; else, once it has ended, as told at another time, or as set for the device.</param>
public sealed record SessionFacts(
    DateTimeOffset? StartedAt = null, DateTimeOffset? StoppedAt = null, DateTimeOffset? LastAt = null, bool IsCharging = false, double? PowerW = null,
    double ChargingHours = 0, double? Register = null, double? RegisterKwh = null, double? PowerKwh = null,
    double? SocStart = null, double? SocEnd = null, double? CapacityKwh = null, double? RangeStartKm = null, double? RangeEndKm = null,
    double? Latitude = null, double? Longitude = null, RegisterPast? RegisterPast = null)
{
    /// <summary>The best figure there is, and how it was found; null where nothing tells.</summary>
    public (double Kwh, EnergyMethod Method)? Energy =>
        RegisterKwh is > 0 ? (RegisterKwh.Value, EnergyMethod.Metered)
        : PowerKwh is > 0 ? (PowerKwh.Value, EnergyMethod.FromPower)
        : SocEnd > SocStart && CapacityKwh is > 0 ? ((SocEnd.Value - SocStart.Value) / 100 * CapacityKwh.Value, EnergyMethod.FromLevel)
        : null;

    public double? AveragePowerW => Energy is { } energy && ChargingHours > 0 ? energy.Kwh * 1000 / ChargingHours : null;
}
