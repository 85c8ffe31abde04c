namespace Busbar.Server.Faces.Enode;

/// <summary>A named place of a user: where assets stand and vehicles charge.</summary>
/// <param name="Id">The location's id.</param>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="TimezoneName">By its IANA name.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Location(Guid Id, string UserId, string Name, double Latitude, double Longitude, string TimezoneName, DateTimeOffset CreatedAt);

/// <param name="Name">1 to 100 characters.</param>
/// <param name="Latitude">Degrees north, from -90 to 90.</param>
/// <param name="Longitude">Degrees east, from -180 to 180.</param>
/// <param name="TimezoneName">By its IANA name; UTC where it is left out.</param>
public sealed record LocationPayload(string Name, double Latitude, double Longitude, string? TimezoneName = null);

/// <summary>An extension: a location with the user whose it is to be.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Latitude">Degrees north, from -90 to 90.</param>
/// <param name="Longitude">Degrees east, from -180 to 180.</param>
/// <param name="TimezoneName">By its IANA name; UTC where it is left out.</param>
/// <param name="UserId">Your own id of the user.</param>
public sealed record UserLocationPayload(string Name, double Latitude, double Longitude, string? TimezoneName = null, string? UserId = null);

/// <summary>What is to change of a location. What is left out stays as it is.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Latitude">Degrees north, from -90 to 90.</param>
/// <param name="Longitude">Degrees east, from -180 to 180.</param>
/// <param name="TimezoneName">By its IANA name.</param>
public sealed record PartialLocation(string? Name = null, double? Latitude = null, double? Longitude = null, string? TimezoneName = null);
