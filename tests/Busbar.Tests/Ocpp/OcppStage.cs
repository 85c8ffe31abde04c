using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Tests.Ocpp;

/// <summary>The whole server with its OCPP door on a real port, over a watched store, at ten o'clock; and an application that links stations.</summary>
internal sealed class OcppStage : IAsyncDisposable
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private OcppStage(House house, WatchedDatabase store, Client client) => (House, Store, Client) = (house, store, client);

    public House House { get; }
    public Client Client { get; }
    public FakeClock Clock => House.Clock;
    public WatchedDatabase Store { get; }
    public OcppOutlet Outlet => House.Get<OcppOutlet>();
    public string Address => House.Url.GetLeftPart(UriPartial.Authority).Replace("http:", "ws:");

    /// <param name="database">What stands between the server and the watched database.</param>
    /// <param name="bells">In the place of those that ring.</param>
    /// <param name="lines">What stands between the stations and the server.</param>
    public static async Task<OcppStage> Start(Engine engine = Engine.Sqlite, OcppOptions? options = null, Func<Database, Database>? database = null, Bells? bells = null, BadLines? lines = null)
    {
        var house = await House.Open(engine, services =>
        {
            services.AddSingleton(all => new WatchedDatabase(all.GetRequiredService<Store>().Database));
            services.AddSingleton(all => database?.Invoke(all.GetRequiredService<WatchedDatabase>()) ?? all.GetRequiredService<WatchedDatabase>());
            services.AddLogging(logging => logging.ClearProviders());
            if (options is not null) services.AddSingleton(options);
            if (bells is not null) services.AddSingleton(bells);
            if (lines is not null) services.AddSingleton<IStartupFilter>(lines);
        }, Ten);
        return new OcppStage(house, house.Get<WatchedDatabase>(), (await house.NewClient(realm: Realm.Production)).Client);
    }

    /// <summary>One more server on the same store.</summary>
    public Task<House> OpenNode(Bells? bells = null) => House.OpenNode(services =>
    {
        services.AddLogging(logging => logging.ClearProviders());
        if (bells is not null) services.AddSingleton(bells);
    });

    /// <summary>A request for a station, as an application makes it.</summary>
    public async Task<Link> Ask(string? identity = null, Client? client = null, Guid? owner = null)
    {
        var inputs = identity is null ? new Dictionary<string, string>() : new() { [LinkInputs.Identifier] = identity };
        return (await House.Get<StartLink>().Start(client ?? Client, new LinkOrder(DeviceKind.ChargePoint, "ocpp", inputs, null, null, owner), default)).Value;
    }

    /// <summary>A new link for a station, and what its owner would enter there.</summary>
    public async Task<Owned> Link(string? identity = null, Client? client = null, Guid? owner = null)
    {
        var link = await Ask(identity, client, owner);
        Assert.Equal((LinkStatus.Pending, null), (link.Status, link.FailureMessage));
        var dialIn = await Outlet.Vendor.Describe(link.TenantId, link.Id);
        return new Owned(link.TenantId, link.Id, dialIn!.Identity, dialIn.Path, (await Outlet.Vendor.RevealPassword(link.TenantId, link.Id))!);
    }

    public static Task<StationClient> Dial(House node, Owned station) =>
        StationClient.Dial(node.Url.GetLeftPart(UriPartial.Authority).Replace("http:", "ws:") + station.Path, station.Identity, station.Password);

    public Task<StationClient> Dial(Owned station) => StationClient.Dial(Address + station.Path, station.Identity, station.Password);

    /// <summary>A station with one connector that has booted and told its settings.</summary>
    public async Task<(StationClient Client, Guid Device, Owned Owned)> Booted(params (string Key, string Value)[] settings)
    {
        var owned = await Link("CP-1");
        var client = await Dial(owned);
        client.Settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        await client.Boot();
        return (client, (await Device(owned.Identity))!.Id, owned);
    }

    public DeviceAddress Addressed(Owned owned, Guid device, string? vendorId = null) => new(owned.Tenant, Guid.Empty, device, DeviceKind.ChargePoint, vendorId ?? owned.Identity);

    /// <summary>A person whom the application names as owner.</summary>
    public async Task<Guid> NewUser()
    {
        var id = House.Get<Ids>().New();
        await Store.Write(db => UserTable.Add(db, new User(id, Client.TenantId, id.ToString(), Clock.Now)));
        return id;
    }

    /// <summary>How a link stands.</summary>
    public async Task<Link> Standing(Guid link) => (await Store.Read(db => LinkTable.Find(db, link)))!;

    /// <summary>What the application sees under a vendor id.</summary>
    public async Task<Device?> Device(string vendorId) => (await Devices()).SingleOrDefault(device => device.VendorId == vendorId);

    public Task<IReadOnlyList<Device>> Devices() => Store.Read(db => DeviceTable.ListFor(db, Client, null, 100));

    public async Task<bool> Online(Guid device) => (await Store.Read(db => StateTable.Find(db, device))).IsOnline;

    /// <summary>The newest value of a signal.</summary>
    public async Task<Value?> Value(Guid device, Signal signal) =>
        (await Store.Read(db => StateTable.Find(db, device))).Signals.TryGetValue(signal, out var known) ? known.Value : default(Value?);

    /// <summary>Its readings, in the order of measuring.</summary>
    public async Task<IReadOnlyList<(double Value, DateTimeOffset At)>> Values(Guid device, Signal signal) =>
        [.. (await Store.Read(db => ReadingTable.Since(db, device, DateTimeOffset.UnixEpoch)))
            .Where(reading => reading.Signals.ContainsKey(signal)).Select(reading => (reading.Signals[signal].Number, reading.MeasuredAt))];

    /// <summary>
    /// Lets time pass until it has come about, second by second, and only while something waits for time to pass: what the server
    /// does meanwhile takes none. Between the seconds the line is used, so that no message is on its way for longer than one.
    /// </summary>
    public async Task<T> Pass<T>(StationClient client, Task<T> until)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!until.IsCompleted)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It did not come about in time.");
            if (Clock.Armed > 0) Clock.Advance(TimeSpan.FromSeconds(1));
            await client.Knock();
        }
        return await until;
    }

    /// <summary>True when so much time has passed.</summary>
    public async Task<bool> After(TimeSpan time)
    {
        await Task.Delay(time, Clock);
        return true;
    }

    /// <summary>A command of the same binary, as the running server carries it out.</summary>
    public Task<(int Exit, string Text)> Cli(params string[] words) => House.Get<Busbar.Server.Cli.Commands>().Run(words);

    public Task StopServer() => House.App.StopAsync();

    public ValueTask DisposeAsync() => House.DisposeAsync();
}

internal sealed record Owned(Guid Tenant, Guid Link, string Identity, string Path, string Password);
