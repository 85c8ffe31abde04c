namespace Busbar.Server.Faces.Connect;

/// <summary>
/// What is known of an entity over one interval. Metrics that have a value at any time (power, current, level, temperature and so on)
/// are averages, weighted by time: a value holds until the next one, for at most 30 minutes, and so may reach in from before the
/// interval. Registers (energy, gas) are differences: what they grew by since the last value before. The two directions of power are
/// averaged apart. What is true or false, a text or a place has no average and is left out.
/// </summary>
/// <param name="EntityId">The entity.</param>
/// <param name="Start">The start of the interval.</param>
/// <param name="End">Its end, not part of it.</param>
/// <param name="Readings">How many readings were taken in it. An addition of this platform.</param>
/// <param name="Data">The values; those of which nothing is known are left out.</param>
public sealed record Aggregation(Guid EntityId, DateTimeOffset Start, DateTimeOffset End, int Readings, ReadingData Data);
