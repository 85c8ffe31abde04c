namespace Busbar.Core.Pairing;

public enum PairVerdict
{
    /// <summary>This car is on this charger.</summary>
    Pinned,
    /// <summary>This car is not on this charger.</summary>
    Barred,
}

/// <summary>What an operator knows better. It wins until either of the two is unplugged.</summary>
public sealed record PairCorrection(Guid CarId, Guid ChargerId, PairVerdict Verdict, DateTimeOffset MadeAt)
{
    /// <summary>Those that are not over. Of two about the same car and charger the newer counts, and of two pins that share either.</summary>
    public static IReadOnlyList<PairCorrection> InForce(IReadOnlyList<PairCorrection> all, Home home)
    {
        if (all.Count == 0) return all;
        var words = new List<PairCorrection>();
        foreach (var word in all.OrderByDescending(word => word.MadeAt).ThenBy(word => word.CarId).ThenBy(word => word.ChargerId))
        {
            if (Find(home.Cars, word.CarId) is not { } car || Find(home.Chargers, word.ChargerId) is not { } charger || word.IsOver(car, charger)) continue;
            if (words.Exists(newer => newer.Outdoes(word))) continue;
            words.Add(word);
        }
        return words;
    }

    private bool Outdoes(PairCorrection older) =>
        (CarId == older.CarId && ChargerId == older.ChargerId)
        || (Verdict is PairVerdict.Pinned && older.Verdict is PairVerdict.Pinned && (CarId == older.CarId || ChargerId == older.ChargerId));

    private static PlugEvidence? Find(IReadOnlyList<HomeDevice> devices, Guid id) => devices.FirstOrDefault(device => device.DeviceId == id)?.Evidence;

    public bool IsOver(PlugEvidence car, PlugEvidence charger) => WasUnplugged(car) || WasUnplugged(charger);

    private bool WasUnplugged(PlugEvidence device) =>
        (device.IsPlugged is false && device.PlugSeenAt - device.Lead > MadeAt) || device.Unplug?.By - device.Lead > MadeAt;
}
