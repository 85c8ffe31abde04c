namespace Busbar.Core.Vehicles;

/// <summary>
/// Which model a vendor's free text names: <c>MODEL_3</c>, <c>ID.4 Pro</c>, <c>Q4 50 e-tron quattro</c>. Silent where that is not
/// sure: <c>Niro</c> is an electric car and a plug-in hybrid, and a <c>Kona</c> may burn petrol.
/// </summary>
public static class VehicleNaming
{
    /// <summary>What follows the name of an electric car only where it is another car.</summary>
    private static readonly string[] notElectric = ["hybrid", "ehybrid", "hev", "mhev", "phev"];

    public static VehicleModel? Find(MakeNames make, string text)
    {
        var fits = make.Without(VehicleWords.Of(text)).SelectMany(said => make.Keys.Where(key => IsIn(key.Words, said)).Select(key => new Fit(key, said))).ToList();
        if (fits.Count == 0) return null;
        var best = fits.Where(fit => fit.Key.Length == fits.Max(other => other.Key.Length)).ToList();
        return best.DistinctBy(fit => fit.Key.Model.Id).Count() == 1 && best.Exists(fit => IsSure(fit, make.Keys)) ? best[0].Key.Model : null;
    }

    /// <summary>Whether all words of the key stand in the text, the first of them first, in their order; or the text begins with them, written together.</summary>
    private static bool IsIn(IReadOnlyList<string> key, IReadOnlyList<string> said)
    {
        if (said.Count == 0) return false;
        var next = 0;
        if (said[0] == key[0])
            foreach (var word in said)
                if (next < key.Count && word == key[next]) next++;
        var (together, begin) = (string.Concat(key), "");
        return next == key.Count || said.Any(word => (begin += word) == together);
    }

    /// <summary>Whether nothing in the text speaks against it: it may be the beginning of another model's name, or go on with what this car is not.</summary>
    private static bool IsSure(Fit fit, IReadOnlyList<ModelKey> keys)
    {
        if (string.Concat(fit.Said) == string.Concat(fit.Key.Words)) return true;
        var beginsAnother = keys.Any(other => other.Model.Id != fit.Key.Model.Id && other.Words.Count > fit.Said.Count && other.Words.Take(fit.Said.Count).SequenceEqual(fit.Said));
        return !beginsAnother && (fit.Key.Model.Type != VehicleType.BEV || !fit.Said.Except(fit.Key.Words).Intersect(notElectric).Any());
    }

    private sealed record Fit(ModelKey Key, IReadOnlyList<string> Said);
}
