using Busbar.Core.Devices;

namespace Busbar.Core.Interventions;

/// <summary>Whether a device can do something, and which interventions somebody is asked for, by their ids, in the order in which they count.</summary>
public sealed record Ability(bool IsCapable, IReadOnlyList<Guid> Interventions);

/// <summary>What a car can do together with the chargers of its home.</summary>
public static class SharedAbility
{
    /// <summary>
    /// What either can do for the other. Where a charger can, what the car itself lacks does not matter; where none can yet, what
    /// would unlock one comes first. A car that can by itself is not blocked by its chargers: what they need is recommended only.
    /// </summary>
    /// <param name="chargers">Those that can, or could if somebody saw to it.</param>
    public static Ability Of(Ability own, IReadOnlyList<HomeCharger> chargers, DateTimeOffset now)
    {
        var open = chargers.Select(charger => OpenInterventions.Of(charger, now)).ToList();
        if (open.Exists(one => one.Count == 0)) return new Ability(true, []);
        var theirs = Ids(open);
        return own.IsCapable ? new Ability(true, theirs) : new Ability(false, [.. theirs.Union(own.Interventions)]);
    }

    /// <summary>What the car alone can do, where what the chargers need is of interest all the same.</summary>
    public static Ability Beside(Ability own, IReadOnlyList<HomeCharger> chargers, DateTimeOffset now) =>
        chargers.Count == 0 ? own : own with { Interventions = [.. own.Interventions.Union(Ids(chargers.Select(charger => OpenInterventions.Of(charger, now))))] };

    private static IReadOnlyList<Guid> Ids(IEnumerable<IReadOnlyList<Intervention>> open) => [.. open.SelectMany(one => one).Distinct().Select(one => InterventionCatalogue.Of(one).Id)];
}
