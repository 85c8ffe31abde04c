using Dapper;
using Npgsql;

namespace Busbar.Server.Storage;

/// <summary>What a PostgreSQL database must be like before anything is stored in it.</summary>
internal static partial class PostgresChecks
{
    // Everything that stands in ids, in byte order, and the pairs that language-aware orders turn round: they look at
    // letters first, at case and punctuation last.
    private static readonly string[] probes =
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => ((char)c).ToString()).Concat(["Ab", "a-b", "a-c", "aB", "ab", "a_a"]).Order(StringComparer.Ordinal)];

    public static async Task Run(NpgsqlConnection db, ILogger log)
    {
        var settings = await db.QuerySingleAsync<Settings>("""
            select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
                current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync,
                (select datcollate from pg_database where datname = current_database()) as collation
            """);
        Log.Version(log, settings.Version);
        if (settings.Encoding != "UTF8")
            throw new StoreRefused($"The PostgreSQL database {db.Database} has encoding {settings.Encoding}; Busbar needs UTF8. {MakeAnew(db)}");
        if (!await ComparesBytes(db))
            throw new StoreRefused($"The PostgreSQL database {db.Database} has collation {settings.Collation}, which does not compare text byte by byte; paging rests on that. {MakeAnew(db)}");
        if (settings.Commit is not ("on" or "remote_apply"))
            throw new StoreRefused($"PostgreSQL runs with synchronous_commit = {settings.Commit}, which may lose what Busbar has acknowledged. Set it to on: alter database \"{db.Database}\" set synchronous_commit = on");
        if (settings.Fsync != "on") Log.NoSync(log);
    }

    // Asked, not read from the collation's name: what C.UTF-8 is called depends on the provider and the system.
    private static async Task<bool> ComparesBytes(NpgsqlConnection db) =>
        probes.SequenceEqual(await db.QueryAsync<string>("select probe from unnest(@probes) as probe order by probe", new { probes }));

    private static string MakeAnew(NpgsqlConnection db) =>
        $"Make the database anew: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 {db.Database}";

    private sealed record Settings(string Version, string Encoding, string Commit, string Fsync, string Collation);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL {Version}")]
        public static partial void Version(ILogger log, string version);

        [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL runs with fsync off: a power cut can lose or destroy everything. Good for tests only.")]
        public static partial void NoSync(ILogger log);
    }
}
