using System.Net.Http.Headers;
using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Server.Storage;
using Busbar.Server.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Ground;

/// <summary>
/// The whole server in this process, on a real port and a store of its own, with a clock that stands still. The clocks of due work
/// do not run by themselves: <see cref="RunDue"/> does everything that is due now.
/// </summary>
public sealed class House : IAsyncDisposable
{
    private readonly StorePlace? owned;
    private Store store = null!;

    private readonly Func<StoreOptions, StoreOptions> storage;

    private House(StorePlace place, bool owns, FakeClock clock, Func<StoreOptions, StoreOptions>? storage = null) =>
        (Place, owned, Clock, this.storage) = (place, owns ? place : null, clock, storage ?? (asItIs => asItIs));

    public StorePlace Place { get; }

    public WebApplication App { get; private set; } = null!;

    public FakeClock Clock { get; }

    /// <summary>Calls the server without a token and does not follow redirects.</summary>
    public HttpClient Http { get; private set; } = null!;

    public Uri Url => Http.BaseAddress!;

    /// <param name="change">What stands in another's place.</param>
    /// <param name="folder">What is put into the data folder before the start.</param>
    /// <param name="storage">How the store is opened.</param>
    public static async Task<House> Open(
        Engine engine, Action<IServiceCollection>? change = null, DateTimeOffset? start = null, Action<string>? folder = null, Func<StoreOptions, StoreOptions>? storage = null)
    {
        var place = await StorePlace.New(engine, schema: true);
        folder?.Invoke(place.Folder);
        var house = new House(place, owns: true, new FakeClock(start), storage);
        await house.Start(change);
        return house;
    }

    /// <summary>One more server on the same store: a node. It must be disposed before the first, and goes by the same clock.</summary>
    public async Task<House> OpenNode(Action<IServiceCollection>? change = null)
    {
        var house = new House(Place, owns: false, Clock);
        await house.Start(change);
        return house;
    }

    /// <summary>Stops the server, and starts it again later, at another port, on the same store.</summary>
    public async Task Restart(TimeSpan pause, Action<IServiceCollection>? change = null)
    {
        await Stop();
        Clock.Advance(pause);
        await Start(change);
    }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>A client in a tenant of this name, signed in: its calls carry a token.</summary>
    public async Task<HttpClient> SignIn(string tenant = "acme", Realm realm = Realm.Sandbox, string name = "An application", string[]? returnAddresses = null) =>
        (await SignIn(await NewClient(tenant, realm, name, returnAddresses))).Http;

    public async Task<NewClient> NewClient(string tenant = "acme", Realm realm = Realm.Sandbox, string name = "An application", string[]? returnAddresses = null) =>
        await Unlimited((await Get<AddClient>().Add((await Get<AddTenant>().Add(tenant, realm)).Value, name, null, returnAddresses ?? ["http://localhost", "http://127.0.0.1"], null)).Value);

    // A suite asks for more in a moment than any application in an hour; whoever tries the limit sets it.
    private async Task<NewClient> Unlimited(NewClient client)
    {
        await Get<ChangeHourlyRequests>().Change(client.Client.ClientId, 0);
        return client with { Client = client.Client with { HourlyRequests = 0 } };
    }


    public async Task<(HttpClient Http, string Token)> SignIn(NewClient client)
    {
        var answer = await Http.PostAsync("/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = client.Client.ClientId, ["client_secret"] = client.Secret,
        }));
        var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (http, token);
    }

    /// <summary>Does all that is due now, and what becomes due by doing it.</summary>
    public async Task RunDue()
    {
        WorkLoop[] loops = [Get<LinkCheckWork>(), Get<SteerWork>(), Get<CommandWork>(), Get<ConfirmWork>(), Get<PollWork>(), Get<OffboardWork>(), Get<ScrubWork>()];
        while (true)
        {
            var any = false;
            foreach (var loop in loops) any |= await loop.RunDue(CancellationToken.None);
            if (!any) return;
        }
    }

    /// <summary>Lets time pass in steps, doing what falls due on the way.</summary>
    public async Task Pass(TimeSpan time, TimeSpan? step = null)
    {
        for (var end = Clock.Now + time; Clock.Now < end;)
        {
            var next = step ?? TimeSpan.FromSeconds(30);
            Clock.Advance(end - Clock.Now < next ? end - Clock.Now : next);
            await RunDue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (owned is not null) await owned.DisposeAsync();
    }

    private async Task Start(Action<IServiceCollection>? change)
    {
        var environment = new Dictionary<string, string?> { ["BUSBAR_POSTGRES"] = Place.Postgres };
        var options = BusbarOptions.Read(["--urls", "http://127.0.0.1:0", "--data", Place.Folder, "--no-demo"], environment.GetValueOrDefault);
        // The store paces its retries by the clock that runs: one that stands still would hold them up.
        store = await Store.Open(storage(options.Store), NullLogger.Instance, TimeProvider.System);
        App = BusbarServer.Build(options, store, Clock, work: false, change);
        await BusbarServer.Prepare(App);
        await App.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(Get<Addresses>().Own) };
    }

    private async Task Stop()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await store.DisposeAsync();
    }
}
