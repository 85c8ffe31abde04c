namespace Busbar.Core.Devices;

/// <summary>The solar modules of a user's house: what an application says of them, and the inverters or plants that are linked.</summary>
/// <param name="UserId">Whose they are; who has any has one array.</param>
/// <param name="UserCreatedAt">By which lists go.</param>
/// <param name="CapacityWatts">By the application's word; null where it said nothing.</param>
public sealed record SolarArray(Guid UserId, DateTimeOffset UserCreatedAt, int? CapacityWatts);
