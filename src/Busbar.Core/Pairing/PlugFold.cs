namespace Busbar.Core.Pairing;

/// <summary>How a plug's being in or out is folded into what is remembered of a device.</summary>
internal static class PlugFold
{
    public static PlugEvidence Take(PlugEvidence before, DateTimeOffset at, bool isPlugged, bool isPrompt)
    {
        if (before.PlugSeenAt is not { } seen) return Begin(before, at, isPlugged);
        // Of two that tell the same second, the one heard later is newer: some chargers stop and are free within one.
        if (at < seen || (at == seen && isPlugged == before.IsPlugged)) return Late(before, at, isPlugged);

        var now = before with { PlugSeenAt = at, IsPlugged = isPlugged };
        if (isPlugged == before.IsPlugged) return isPlugged && !isPrompt && at - seen > PlugEvidence.LongestLook ? now with { Hole = new Window(seen, at) } : now;

        var window = new Window(isPrompt ? Later(seen, at - PlugEvidence.PromptLag) : seen, at);
        return isPlugged ? PlugIn(now, window) : now with { Unplug = window };
    }

    private static PlugEvidence Begin(PlugEvidence before, DateTimeOffset at, bool isPlugged)
    {
        var now = before with { PlugSeenAt = at, IsPlugged = isPlugged };
        return isPlugged ? now with { Plug = new Window(null, at) } : now with { Unplug = new Window(null, at) };
    }

    // What was seen of the plug-in before says nothing of this one.
    private static PlugEvidence PlugIn(PlugEvidence now, Window window) => now with { Plug = window, Hole = null, Turns = null, ChargeHole = null, Power = null, Register = null };

    private static PlugEvidence Late(PlugEvidence before, DateTimeOffset at, bool isPlugged)
    {
        var newest = before.IsPlugged is true ? before.Plug!.Value : before.Unplug!.Value;
        if (at < newest.By)
        {
            var narrowed = newest.Narrow(at, isPlugged == before.IsPlugged);
            return narrowed == newest ? before : before.IsPlugged is true ? before with { Plug = narrowed } : before with { Unplug = narrowed };
        }
        if (isPlugged == before.IsPlugged) return before;

        // It was out, or in, for a while between two looks that said the same: so the newest change is later than was thought.
        var (first, second) = (new Window(newest.By, at), new Window(at, before.PlugSeenAt!.Value));
        return isPlugged ? before with { Plug = first, Unplug = second } : PlugIn(before with { Unplug = first }, second);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
