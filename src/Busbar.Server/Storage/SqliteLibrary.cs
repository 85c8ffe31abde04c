using System.Runtime.InteropServices;
using SQLitePCL;

namespace Busbar.Server.Storage;

/// <summary>Which SQLite this process runs on: the system's, which gets security updates, or else the bundled one.</summary>
internal static partial class SqliteLibrary
{
    // Below it, two connections that write or checkpoint at the same moment can corrupt the WAL. Ours has one writer.
    private static readonly Version walResetFixed = new(3, 51, 3);

    private static readonly Lazy<Version> version = new(Load);

    public static void Use(ILogger log)
    {
        Log.Version(log, version.Value);
        if (version.Value < walResetFixed) Log.OldVersion(log, version.Value, walResetFixed);
    }

    private static Version Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
            name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        // Nobody reads how much memory SQLite has in use, and to count it every allocation of every connection waits for one lock.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        return Version.Parse(raw.sqlite3_libversion().utf8_to_string());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "SQLite {Version}")]
        public static partial void Version(ILogger log, Version version);

        [LoggerMessage(Level = LogLevel.Warning, Message = "SQLite {Version} is older than {Fixed}, which mends a rare corruption with several writers. Busbar has one writer and is not affected, as long as no other program writes to its database.")]
        public static partial void OldVersion(ILogger log, Version version, Version @fixed);
    }
}
