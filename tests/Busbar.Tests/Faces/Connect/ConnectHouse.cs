using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Server.Storage;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Faces.Connect;

/// <summary>A server with fake brands, and an application signed in to its Connect API.</summary>
public sealed class ConnectHouse : IAsyncDisposable
{
    private readonly NewClient client;

    private ConnectHouse(House house, NewClient client) => (House, this.client, Http) = (house, client, SignIn(house, client));

    public House House { get; }

    /// <summary>The application.</summary>
    public HttpClient Http { get; private set; }

    public Client Client => client.Client;

    public FakeBrands Brands => (FakeBrands)House.Get<IVendors>();

    public FakeClock Clock => House.Clock;

    /// <param name="change">What stands in another's place.</param>
    /// <param name="storage">How the store is opened.</param>
    public static async Task<ConnectHouse> Open(Engine engine = Engine.Sqlite, Action<IServiceCollection>? change = null, Func<StoreOptions, StoreOptions>? storage = null)
    {
        var house = await House.Open(engine, services =>
        {
            services.AddSingleton<IVendors>(all => new FakeBrands(all.GetRequiredService<TimeProvider>()));
            change?.Invoke(services);
        }, storage: storage);
        return new ConnectHouse(house, await house.NewClient());
    }

    /// <summary>Stops the server, and starts it again later on the same store; the brands go on meanwhile.</summary>
    public Task Restart(TimeSpan pause) => Restart(pause, Brands);

    /// <summary>As the one above, at once and with brands that remember nothing.</summary>
    public Task RestartAnew() => Restart(TimeSpan.Zero, new FakeBrands(Clock));

    private async Task Restart(TimeSpan pause, FakeBrands brands)
    {
        Http.Dispose();
        await House.Restart(pause, services => services.AddSingleton<IVendors>(brands));
        Http = SignIn(House, client);
    }

    /// <summary>Another application; of another tenant, where one is named.</summary>
    public async Task<HttpClient> Other(string tenant = "acme", string name = "Another application") => SignIn(House, await House.NewClient(tenant, name: name));

    /// <summary>Another application of the same tenant, and who it is.</summary>
    public async Task<(HttpClient Http, Guid Id)> Application(bool isAdministrator = false)
    {
        // Ids sort by the millisecond in which they are made: so lists by id have one order.
        Clock.Advance(TimeSpan.FromSeconds(1));
        var made = await House.NewClient(name: "Another application");
        if (isAdministrator) await House.Get<Database>().Write(db => AdministratorTable.Add(db, made.Client.TenantId, made.Client.Id, Clock.Now));
        return (SignIn(House, made), made.Client.Id);
    }

    /// <summary>A user of the application's tenant.</summary>
    public async Task<Guid> User(string externalId)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var user = new User(House.Get<Ids>().New(), Client.TenantId, externalId, Clock.Now);
        await House.Get<Database>().Write(db => UserTable.Add(db, user));
        return user.Id;
    }

    /// <summary>A collective of the application's; its id.</summary>
    public async Task<Guid> Collective(string type = "Fleet", string? more = null, HttpClient? caller = null)
    {
        var (status, body) = await Call("POST", "onboarding/collectives", $$"""{"name":"A {{type}}","type":"{{type}}"{{more}}}""", caller);
        Assert.True(status == 201, body.ToString());
        return body.GetProperty("data").GetProperty("collective").GetProperty("id").GetGuid();
    }

    // The token outlives all that a test does to its clock.
    private static HttpClient SignIn(House house, NewClient client) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        BaseAddress = house.Url,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", house.Get<SignIn>().Issue(client.Client, TimeSpan.FromDays(365))) },
    };

    /// <summary>Calls the API; the path is relative to <c>/connect/v1/</c>.</summary>
    public async Task<(int Status, JsonElement Body)> Call(string method, string path, string? body = null, HttpClient? caller = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/connect/v1/" + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await (caller ?? Http).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public async Task<JsonElement> Get(string path, HttpClient? caller = null)
    {
        var (status, body) = await Call("GET", path, null, caller);
        Assert.True(status == 200, $"GET {path}: {status} {body}");
        return body;
    }

    /// <summary>Links a device with its owner's consent, by redirect; its entity id.</summary>
    public async Task<Guid> Link(FakeVendor vendor, FoundDevice device, string account = "anna", HttpClient? caller = null, string? request = null)
    {
        vendor.Own(account, device);
        var (status, body) = await Call("POST", "onboarding/entities", request ?? JsonSerializer.Serialize(new { type = device.Kind.ToString(), brand = vendor.Brand.Name, identifier = device.Identifier }), caller);
        Assert.True(status == 201, body.ToString());
        await Owner.Agree(House, body.GetProperty("action").GetProperty("redirectLink").GetString()!, account);
        var linked = await Get($"onboarding/entities/{body.GetProperty("id")}", caller);
        return linked.GetProperty("data").GetProperty("entity").GetProperty("id").GetGuid();
    }

    /// <summary>A collective of the application's own, with these entities in it.</summary>
    public async Task<Guid> Collect(params Guid[] entities)
    {
        var collective = await Collective(nameof(CollectiveKind.VirtualPowerPlant));
        await House.Get<Database>().Write(async db =>
        {
            foreach (var entity in entities)
            {
                await db.ExecuteAsync("update devices set collective_id = @collective where id = @entity", new { collective, entity });
                await PermissionTable.Give(db, Client.TenantId, entity, collective, [PermissionLevel.Viewer, PermissionLevel.Contributor]);
            }
        });
        return collective;
    }

    /// <summary>Takes from a collective what it holds on an entity.</summary>
    public Task Withhold(Guid collectiveId, Guid entityId, params PermissionLevel[] levels) => House.Get<Database>().Write(async db =>
    {
        foreach (var level in levels)
            await db.ExecuteAsync(
                "delete from permissions where device_id = @entityId and principal_id = @collectiveId and level = @level", new { entityId, collectiveId, level = level.ToString() });
    });

    /// <summary>Leaves the application these permissions on an entity, and takes all others.</summary>
    public Task Restrict(Guid entityId, params PermissionLevel[] levels) => House.Get<Database>().Write(async db =>
    {
        await PermissionTable.Take(db, entityId, Client.Id, null);
        await PermissionTable.Give(db, Client.TenantId, entityId, Client.Id, levels);
    });

    /// <summary>Every vehicle and charger is asked for news now, and all that follows is done.</summary>
    public async Task Hint()
    {
        foreach (var type in new[] { "vehicles", "chargers" })
            foreach (var asset in JsonSerializer.Deserialize<JsonElement>(await Http.GetStringAsync($"/enode/{type}")).GetProperty("data").EnumerateArray())
                await Http.PostAsync($"/enode/{type}/{asset.GetProperty("id")}/refresh-hint", null);
        await House.RunDue();
    }

    /// <summary>A walk of the application's, held against the files in <c>golden</c>.</summary>
    public async Task<GoldenWalk> Walk([CallerFilePath] string source = "") => new(Http, "/connect/v1/", await Contract(), House.Url.GetLeftPart(UriPartial.Authority), source);

    /// <summary>The same through the Enode API.</summary>
    public async Task<GoldenWalk> EnodeWalk([CallerFilePath] string source = "") =>
        new(Http, "/enode/", new(JsonSerializer.Deserialize<JsonElement>(await House.Http.GetStringAsync("/openapi/enode.json"))), House.Url.GetLeftPart(UriPartial.Authority), source);

    /// <summary>The same through the ev.energy API.</summary>
    public async Task<GoldenWalk> EvEnergyWalk([CallerFilePath] string source = "") =>
        new(Http, "/evenergy/v2/", new(JsonSerializer.Deserialize<JsonElement>(await House.Http.GetStringAsync("/openapi/evenergy.json"))), House.Url.GetLeftPart(UriPartial.Authority), source);

    public async Task<Contract> Contract() => new(JsonSerializer.Deserialize<JsonElement>(await House.Http.GetStringAsync("/openapi/connect.json")));

    /// <summary>The code of a refusal.</summary>
    public static string CodeOf(JsonElement body) => Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("code").GetString()!;

    public static string MessageOf(JsonElement body) => Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("message").GetString()!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await House.DisposeAsync();
    }
}
