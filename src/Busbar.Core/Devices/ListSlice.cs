using Busbar.Core.Basics;

namespace Busbar.Core.Devices;

/// <summary>A piece of a list that is shown newest first and leafed through both ways.</summary>
/// <param name="OlderThan">The place that it begins after; null for the newest.</param>
/// <param name="NewerThan">The place that it ends before: the nearest ones. Not together with the other.</param>
/// <param name="Limit">How many rows at most.</param>
public sealed record ListSlice(Cursor? OlderThan, Cursor? NewerThan, int Limit)
{
    /// <summary>The end of a statement over rows with these columns; its parameters are <see cref="Parameters"/>.</summary>
    public string Clause(string at, string id) => NewerThan is null
        ? $"and ({at} < @sliceAt or ({at} = @sliceAt and {id} < @sliceId)) order by {at} desc, {id} desc limit @sliceLimit"
        : $"and ({at} > @sliceAt or ({at} = @sliceAt and {id} > @sliceId)) order by {at}, {id} limit @sliceLimit";

    public object Parameters => new
    {
        sliceAt = (NewerThan ?? OlderThan)?.At ?? DateTimeOffset.MaxValue.Stored(), sliceId = (NewerThan ?? OlderThan)?.Id ?? Guid.Empty, sliceLimit = (long)Limit,
    };

    /// <summary>The rows as they came, newest first.</summary>
    public IReadOnlyList<T> InOrder<T>(IEnumerable<T> rows) => NewerThan is null ? [.. rows] : [.. rows.Reverse()];
}
