namespace Busbar.Vendors.Ocpp;

/// <summary>
/// Finds which measurands a station takes: it accepts or rejects a list as a whole and does not say why. All are tried at
/// once; where that is rejected they are added one by one, the most wanted first, so that the last list that was accepted,
/// which is the one the station keeps, is the best one.
/// </summary>
internal static class MeasurandFit
{
    public static readonly IReadOnlyList<string> Wanted =
    [
        "Energy.Active.Import.Register", "Power.Active.Import", "Current.Import", "Voltage", "Current.Offered", "SoC", "Energy.Active.Export.Register", "Power.Active.Export",
    ];

    /// <param name="accepts">Sets the list; null where no answer came, which ends the search.</param>
    /// <returns>The list that the station has now; empty where it took none.</returns>
    public static async Task<IReadOnlyList<string>> Find(IReadOnlyList<string> wanted, int? mostItems, Func<IReadOnlyList<string>, Task<bool?>> accepts)
    {
        var most = mostItems is > 0 and var limit ? limit : wanted.Count;
        IReadOnlyList<string> all = [.. wanted.Take(most)];
        switch (await accepts(all))
        {
            case true: return all;
            case null: return [];
        }
        IReadOnlyList<string> taken = [];
        foreach (var next in wanted)
        {
            if (taken.Count == most) break;
            IReadOnlyList<string> more = [.. taken, next];
            var answer = await accepts(more);
            if (answer is null) break;
            if (answer.Value) taken = more;
        }
        return taken;
    }

    public static string Join(IReadOnlyList<string> measurands) => string.Join(',', measurands);

    /// <summary>Whether two lists name the same, whatever their order and spacing.</summary>
    public static bool Same(string? one, string? other) => one is not null && other is not null && Split(one).SetEquals(Split(other));

    /// <summary>Whether the list names everything wanted.</summary>
    public static bool Covers(string? list) => list is not null && Split(list).IsSupersetOf(Wanted);

    private static HashSet<string> Split(string list) => new(list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
