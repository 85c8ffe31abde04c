using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Faces.Connect;

/// <summary>A server with fake brands, and an application signed in to its Connect API.</summary>
public sealed class ConnectHouse : IAsyncDisposable
{
    private ConnectHouse(House house, HttpClient http) => (House, Http) = (house, http);

    public House House { get; }

    /// <summary>The application.</summary>
    public HttpClient Http { get; }

    public FakeBrands Brands => (FakeBrands)House.Get<IVendors>();

    public FakeClock Clock => House.Clock;

    public static async Task<ConnectHouse> Open(Engine engine = Engine.Sqlite)
    {
        var house = await House.Open(engine, WithFakes);
        return new ConnectHouse(house, SignIn(house, await house.NewClient()));
    }

    /// <summary>Another process over the same store, with brands that remember nothing; this one has ended.</summary>
    public async Task<ConnectHouse> Reopen()
    {
        var house = await House.Reopen(WithFakes);
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = house.Url };
        http.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        Http.Dispose();
        return new ConnectHouse(house, http);
    }

    private static void WithFakes(IServiceCollection services) => services.AddSingleton<IVendors>(all => new FakeBrands(all.GetRequiredService<TimeProvider>()));

    /// <summary>Another application; of another tenant, where one is named.</summary>
    public async Task<HttpClient> Other(string tenant = "acme", string name = "Another application") => SignIn(House, await House.NewClient(tenant, name: name));

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
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
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

    /// <summary>Leaves the application these permissions on an entity, and takes all others.</summary>
    public Task Restrict(Guid entityId, params PermissionLevel[] levels) => House.Get<Database>().Write(async db =>
    {
        var client = (await ClientTable.List(db))[0];
        await db.ExecuteAsync("delete from permissions where device_id = @entityId and principal_id = @client", new { entityId, client = client.Id });
        await PermissionTable.Give(db, client.TenantId, entityId, client.Id, levels);
    });

    /// <summary>A walk of the application's, held against the files in <c>golden</c>.</summary>
    public async Task<GoldenWalk> Walk([CallerFilePath] string source = "") => new(Http, "/connect/v1/", await Contract(), House.Url.GetLeftPart(UriPartial.Authority), source);

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
