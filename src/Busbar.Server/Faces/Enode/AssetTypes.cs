namespace Busbar.Server.Faces.Enode;

/// <summary>Whether an asset can do something, and what a person must do where it cannot.</summary>
/// <param name="IsCapable">Whether it can, now.</param>
/// <param name="InterventionIds">What stands in the way, or is recommended: ids of interventions, in the order in which to show them.</param>
public sealed record Capability(bool IsCapable, IReadOnlyList<Guid> InterventionIds);

/// <summary>Where an asset stands, by a location that was set for it or inferred.</summary>
/// <param name="Id">The location's id; null where none is known.</param>
public sealed record AssetLocation(Guid? Id);

/// <summary>Where an asset stands, and since when.</summary>
/// <param name="Id">The location's id; null where none is known.</param>
/// <param name="LastUpdated">When that was set or last measured.</param>
public sealed record ChargerLocation(Guid? Id, DateTimeOffset? LastUpdated);

/// <summary>Where an asset is.</summary>
/// <param name="Id">The location that it is at: within 200 metres of it, or set for it.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="LastUpdated">When the position was measured.</param>
public sealed record Position(Guid? Id, double? Longitude, double? Latitude, DateTimeOffset? LastUpdated);

/// <summary>Which location an asset is to stand at.</summary>
/// <param name="LocationId">The location's id; null for none.</param>
public sealed record AssetUpdate(Guid? LocationId);
