using System.Diagnostics;
using Npgsql;

namespace Busbar.Tests.Ground;

/// <summary>
/// A private PostgreSQL server over a Unix socket, nothing of it kept and nothing of it safe from a power cut. One serves
/// the whole test run. It runs under a small shell that waits on its standard input, so it ends with the test process,
/// however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(Start);
    private static readonly string? Binaries = FindBinaries();
    private static int databases;

    private readonly Process shell;

    private PostgresServer(Process shell, string folder) => (this.shell, Folder) = (shell, folder);

    /// <summary>Why there is no PostgreSQL to be had; null where there is.</summary>
    public static string? Missing { get; } =
        Binaries is null ? "PostgreSQL's server is not installed: ./test.sh installs it."
        : Programs.IsRoot && (Programs.Find("runuser") is null || !HasPostgresUser()) ? "PostgreSQL refuses root, and there is no user 'postgres' to run it."
        : null;

    /// <summary>Where its socket and data are.</summary>
    public string Folder { get; }

    /// <summary>A fresh, empty database on the shared server, with byte order (C collation) unless told otherwise: its connection string.</summary>
    public static async Task<string> NewDatabase(string with = "") => await (await Shared.Value).Create(with);

    /// <summary>A fresh copy of a database on the shared server; nobody may be connected to that one.</summary>
    public static async Task<string> NewCopy(string connectionString) => await (await Shared.Value).Create(template: new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <summary>Takes a database away again, whoever is still connected. Not needed for cleanliness, only for the disk of long runs.</summary>
    public static async Task Drop(string connectionString) =>
        await (await Shared.Value).Run($"drop database \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" with (force)");

    /// <summary>A server of the test's own.</summary>
    public static async Task<PostgresServer> Start()
    {
        var shell = Process.Start(Command()) ?? throw new InvalidOperationException("No shell.");
        var errors = shell.StandardError.ReadToEndAsync();
        var folder = await shell.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return folder is not null
            ? new PostgresServer(shell, folder)
            : throw new InvalidOperationException("PostgreSQL did not start:\n" + await errors);
    }

    /// <param name="with">More for <c>create database</c>, such as another locale.</param>
    /// <param name="template">The database that it is a copy of.</param>
    public async Task<string> Create(string with = "", string template = "template0")
    {
        var name = $"test{Interlocked.Increment(ref databases)}";
        await Run($"create database \"{name}\" template \"{template}\" {with}");
        return ConnectionString(name);
    }

    /// <summary>The server stops and its folder goes.</summary>
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        shell.Dispose();
    }

    private async Task Run(string sql)
    {
        await using var db = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database) => $"Host={Folder};Username=busbar;Database={database};Maximum Pool Size=32";

    private static ProcessStartInfo Command()
    {
        string[] command = ["/bin/sh", "-c", Script, "postgres-for-tests", Binaries ?? throw new InvalidOperationException(Missing)];
        if (Programs.IsRoot) command = ["runuser", "-u", "postgres", "--", .. command];
        return new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // /tmp, not the test's temporary folder: a socket's path has at most 107 characters, and another user must reach it.
    private const string Script = """
        bin=$1
        folder=$(mktemp -d /tmp/busbar-pg.XXXXXX) || exit 1
        trap 'rm -rf "$folder"' EXIT
        trap 'exit 1' INT TERM HUP
        "$bin/initdb" -D "$folder/data" -U busbar -A trust -E UTF8 --locale=C.UTF-8 --lc-collate=C --no-sync >"$folder/log" 2>&1 </dev/null ||
            { cat "$folder/log" >&2; exit 1; }
        "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=400 \
            -c fsync=off -c full_page_writes=off >>"$folder/log" 2>&1 </dev/null &
        server=$!
        until "$bin/pg_isready" -q -h "$folder"; do
            kill -0 $server 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
            sleep 0.05
        done
        echo "$folder"
        cat >/dev/null
        kill -QUIT $server
        wait $server
        """;

    private static string? FindBinaries()
    {
        const string versions = "/usr/lib/postgresql";
        if (!Directory.Exists(versions)) return null;
        return Directory.GetDirectories(versions)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")));
    }

    private static bool HasPostgresUser() => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));
}
