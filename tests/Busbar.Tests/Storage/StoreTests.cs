using Busbar.Core.Basics;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Storage;

public sealed class StoreTests
{
    private static readonly string oneKey = new('1', 64), otherKey = new('2', 64);

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_start_makes_a_key_and_later_starts_find_it(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        string id;
        await using (var first = await Open(place)) id = first.MasterKey.Id;
        await using var second = await Open(place);
        Assert.Equal(id, second.MasterKey.Id);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(second.Folder.KeyFile));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_that_is_given_leaves_no_file(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using (var first = await Open(place, oneKey)) Assert.False(File.Exists(first.Folder.KeyFile));
        await using var second = await Open(place, oneKey);
        Assert.Equal(new MasterKey(Convert.FromHexString(oneKey)).Id, second.MasterKey.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_key_than_the_stores_own_is_refused(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using (await Open(place, oneKey)) { }
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => Open(place, otherKey));
        Assert.Contains("was sealed with master key", refused.Message);
        Assert.DoesNotContain(otherKey, refused.Message);
        await using (await Open(place, oneKey)) { }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_that_only_claims_the_right_name_is_refused(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using (var store = await Open(place, oneKey))
        {
            var ownCheck = (await store.Database.Read(KeyCheckTable.All))[0];
            var forged = new Vault(new MasterKey(Convert.FromHexString(otherKey))).SealOwn("key-check", "busbar");
            await store.Database.Write(db => Dapper.SqlMapper.ExecuteAsync(db, "update key_checks set sealed = @forged where key_id = @KeyId", new { forged, ownCheck.KeyId }));
        }
        await Assert.ThrowsAsync<StoreRefused>(() => Open(place, oneKey));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lost_key_is_said_and_not_replaced(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        string keyFile;
        await using (var first = await Open(place)) keyFile = first.Folder.KeyFile;
        File.Delete(keyFile);
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => Open(place));
        Assert.Contains($"there is no {keyFile}", refused.Message);
        Assert.False(File.Exists(keyFile));
    }

    [Theory, OnPostgres]
    public async Task Nodes_share_a_database_only_with_the_same_key(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using var elsewhere = await StorePlace.New(Engine.Sqlite);
        await using var first = await Open(place);
        await using (await Open(place)) { }
        var options = new StoreOptions(elsewhere.Folder, place.Postgres);
        await Assert.ThrowsAsync<StoreRefused>(() => Store.Open(options, NullLogger.Instance, TimeProvider.System));
        File.Copy(first.Folder.KeyFile, Path.Combine(elsewhere.Folder, DataFolder.KeyFileName));
        await using var second = await Store.Open(options, NullLogger.Instance, TimeProvider.System);
        Assert.Equal(first.MasterKey.Id, second.MasterKey.Id);
    }

    [Theory, OnSqlite]
    public async Task A_store_that_is_open_is_refused_to_the_next(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using (await Open(place))
        {
            var refused = await Assert.ThrowsAsync<DataFolderInUse>(() => Open(place));
            Assert.Contains(place.Folder, refused.Message);
        }
        await using (await Open(place)) { }
    }

    [Fact]
    public void Options_do_not_print_their_secrets() =>
        Assert.DoesNotContain("s3cret", new StoreOptions("data", "Password=s3cret", "s3cret").ToString());

    private static Task<Store> Open(StorePlace place, string? key = null) =>
        Store.Open(new StoreOptions(place.Folder, place.Postgres, key), NullLogger.Instance, TimeProvider.System);
}
