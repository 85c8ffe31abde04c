using System.Diagnostics;
using Npgsql;

namespace Busbar.Tests.Ground;

/// <summary>
/// A private PostgreSQL server of this test run: reached over a socket in a folder of its own, and gone with the test
/// process however that ends, since a small shell waits on a pipe from it.
/// </summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<Task<PostgresCluster>> running = new(Start);
    private static int databases;
    private readonly string folder;
    // Held open: the server ends when this is collected or the process ends.
    private readonly Process shell;

    private PostgresCluster(string folder, Process shell) => (this.folder, this.shell) = (folder, shell);

    /// <summary>Why there is no server to be had; null where there is.</summary>
    public static string? Missing { get; } =
        Programs() is null ? "PostgreSQL is not installed: apt-get install postgresql"
        : Environment.UserName == "root" && !File.Exists("/usr/sbin/runuser") ? "PostgreSQL refuses to run as root, and there is no runuser"
        : null;

    public static Task<PostgresCluster> Running() => running.Value;

    /// <summary>A fresh, empty database.</summary>
    public async Task<string> NewDatabase(string options = "")
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Execute($"create database {name} template template0 {options}");
        return ConnectionString(name);
    }

    public Task Drop(string connectionString) =>
        Execute($"drop database {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    private async Task Execute(string text)
    {
        await using var db = new NpgsqlConnection(ConnectionString("postgres"));
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(text, db);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database)
    {
        if (shell.HasExited) throw new InvalidOperationException("The tests' PostgreSQL server has ended.");
        return $"Host={folder};Username=busbar;Database={database};Maximum Pool Size=20";
    }

    private static async Task<PostgresCluster> Start()
    {
        var command = new List<string> { "/bin/sh", "-c", Script, "sh", Programs()! };
        if (Environment.UserName == "root") command.InsertRange(0, ["/usr/sbin/runuser", "-u", "postgres", "--"]);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        var shell = Process.Start(start)!;
        var answer = await shell.StandardOutput.ReadLineAsync();
        if (answer is not ['/', ..]) throw new InvalidOperationException($"PostgreSQL did not start: {answer} {await shell.StandardOutput.ReadToEndAsync()}");
        return new PostgresCluster(answer, shell);
    }

    private static string? Programs() => !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
        .Where(version => File.Exists($"{version}/bin/initdb") && double.TryParse(Path.GetFileName(version), out _))
        .OrderByDescending(version => double.Parse(Path.GetFileName(version)))
        .Select(version => $"{version}/bin")
        .FirstOrDefault();

    private const string Script = """
        bin=$1
        dir=$(mktemp -d /tmp/busbar-postgres.XXXXXX) || exit 1
        if ! "$bin/initdb" -D "$dir/data" -U busbar -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/log" 2>&1; then
            cat "$dir/log"; rm -rf "$dir"; exit 1
        fi
        "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=400 -c fsync=off -c full_page_writes=off >>"$dir/log" 2>&1 </dev/null &
        server=$!
        until "$bin/pg_isready" -q -h "$dir"; do
            if ! kill -0 $server 2>/dev/null; then cat "$dir/log"; rm -rf "$dir"; exit 1; fi
            sleep 0.05
        done
        echo "$dir"
        cat >/dev/null
        kill -QUIT $server
        wait $server
        rm -rf "$dir"
        """;
}
