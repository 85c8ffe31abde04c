using Busbar.Core.Basics;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Recipes;

/// <summary>The stores that a test class opens, closed when it is done.</summary>
public abstract class Stores : IAsyncLifetime
{
    private readonly List<FreshStore> opened = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in opened) await store.DisposeAsync();
    }

    protected async Task<Database> Open(Engine engine)
    {
        opened.Add(await FreshStore.Open(engine));
        return opened[^1].Database;
    }
}
