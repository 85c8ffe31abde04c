using Busbar.Core.Basics;
using Busbar.Core.Work;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Work;

public sealed class NodesTests
{
    private readonly FakeClock clock = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task A_node_lives_while_it_beats_and_enters_anew_where_it_was_taken_for_gone(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var (first, second) = (New(store), New(store));
        await first.Enter();
        await second.Enter();
        var before = first.Own;
        for (var n = 0; n < 10; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            Assert.True(await first.Beat());
            Assert.True(await second.Beat());
        }
        Assert.Equal(new[] { first.Own, second.Own }.Order(), await Living(store));
        for (var n = 0; n < 5; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            Assert.True(await second.Beat());
        }
        Assert.Equal([second.Own], await Living(store));
        Assert.False(await first.Beat());
        Assert.NotEqual(before, first.Own);
        Assert.Equal(new[] { first.Own, second.Own }.Order(), await Living(store));
        Assert.True(await first.Beat());
        await second.Leave();
        Assert.Equal([first.Own], await Living(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_has_the_store_alone_is_alone(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await New(store).Enter();
        var alone = New(store, isAlone: true);
        await alone.Enter();
        Assert.Equal([alone.Own], await Living(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_sign_of_life_that_comes_at_the_last_moment_counts(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var node = New(store);
        await node.Enter();
        var last = Assert.Single(await store.Database.Read(NodeTable.List));
        clock.Advance(TimeSpan.FromSeconds(1));
        await node.Beat();
        Assert.False(await store.Database.Write(db => NodeTable.Bury(db, last)));
        Assert.Equal([node.Own], await Living(store));
    }

    private Nodes New(FreshStore store, bool isAlone = false) => new(store.Database, new NodeOptions(NodeOptions.DefaultPatience, isAlone), new Ids(clock), clock);

    private static async Task<IEnumerable<Guid>> Living(FreshStore store) => (await store.Database.Read(NodeTable.List)).Select(sign => sign.Node).Order();
}
