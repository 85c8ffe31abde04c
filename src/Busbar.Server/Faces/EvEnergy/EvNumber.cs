namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Numbers as this face tells them: most are whole.</summary>
internal static class EvNumber
{
    public static int? Whole(double? number) => number is { } known ? (int)Math.Round(known) : null;
}
