using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Webhooks;

/// <summary>Two cars, and an application that is told of them as Svix would.</summary>
internal sealed class SvixStage : IAsyncDisposable
{
    public const string Key = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

    private SvixStage(ConnectHouse house, Receiver receiver) => (House, Receiver) = (house, receiver);

    public ConnectHouse House { get; }

    public Receiver Receiver { get; }

    public FakeClock Clock => House.Clock;

    public Guid Red { get; private set; }

    public Guid Blue { get; private set; }

    /// <summary>The endpoint at <see cref="Receiver"/>.</summary>
    public Guid Id { get; private set; }

    /// <summary>What was taken, as car and level, in its order.</summary>
    public IReadOnlyList<(Guid Car, double Level)> Taken =>
    [
        .. Receiver.All.Where(one => one.Answered is >= 200 and < 300).Select(one => one.Json).Where(json => json.GetProperty("type").ValueEquals(PlainEvents.Level))
            .Select(json => (json.GetProperty("data").GetProperty("car").GetGuid(), json.GetProperty("data").GetProperty("level").GetDouble())),
    ];

    public static async Task<SvixStage> Open(Engine engine = Engine.Sqlite, params string[] events)
    {
        var stage = new SvixStage(await ConnectHouse.Open(engine, services => services.AddSingleton<IEventDialect, PlainEvents>()), await Receiver.Start());
        stage.Red = await stage.House.Link(stage.House.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        stage.Blue = await stage.House.Link(stage.House.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-2"));
        await stage.House.House.RunDue();
        stage.Id = (await stage.Subscribe(stage.Receiver.Url, events)).Id;
        return stage;
    }

    public T Get<T>() where T : notnull => House.House.Get<T>();

    public async Task<Subscription> Subscribe(string url, IReadOnlyList<string> events, Client? client = null) => (await Get<AddSubscription>().Add(
        client ?? House.Client, PlainEvents.Dialect,
        new SubscriptionWish(url, Key, EventChoice.Of(new PlainEvents(), events).Value) { Manner = DeliveryManner.Svix })).Value;

    /// <summary>A car's battery has this level, as of a moment later.</summary>
    public Task Level(Guid car, double percent)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return Get<Database>().Write(db => Get<Core.Readings.TakeReadings>().Take(db, new Facts(
            car, [new(Signal.StateOfCharge, percent, Clock.Now)], Clock.Now.Stored(), FactSource.Poll, Online: true)));
    }

    /// <summary>Sends what is due; after a failure the rest follows at the next look.</summary>
    public async Task Deliver(int looks = 3)
    {
        for (var look = 0; look < looks; look++) await Get<DeliverWork>().RunDue(default);
    }

    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        await Deliver();
    }

    public Task<Subscription> Endpoint() => Get<Database>().Read(async db => (await SubscriptionTable.Find(db, Id))!);

    public Task<IReadOnlyList<Delivery>> Deliveries() => Get<Database>().Read(db => DeliveryTable.List(db, Id, 1_000));

    public Task<long> Count(string table) => Get<Database>().Read(db => db.ExecuteScalarAsync<long>($"select count(*) from {table}"));

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await House.DisposeAsync();
    }
}
