namespace Busbar.Server.Faces.Connect;

/// <summary>A named place of an entity. Readings and charge sessions name those within 200 metres.</summary>
/// <param name="Id">The location's id.</param>
/// <param name="Label">Its name.</param>
/// <param name="Address">The address; left out where none was given.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Created">When it was set.</param>
public sealed record EntityLocation(Guid Id, string Label, [property: AbsentWhenNull] string? Address, double Latitude, double Longitude, DateTimeOffset Created);

/// <summary>A named place for an entity.</summary>
/// <param name="Label">Its name, of at most 100 characters.</param>
/// <param name="Latitude">Degrees north, from -90 to 90.</param>
/// <param name="Longitude">Degrees east, from -180 to 180.</param>
/// <param name="Address">The address, in your own words, of at most 500 characters.</param>
public sealed record EntityLocationRequest(string Label, double Latitude, double Longitude, string? Address = null);

/// <summary>What is to change of a named place. What is left out or null stays as it is.</summary>
/// <param name="Label">Its name, of at most 100 characters.</param>
/// <param name="Latitude">Degrees north, from -90 to 90.</param>
/// <param name="Longitude">Degrees east, from -180 to 180.</param>
/// <param name="Address">The address; an empty text takes it away.</param>
public sealed record EntityLocationChange(string? Label = null, double? Latitude = null, double? Longitude = null, string? Address = null);

/// <summary>A location of the entity near a position.</summary>
/// <param name="Accuracy">How far from the position it lies, in metres.</param>
/// <param name="Location">Which one.</param>
public sealed record LocationMatch(double Accuracy, MatchedLocation Location);

/// <summary>A location by its name.</summary>
/// <param name="Id">The location's id.</param>
/// <param name="Label">Its name.</param>
public sealed record MatchedLocation(Guid Id, string Label);
