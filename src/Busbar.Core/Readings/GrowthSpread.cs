using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Core.Readings;

/// <summary>
/// Puts what a register grew by where it flowed, for those who ask by the quarter of an hour: evenly over the time since it was told
/// before. Over a longer silence than power is believed over nobody knows when it flowed, and it stays where it was seen.
/// </summary>
internal static class GrowthSpread
{
    private static readonly long longest = Sessions.SessionTracker.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Gives intervals that are over their part; what is left belongs to the one in which it was seen.</summary>
    /// <param name="since">When the register was told before.</param>
    /// <param name="first">The start of the first interval. What flowed before is nobody's here.</param>
    public static double Back(List<Aggregate> complete, Signal signal, double grown, long since, long at, long first)
    {
        if (grown <= 0 || since <= at - longest) return grown;
        var left = grown * (at - Math.Clamp(first, since, at)) / (at - since);
        for (var i = complete.Count - 1; i >= 0 && complete[i].End.ToMicros() > since; i--)
        {
            var overlap = Math.Min(complete[i].End.ToMicros(), at) - Math.Max(complete[i].Start.ToMicros(), since);
            var share = Math.Min(left, grown * overlap / (at - since));
            complete[i] = complete[i] with { Growths = new Dictionary<Signal, double>(complete[i].Growths) { [signal] = complete[i].Growths.GetValueOrDefault(signal) + share } };
            left -= share;
        }
        return left;
    }
}
