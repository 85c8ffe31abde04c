using System.Diagnostics;
using System.Text;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Storage;

/// <summary>What was deleted is gone from the files once they were scrubbed.</summary>
public sealed class SqliteScrubTests
{
    private const int Owners = 40, Rows = 4_000;

    /// <summary>First where nothing is overwritten or written anew, so that the search is known to find something.</summary>
    [Fact]
    public async Task No_copy_is_left_wherever_rows_were_moved_about()
    {
        Assert.NotEqual(0, await CopiesLeft(options => options with { SecureDelete = "off", RewrittenUpTo = 0 }));
        Assert.Equal(0, await CopiesLeft(options => options));
    }

    [Fact]
    public async Task Who_reads_holds_it_up_and_no_longer()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table t (x text)"));
        var (reads, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var reader = database.Read(async db =>
        {
            await db.ExecuteScalarAsync<long>("select count(*) from t");
            reads.SetResult();
            await goOn.Task;
            return true;
        });
        await reads.Task;
        await database.Write(db => db.ExecuteAsync("insert into t values ('x')"));
        Assert.False(await database.Scrub());
        goOn.SetResult();
        await reader;
        Assert.True(await database.Scrub());
        Assert.Equal(1, await database.Read(db => db.ExecuteScalarAsync<long>("select count(*) from t")));
    }

    private static async Task<int> CopiesLeft(Func<StoreOptions, StoreOptions> with)
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(with(new StoreOptions(place.Folder)), NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table readings (owner text not null, at bigint not null, signals text not null, primary key (owner, at)); create table states (owner text primary key, signals text not null)"));
        var random = new Random(20_261_122);
        for (var some = 0; some < Rows; some += 100)
            await database.Write(async db =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var owner = random.Next(Owners);
                    var row = new { owner = $"{owner * 7919 % 1009:0000}", at = random.NextInt64(1L << 40), signals = $"CANARY-{owner:00}-{new string('y', random.Next(300))}" };
                    await db.ExecuteAsync("insert into readings (owner, at, signals) values (@owner, @at, @signals)", row);
                    await db.ExecuteAsync("insert into states (owner, signals) values (@owner, @signals) on conflict (owner) do update set signals = excluded.signals", row);
                }
            });
        for (var owner = 0; owner < Owners; owner += 2)
        {
            var key = new { owner = $"{owner * 7919 % 1009:0000}" };
            await database.Write(db => db.ExecuteAsync("delete from readings where owner = @owner; delete from states where owner = @owner", key));
        }
        Assert.True(await database.Scrub());

        using var copy = new TempFolder();
        using var cp = Process.Start("cp", ["-r", place.Folder, copy.Path]);
        await cp.WaitForExitAsync();
        var text = string.Concat(Directory.EnumerateFiles(copy.Path, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.Contains("CANARY-01-", text, StringComparison.Ordinal);
        return Enumerable.Range(0, Owners / 2).Count(i => text.Contains($"CANARY-{i * 2:00}-", StringComparison.Ordinal));
    }
}
