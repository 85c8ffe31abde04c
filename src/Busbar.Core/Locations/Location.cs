namespace Busbar.Core.Locations;

/// <summary>A place that has a name, where a user's devices stand and cars charge. It belongs to the user and is set for devices.</summary>
/// <param name="TimeZone">By its IANA name; null where nobody told.</param>
/// <param name="StandsAlone">It was made for the user, not for a device, and so stays when no device has it.</param>
public sealed record Location(
    Guid Id, Guid TenantId, Guid UserId, string Label, string? Address, double Latitude, double Longitude, DateTimeOffset CreatedAt,
    string? TimeZone = null, bool StandsAlone = false);
