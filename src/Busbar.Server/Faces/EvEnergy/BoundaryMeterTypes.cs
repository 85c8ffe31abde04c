namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Who makes a meter: a brand that it is linked through.</summary>
public sealed record EvBoundaryMeterMake(string Id, string Url, string Name);

/// <summary>What a make calls some of its meters; those are known that the application's own are.</summary>
public sealed record EvBoundaryMeterModel(string Id, string Url, string Name, Ref<EvBoundaryMeterMake> Make);

/// <summary>A meter between a user's house and the grid.</summary>
/// <param name="Model">Null where its brand does not tell.</param>
/// <param name="CreatedAt">When it was linked.</param>
/// <param name="LatestStatusLog">The newest of everything that it has told; null where it has told nothing yet.</param>
public sealed record EvBoundaryMeter(string Id, string Url, Ref<EvBoundaryMeterModel>? Model, DateTimeOffset CreatedAt, Ref<EvBoundaryMeterStatusLog>? LatestStatusLog);

/// <summary>What a meter told at one moment. What it did not tell then is null, or UNKNOWN.</summary>
/// <param name="PowerWatts">Positive from the grid, negative into it.</param>
public sealed record EvBoundaryMeterStatusLog(string Url, DateTimeOffset SampledAt, Ref<EvBoundaryMeter> BoundaryMeter, int? PowerWatts, EvBoundaryMeterStatus Status);

public enum EvBoundaryMeterStatus { IMPORTING, EXPORTING, IDLE, UNKNOWN }
