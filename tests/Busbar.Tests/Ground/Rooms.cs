using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Ground;

/// <summary>The rooms over a store of the test's own, without doors and without clocks that run.</summary>
public sealed class Rooms : IAsyncDisposable
{
    private readonly StorePlace place;
    private readonly Store store;
    private readonly ServiceProvider services;

    private Rooms(StorePlace place, Store store, ServiceProvider services, FakeClock clock) => (this.place, this.store, this.services, Clock) = (place, store, services, clock);

    public FakeClock Clock { get; }

    public Database Database => store.Database;

    public static async Task<Rooms> Open(Engine engine, IVendors vendors)
    {
        var place = await StorePlace.New(engine, schema: true);
        var clock = new FakeClock();
        var environment = new Dictionary<string, string?> { ["BUSBAR_POSTGRES"] = place.Postgres };
        var options = BusbarOptions.Read(["--data", place.Folder], environment.GetValueOrDefault);
        var store = await Store.Open(options.Store, NullLogger.Instance, TimeProvider.System);
        var services = new ServiceCollection().AddLogging().AddBusbar(options, store, clock).AddSingleton(vendors).BuildServiceProvider();
        return new Rooms(place, store, services, clock);
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<Client> NewClient(string tenant = "acme", Realm realm = Realm.Sandbox) =>
        (await Get<AddClient>().Add((await Get<AddTenant>().Add(tenant, realm)).Value, "An application", null, ["http://localhost"], null)).Value.Client;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await store.DisposeAsync();
        await place.DisposeAsync();
    }
}
