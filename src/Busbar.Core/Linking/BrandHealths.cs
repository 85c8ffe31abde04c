using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>How the brands of a realm do now; looked up once a minute at most, whoever asks.</summary>
public sealed class BrandHealths(Database database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Realm, (DateTimeOffset At, IReadOnlyDictionary<string, BrandRecord> Records)> seen = new();

    /// <summary>By brand id; a brand that is absent is ready.</summary>
    public async Task<IReadOnlyDictionary<string, BrandHealth>> Of(Realm realm) => (await Records(realm)).ToDictionary(one => one.Key, one => JudgeBrand.Judge(one.Value));

    /// <summary>As the one above, of the reading of what is linked alone.</summary>
    public async Task<IReadOnlyDictionary<string, BrandHealth>> OfReading(Realm realm) => (await Records(realm)).ToDictionary(one => one.Key, one => JudgeBrand.JudgeReading(one.Value));

    private async Task<IReadOnlyDictionary<string, BrandRecord>> Records(Realm realm)
    {
        var now = time.GetUtcNow();
        if (!seen.TryGetValue(realm, out var last) || now - last.At >= Fresh)
            seen[realm] = last = (now, await database.Read(db => BrandRecordTable.Of(db, realm, now - JudgeBrand.Window)));
        return last.Records;
    }
}
