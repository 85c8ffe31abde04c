using Busbar.Core.Devices;

namespace Busbar.Core.Readings;

/// <summary>What is known of one interval, many readings in one: means of what has a value at any time, growth of what only counts up.</summary>
/// <param name="Readings">How many readings were taken in it.</param>
/// <param name="Averages">By signal; those of which nothing is known are not there.</param>
/// <param name="Growths">What registers grew by.</param>
public sealed record Aggregate(
    DateTimeOffset Start, DateTimeOffset End, int Readings,
    IReadOnlyDictionary<Signal, Average> Averages, IReadOnlyDictionary<Signal, double> Growths)
{
    public static Aggregate Nothing(DateTimeOffset start, DateTimeOffset end) =>
        new(start, end, 0, new Dictionary<Signal, Average>(), new Dictionary<Signal, double>());
}

/// <summary>The mean of a signal over the part of an interval in which it was known, its two directions apart.</summary>
/// <param name="Positive">The mean of what lies above 0, taking the rest for 0.</param>
/// <param name="Negative">The same of what lies below, as a number that is not negative.</param>
/// <param name="Hours">How long the signal was known.</param>
public readonly record struct Average(double Positive, double Negative, double Hours)
{
    public double Mean => Positive - Negative;
}
