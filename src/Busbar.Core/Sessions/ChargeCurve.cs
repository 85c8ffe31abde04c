using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Core.Sessions;

/// <summary>What a session had come to at a moment: the energy, how long it had flowed, and the battery's level where it is known.</summary>
public readonly record struct ChargePoint(DateTimeOffset At, double Kwh, double Hours, double? Level);

/// <summary>
/// How a session came to its figures, so that a stretch of it can be told: what stretches add up to is the session, exactly. The
/// energy is that of the session's own method as of each reading, and in between grows evenly.
/// </summary>
public sealed class ChargeCurve
{
    private readonly IReadOnlyList<ChargePoint> points;

    private ChargeCurve(IReadOnlyList<ChargePoint> points) => this.points = points;

    /// <param name="readings">The device's since the plug, oldest first; without any, all grows evenly.</param>
    public static ChargeCurve Of(ChargeSession session, DeviceKind kind, IReadOnlyList<Reading> readings)
    {
        var facts = session.Facts;
        var total = new ChargePoint(session.EndedAt ?? Latest(facts.LastAt, session.PluggedAt), facts.Energy?.Kwh ?? 0, facts.ChargingHours, facts.SocEnd);
        var seen = new List<ChargePoint>();
        var open = session with { EndedAt = null, Facts = new SessionFacts() };
        foreach (var reading in readings)
        {
            if (reading.MeasuredAt < session.PluggedAt || reading.MeasuredAt > total.At) continue;
            open = SessionTracker.FoldAll(open, kind, [reading]);
            seen.Add(new ChargePoint(reading.MeasuredAt, Kwh(open.Facts, facts), open.Facts.ChargingHours, open.Facts.SocEnd));
        }
        // What a register grew by up to the plug is the session's, too.
        var before = seen.Count == 0 ? 0 : Math.Max(0, total.Kwh - seen[^1].Kwh);
        var points = new List<ChargePoint> { new(session.PluggedAt, 0, 0, facts.SocStart) };
        foreach (var point in seen)
            points.Add(point with { Kwh = Math.Clamp(point.Kwh + before, points[^1].Kwh, Math.Max(points[^1].Kwh, total.Kwh)), Hours = Math.Clamp(point.Hours, points[^1].Hours, Math.Max(points[^1].Hours, total.Hours)) });
        points.Add(total);
        return new ChargeCurve(points);
    }

    /// <summary>When it was last known to go on.</summary>
    public DateTimeOffset End => points[^1].At;

    public ChargePoint At(DateTimeOffset moment)
    {
        if (moment <= points[0].At && points[0].At < End) return points[0];
        if (moment >= End) return points[^1];
        var (low, high) = (0, points.Count - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (points[middle].At <= moment) low = middle;
            else high = middle;
        }
        var (from, to) = (points[low], points[high]);
        var share = (moment - from.At) / (to.At - from.At);
        return new ChargePoint(moment, from.Kwh + (to.Kwh - from.Kwh) * share, from.Hours + (to.Hours - from.Hours) * share, from.Level + (to.Level - from.Level) * share ?? from.Level ?? to.Level);
    }

    /// <summary>What it came to from one moment to another; null for the end, whenever that is.</summary>
    public (ChargePoint From, ChargePoint To) Between(DateTimeOffset from, DateTimeOffset? to) =>
        (from <= points[0].At ? points[0] : At(from), to is { } end ? At(end) : points[^1]);

    private static double Kwh(SessionFacts facts, SessionFacts whole) => whole.Energy?.Method switch
    {
        EnergyMethod.Metered => facts.RegisterKwh ?? 0,
        EnergyMethod.FromPower => facts.PowerKwh ?? 0,
        EnergyMethod.FromLevel => ((facts.SocEnd ?? whole.SocStart) - whole.SocStart) / 100 * whole.CapacityKwh ?? 0,
        null => 0,
    };

    private static DateTimeOffset Latest(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
