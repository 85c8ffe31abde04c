namespace Busbar.Core.Locations;

/// <summary>A place that has a name, where a user's devices stand and cars charge. It belongs to the user and is set for devices.</summary>
public sealed record Location(
    Guid Id, Guid TenantId, Guid UserId, string Label, string? Address, double Latitude, double Longitude, DateTimeOffset CreatedAt);
