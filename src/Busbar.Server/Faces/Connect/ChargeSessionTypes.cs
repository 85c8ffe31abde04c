namespace Busbar.Server.Faces.Connect;

/// <summary>A finished charge of a vehicle or at a charge point.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="EntityId">The vehicle or charge point.</param>
/// <param name="Created">When it was first recorded.</param>
public sealed record ChargeSession(Guid Id, Guid EntityId, DateTimeOffset Created, ChargeSessionData Data);

/// <summary>What is known of a charge.</summary>
/// <param name="Start">When energy began to flow.</param>
/// <param name="End">When it stopped.</param>
/// <param name="Charge">How much.</param>
/// <param name="Range">The vehicle's range before and after.</param>
/// <param name="Location">Where.</param>
/// <param name="LocationMatches">The entity's locations within 200 metres of it, nearest first. Left out where there are none.</param>
/// <param name="Method">How the energy was found. An addition of this platform.</param>
public sealed record ChargeSessionData(
    DateTimeOffset Start, DateTimeOffset End, ChargeSessionCharge Charge, [property: AbsentWhenNull] ChargeSessionRange? Range,
    [property: AbsentWhenNull] Location? Location, [property: AbsentWhenNull] IReadOnlyList<LocationMatch>? LocationMatches,
    [property: AbsentWhenNull] ChargeSessionMethod? Method);

/// <summary>How much was charged.</summary>
/// <param name="Total">The energy.</param>
/// <param name="AveragePower">The mean power while energy flowed.</param>
/// <param name="Start">The battery's level before.</param>
/// <param name="End">The battery's level after.</param>
[AbsentWhenNull]
public sealed record ChargeSessionCharge(TieredMeasurement? Total, Measurement? AveragePower, Measurement? Start, Measurement? End);

/// <summary>A vehicle's range before and after a charge.</summary>
[AbsentWhenNull]
public sealed record ChargeSessionRange(Measurement? Start, Measurement? End);

/// <summary>How the energy of a charge was found: the device's own register, power over time, or the gain of the battery's level.</summary>
public enum ChargeSessionMethod { Metered, FromPower, FromLevel }
