namespace Busbar.Core.Tenancy;

/// <summary>Which part of pairing an application wants; one that commands chargers itself may want less of it.</summary>
/// <param name="Shows">A car names its charger and a charger its car, and a car without a power of its own shows its charger's.</param>
/// <param name="Unlocks">A car can do what a charger of its home can do for it.</param>
/// <param name="Routes">A car's commands go to its charger where that is the one to do them.</param>
public sealed record PairingWish(bool Shows, bool Unlocks, bool Routes)
{
    public static readonly PairingWish All = new(true, true, true);
}
