namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Numbers as this face tells them: most are whole.</summary>
internal static class EvNumber
{
    public static int? Whole(double? number) => number is { } known ? (int)Math.Round(known) : null;

    /// <summary>In thousandths of the unit that it has inside: watt-hours of kilowatt-hours, milliamps of amps.</summary>
    public static int? Thousandths(double? number) => Whole(number * 1000);
}
