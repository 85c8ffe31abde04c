namespace Busbar.Bench;

/// <summary>What to measure, and how hard.</summary>
/// <param name="Names">Which benches to run; all, where none is named.</param>
/// <param name="Postgres">A connection string: measure on this PostgreSQL, which must be empty; null for SQLite in a folder of its own.</param>
/// <param name="Seconds">How long a bench that goes on until told holds its load.</param>
/// <param name="Stations">How many stations connect; 0 for each bench's own number.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Names, string? Postgres, int Seconds, int Stations)
{
    /// <summary>Null where a word is not known; it was told.</summary>
    public static BenchOptions? Read(string[] args, ICollection<string> known)
    {
        var (names, postgres, seconds, stations) = (new List<string>(), (string?)null, 20, 0);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--postgres" when value is not null: (postgres, i) = (value, i + 1); break;
                case "--seconds" when int.TryParse(value, out var given) && given > 0: (seconds, i) = (given, i + 1); break;
                case "--stations" when int.TryParse(value, out var given) && given > 0: (stations, i) = (given, i + 1); break;
                case var name when known.Contains(name): names.Add(name); break;
                default:
                    Console.Error.WriteLine($"'{args[i]}' is not known. bench [{string.Join(" | ", known)}]… [--postgres CONNECTION] [--seconds N] [--stations N]");
                    return null;
            }
        }
        return new BenchOptions(names.Count == 0 ? [.. known] : names, postgres, seconds, stations);
    }
}
