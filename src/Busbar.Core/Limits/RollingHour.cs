namespace Busbar.Core.Limits;

/// <summary>How much was counted in each of the last sixty minutes, the one that runs among them. For one user at a time.</summary>
public sealed class RollingHour
{
    public const int Minutes = 60;

    private readonly int[] counts = new int[Minutes];
    private long newest;

    /// <param name="minute">Since 1970. What is an hour old counts no more; a clock that was set back counts where it was.</param>
    public void Add(long minute, int count)
    {
        Forward(minute);
        if (minute > newest - Minutes) counts[minute % Minutes] += count;
    }

    public int In(long minute) => minute <= newest && minute > newest - Minutes ? counts[minute % Minutes] : 0;

    public int Total(long now)
    {
        Forward(now);
        return counts.Sum();
    }

    /// <summary>The minute at whose beginning less than this is left, where nothing is added: this one, or one of the next sixty.</summary>
    public long FreeAt(long now, int limit)
    {
        var total = Total(now);
        for (var minute = newest - Minutes + 1; minute <= newest && total >= limit; minute++)
        {
            total -= counts[minute % Minutes];
            if (total < limit) return minute + Minutes;
        }
        return now;
    }

    private void Forward(long minute)
    {
        if (minute <= newest) return;
        if (minute - newest >= Minutes) Array.Clear(counts);
        else for (var passed = newest + 1; passed <= minute; passed++) counts[passed % Minutes] = 0;
        newest = minute;
    }
}
