using Busbar.Core.Sessions;

namespace Busbar.Core.Readings;

/// <summary>A register followed over any span of time, by the rule of <see cref="RegisterGrowth"/>.</summary>
/// <param name="Register">The value that counts as the last.</param>
/// <param name="Counted">What it grew by since the first.</param>
/// <param name="Since">Since when its past is remembered.</param>
public readonly record struct RegisterRun(double Register, double Counted = 0, RegisterPast? Past = null, long Since = 0)
{
    /// <summary>What was told for longer than this is believed.</summary>
    private static readonly long memory = SessionTracker.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>What it grew by with one more value; below 0 where a value before was out of line, and what was counted for it has to be given back.</summary>
    public (RegisterRun Run, double Grown) Take(long at, double value)
    {
        // Only a rise shows that the value before was not out of line; and of one that fell, a second rise.
        var isBelieved = value > Register && (Past?.Fallen is null || Register > Past.Base.Value);
        var before = isBelieved && at - Since > memory ? null : Past;
        var (register, counted, past) = RegisterGrowth.Add(Register, Counted, before, value);
        var (grown, step) = (counted - Counted, register - Register);
        // Said as exactly as the values say it.
        if (Math.Abs(grown - step) <= 1e-9 * Math.Max(1, Math.Abs(counted))) grown = step;
        return (new RegisterRun(register, counted, past, past?.Base == before?.Base ? Since : at), grown);
    }
}
