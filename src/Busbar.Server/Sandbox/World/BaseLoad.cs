namespace Busbar.Server.Sandbox.World;

/// <summary>All that runs in a home and is not a device of its own: light, kitchen, fridge, the odd washing machine.</summary>
internal static class BaseLoad
{
    private static readonly double[] WattsByHour =
    [
        140, 130, 125, 125, 130, 150, 260, 380, 330, 250, 230, 260, 340, 290, 240, 230, 270, 420, 560, 580, 520, 430, 300, 190,
    ];

    public static Phases At(long seed, DateTimeOffset time)
    {
        var minutes = Minute.Of(time).UtcTicks / TimeSpan.TicksPerMinute;
        var hour = WallClock.Of(time).Hour;
        var lively = WattsByHour[hour] * Dice.Roll(seed, About.Restlessness, minutes / 15, 0.75, 1.25);
        return new(lively * 0.6 + Appliance(seed, minutes / 30, hour), lively * 0.4, Fridge(seed, minutes));
    }

    private static double Fridge(long seed, long minutes) => (minutes + (long)(40 * Dice.Roll(seed, About.Fridge, 0))) % 40 < 14 ? 95 : 4;

    // A washing machine or a kettle: half an hour at a time, by day, now and then.
    private static double Appliance(long seed, long turn, int hour) =>
        hour is >= 7 and < 22 && Dice.Roll(seed, About.Appliance, turn) < 0.12 ? Dice.Roll(seed, About.ApplianceSize, turn, 700, 2100) : 0;
}
