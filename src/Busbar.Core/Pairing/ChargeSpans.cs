namespace Busbar.Core.Pairing;

/// <summary>For how long one device charged while another did not, as far as both were looked at.</summary>
internal static class ChargeSpans
{
    private readonly record struct Span(double From, double To, bool IsOn)
    {
        public double Length => To - From;
    }

    /// <summary>A pause that fits between two looks may be seen by one alone, so only what is longer counts. Seconds.</summary>
    /// <param name="since">What ended before is of an earlier plug-in.</param>
    public static double Apart(PlugEvidence car, PlugEvidence charger, double since, double unseen, DateTimeOffset now)
    {
        Span[] ofCar = [.. Of(car, now)], ofCharger = [.. Of(charger, now)];
        var apart = 0.0;
        foreach (var a in ofCar)
            foreach (var b in ofCharger)
                if (a.IsOn != b.IsOn && !IsPast(car, a, since) && !IsPast(charger, b, since))
                    apart += Math.Max(0, Math.Min(a.To, b.To) - Math.Max(a.From, b.From) - unseen);
        return apart;
    }

    // Of a device that tells of its plug, what is before the plug-in is rest, and good to know.
    private static bool IsPast(PlugEvidence device, Span span, double since) => device.Plug is null && span.To < since;

    private static IEnumerable<Span> Of(PlugEvidence device, DateTimeOffset now)
    {
        if (device.ChargeSeenAt is not { } seen) yield break;
        var lead = device.Lead;
        // While one that tells by itself says nothing, nothing has changed.
        if (device.IsPrompt && now - PlugEvidence.PromptLag + lead is var silent && silent > seen) seen = silent;
        var turns = device.Turns ?? [];
        var isWhole = turns.Length < PlugEvidence.MostTurns;

        DateTimeOffset? from = isWhole && device.IsPlugged is true && device.Plug is { After: { } before } ? device.Unplug?.By ?? before : null;
        var isOn = false;
        if (turns.Length == 0 && device.IsCharging is true) from = null;
        foreach (var turn in turns)
        {
            if (from is { } begun && turn.Window.After is { } ended)
                foreach (var span in Looked(device, begun, ended, isOn, lead)) yield return span;
            (from, isOn) = (turn.Window.By, turn.IsOn);
        }
        if (from is { } last)
            foreach (var span in Looked(device, last, seen, isOn, lead)) yield return span;
    }

    private static IEnumerable<Span> Looked(PlugEvidence device, DateTimeOffset from, DateTimeOffset to, bool isOn, TimeSpan lead)
    {
        if (device.ChargeHole is { After: { } holeFrom } hole && holeFrom < to && hole.By > from)
        {
            if (Certain(from, holeFrom, isOn, lead) is { Length: > 0 } before) yield return before;
            if (Certain(hole.By, to, isOn, lead) is { Length: > 0 } after) yield return after;
        }
        else if (Certain(from, to, isOn, lead) is { Length: > 0 } whole) yield return whole;
    }

    // As narrow as the clock's error makes it.
    private static Span Certain(DateTimeOffset from, DateTimeOffset to, bool isOn, TimeSpan lead) => new(
        TrueWindow.Seconds(from) - lead.TotalSeconds, TrueWindow.Seconds(to) - Math.Max(0, lead.TotalSeconds) - TrueWindow.SlackSeconds, isOn);
}
