namespace Busbar.Core.Catalogues;

/// <summary>Which model a vendor's free text names: <c>MODEL_3</c>, <c>ID.4 Pro</c>, <c>Pulsar Plus 7.4</c>. Silent where that is not sure.</summary>
public static class ModelNaming
{
    /// <param name="isAnother">Whether words that the model's name does not have make it another one.</param>
    public static TModel? Find<TModel>(MakeNames<TModel> make, string text, Func<TModel, IEnumerable<string>, bool> isAnother) where TModel : class, INamed
    {
        var fits = make.Without(NameWords.Of(text)).SelectMany(said => make.Keys.Where(key => IsIn(key.Words, said)).Select(key => new Fit<TModel>(key, said))).ToList();
        if (fits.Count == 0) return null;
        var best = fits.Where(fit => fit.Key.Length == fits.Max(other => other.Key.Length)).ToList();
        return best.DistinctBy(fit => fit.Key.Model.Id).Count() == 1 && best.Exists(fit => IsSure(fit, make.Keys, isAnother)) ? best[0].Key.Model : null;
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

    /// <summary>Whether nothing in the text speaks against it: it may be the beginning of another model's name, or go on with what this one is not.</summary>
    private static bool IsSure<TModel>(Fit<TModel> fit, IReadOnlyList<ModelKey<TModel>> keys, Func<TModel, IEnumerable<string>, bool> isAnother) where TModel : class, INamed
    {
        if (string.Concat(fit.Said) == string.Concat(fit.Key.Words)) return true;
        var beginsAnother = keys.Any(other => other.Model.Id != fit.Key.Model.Id && other.Words.Count > fit.Said.Count && other.Words.Take(fit.Said.Count).SequenceEqual(fit.Said));
        return !beginsAnother && !isAnother(fit.Key.Model, fit.Said.Except(fit.Key.Words));
    }

    private sealed record Fit<TModel>(ModelKey<TModel> Key, IReadOnlyList<string> Said) where TModel : INamed;
}
