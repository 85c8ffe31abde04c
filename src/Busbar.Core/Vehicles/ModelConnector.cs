namespace Busbar.Core.Vehicles;

/// <summary>What the cars of a model are plugged in with in a part of the world.</summary>
/// <param name="Source">Who says so, in the application's words; null where nobody is named.</param>
/// <param name="Confidence">How sure that is, in the application's words; null where nobody says.</param>
/// <param name="VerifiedAt">When somebody looked, as the application tells; null where nobody did.</param>
public sealed record ModelConnector(CarRegion Region, ConnectorType Connector, string? Source, string? Confidence, DateTimeOffset? VerifiedAt, DateTimeOffset UpdatedAt);

/// <summary>Where cars are sold.</summary>
public enum CarRegion { NorthAmerica, Europe }
