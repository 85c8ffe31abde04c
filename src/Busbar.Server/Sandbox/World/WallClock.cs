namespace Busbar.Server.Sandbox.World;

/// <summary>
/// The clock on the kitchen wall: Central European Time with its summer time. Reckoned here and not asked of the machine,
/// since a small container may have no time zones, and a home must live the same everywhere.
/// </summary>
internal static class WallClock
{
    public static DateTimeOffset Of(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(IsSummer(time.ToUniversalTime()) ? 2 : 1));

    /// <summary>The dear tariff: working days from 7 to 22.</summary>
    public static bool IsDayTariff(DateTimeOffset time) =>
        Of(time) is { DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday), Hour: >= 7 and < 22 };

    private static bool IsSummer(DateTimeOffset utc) => utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);

    // The clocks change at one o'clock UTC.
    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
