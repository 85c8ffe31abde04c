namespace Busbar.Server.Sandbox.World;

/// <summary>Three numbers, one for each phase.</summary>
public readonly record struct Phases(double L1, double L2, double L3)
{
    public double Total => L1 + L2 + L3;

    public static Phases Even(double total) => new(total / 3, total / 3, total / 3);

    public static Phases operator +(Phases a, Phases b) => new(a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3);

    public static Phases operator /(Phases a, Phases b) => new(a.L1 / b.L1, a.L2 / b.L2, a.L3 / b.L3);
}

/// <summary>The voltage of the street, a little above nominal, so that a current never exceeds what its power was reckoned from.</summary>
internal static class Mains
{
    public const double Nominal = 230;

    public static Phases VoltageAt(long seed, DateTimeOffset time)
    {
        var minute = Minute.Of(time).UtcTicks / TimeSpan.TicksPerMinute;
        return new(Volts(About.VoltageL1), Volts(About.VoltageL2), Volts(About.VoltageL3));

        double Volts(About phase) => Dice.Roll(seed, phase, minute, Nominal, Nominal + 5);
    }
}
