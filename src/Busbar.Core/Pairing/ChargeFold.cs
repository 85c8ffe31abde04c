namespace Busbar.Core.Pairing;

/// <summary>How charging, power and a register are folded into what is remembered of a device.</summary>
internal static class ChargeFold
{
    /// <summary>A register counts in steps; over less than this they would pass for power.</summary>
    private static readonly TimeSpan RegisterStep = TimeSpan.FromMinutes(10);

    public static PlugEvidence Take(PlugEvidence before, DateTimeOffset at, bool isCharging, bool isPrompt)
    {
        if (before.ChargeSeenAt is not { } seen)
        {
            var first = before with { ChargeSeenAt = at, IsCharging = isCharging };
            return isCharging ? first with { Turns = [new Turn(true, new Window(null, at))] } : first;
        }
        if (at < seen || (at == seen && isCharging == before.IsCharging)) return Late(before, at, isCharging);

        var now = before with { ChargeSeenAt = at, IsCharging = isCharging };
        if (isCharging == before.IsCharging) return !isPrompt && at - seen > PlugEvidence.LongestLook ? now with { ChargeHole = new Window(seen, at) } : now;

        var window = new Window(isPrompt && at - PlugEvidence.PromptLag > seen ? at - PlugEvidence.PromptLag : seen, at);
        return now with { Turns = Append(before.Turns, new Turn(isCharging, window), PlugEvidence.MostTurns) };
    }

    public static PlugEvidence Sample(PlugEvidence before, PowerSample sample)
    {
        if (before.Power is [.., var last] && (sample.At <= last.At || (sample.At - last.At < PlugEvidence.SampleStep && Math.Abs(sample.Watts - last.Watts) < 0.15 * last.Watts))) return before;
        return before with { Power = Append(before.Power, sample, PlugEvidence.MostSamples) };
    }

    /// <summary>What a register grew by is power only where it charged all the while.</summary>
    public static PlugEvidence Count(PlugEvidence before, DateTimeOffset at, double kwh, bool isMetered)
    {
        if (isMetered) return before.Register is null ? before : before with { Register = null };
        if (before.Register is not { } last) return before with { Register = new RegisterSample(at, kwh) };
        if (at - last.At < RegisterStep) return before;

        var now = before with { Register = new RegisterSample(at, kwh) };
        var watts = Math.Round((kwh - last.Kwh) * 1000 / (at - last.At).TotalHours);
        return before is { IsCharging: true, Turns: [.., var turn] } && turn.Window.By <= last.At && watts > PlugSigns.FlowingW
            ? Sample(now, new PowerSample(last.At + (at - last.At) / 2, watts))
            : now;
    }

    private static PlugEvidence Late(PlugEvidence before, DateTimeOffset at, bool isCharging)
    {
        if (before.Turns is not [.., var last]) return before;
        var narrowed = last with { Window = last.Window.Narrow(at, isCharging == last.IsOn) };
        return narrowed == last ? before : before with { Turns = [.. before.Turns[..^1], narrowed] };
    }

    private static T[] Append<T>(T[]? before, T next, int most) => before is null ? [next] : before.Length < most ? [.. before, next] : [.. before[1..], next];
}
