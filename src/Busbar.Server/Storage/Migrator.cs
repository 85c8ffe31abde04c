using Busbar.Core.Basics;

namespace Busbar.Server.Storage;

/// <summary>Brings a store's schema up to date, each file in a transaction of its own. The caller holds the schema's lock.</summary>
internal static partial class Migrator
{
    /// <exception cref="StoreRefused">The store has been through other files than these.</exception>
    public static async Task Run(Database database, IReadOnlyList<SchemaFile> files, ILogger log, TimeProvider time)
    {
        await database.Write(SchemaTable.Ensure);
        var applied = await database.Read(SchemaTable.All);
        foreach (var file in ToApply(files, applied))
        {
            await database.Write(db => SchemaTable.Apply(db, file, time.GetUtcNow()));
            Log.Applied(log, file.ToString());
        }
    }

    /// <summary>The files that are still to come, in order.</summary>
    public static IReadOnlyList<SchemaFile> ToApply(IReadOnlyList<SchemaFile> files, IReadOnlyList<SchemaVersion> applied)
    {
        var byNumber = new SortedDictionary<int, SchemaFile>();
        foreach (var file in files)
        {
            if (!byNumber.TryAdd(file.Number, file)) throw new StoreRefused($"Two schema files have number {file.Number:0000}: {byNumber[file.Number].Name} and {file.Name}. Give one of them a number of its own.");
        }
        foreach (var version in applied)
        {
            if (!byNumber.Remove((int)version.Number, out var file))
                throw new StoreRefused($"The store has been through schema file {Named(version)}, which this version of Busbar does not have: a newer version used it. Run that version, or restore a backup.");
            if (file.Name != version.Name || file.Fingerprint != version.Fingerprint)
                throw new StoreRefused($"The store has been through schema file {Named(version)}, but this version of Busbar has {file} with other content. Files that were applied are never changed: run the version that belongs to this store, or put the change into a new file.");
        }
        var last = applied.Select(version => version.Number).DefaultIfEmpty(0).Max();
        var late = byNumber.Values.FirstOrDefault(file => file.Number < last);
        return late is null
            ? [.. byNumber.Values]
            : throw new StoreRefused($"Schema file {late} comes too late: the store has been through number {last:0000} already. Give the file a higher number.");
    }

    private static string Named(SchemaVersion version) => $"{version.Number:0000}_{version.Name}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Schema {File} applied")]
        public static partial void Applied(ILogger log, string file);
    }
}
