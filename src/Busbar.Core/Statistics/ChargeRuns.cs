namespace Busbar.Core.Statistics;

/// <summary>A stretch of time in which a device consumed.</summary>
/// <param name="Kwh">Null where nothing tells.</param>
/// <param name="WithoutPlans">What it would have cost at once; null where nothing was planned, or that is not known.</param>
public sealed record ChargeRun(Guid DeviceId, Guid? LocationId, DateTimeOffset From, DateTimeOffset To, double? Kw, double? Kwh, Cost? Cost, Cost? WithoutPlans = null);

/// <summary>The stretches in which devices consumed: their charge sessions, and of what has none, quarters of an hour without a break.</summary>
public static class ChargeRuns
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<ChargeRun> Of(IEnumerable<DeviceCharging> devices) =>
        [.. devices.SelectMany(device => device.Sessions is { } sessions ? sessions.Select(session => Of(device, session)).OfType<ChargeRun>() : Unbroken(device)).OrderBy(run => run.From)];

    /// <summary>Null where nothing flowed.</summary>
    private static ChargeRun? Of(DeviceCharging device, PlacedSession placed)
    {
        var facts = placed.Session.Facts;
        if (facts.StartedAt is not { } from) return null;
        var to = facts.StoppedAt ?? placed.Session.EndedAt ?? from;
        var kwh = facts.Energy?.Kwh;
        var slots = device.Slots.Where(slot => slot.Start < to && slot.End > from).ToList();
        return new ChargeRun(
            device.DeviceId, placed.LocationId, from, to, facts.AveragePowerW / 1000 ?? facts.PowerW / 1000, kwh, CostOf(Costs.Of(slots.Select(slot => (slot.Draw.Kwh, slot.Price))), kwh),
            CostOf(Costs.WithoutPlans(slots), kwh));
    }

    // The slots say when it was consumed, the session how much it was.
    private static Cost? CostOf(Cost? bySlots, double? kwh) => kwh is { } energy && bySlots is { Price: { } price } ? new Cost(price.Mean * energy, price) : null;

    private static IEnumerable<ChargeRun> Unbroken(DeviceCharging device)
    {
        var run = new List<PricedSlot>();
        foreach (var slot in device.Slots.Where(slot => slot.Draw.Kwh > 0))
        {
            if (run.Count > 0 && (run[^1].End != slot.Start || run[^1].LocationId != slot.LocationId))
            {
                yield return Of(device.DeviceId, run);
                run.Clear();
            }
            run.Add(slot);
        }
        if (run.Count > 0) yield return Of(device.DeviceId, run);
    }

    private static ChargeRun Of(Guid deviceId, List<PricedSlot> run) => new(
        deviceId, run[0].LocationId, run[0].Start, run[^1].End, run.Average(slot => slot.Draw.Kw), run.Sum(slot => slot.Draw.Kwh), Costs.Of(run.Select(slot => (slot.Draw.Kwh, slot.Price))));
}
