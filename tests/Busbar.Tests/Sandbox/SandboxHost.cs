using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox;
using Busbar.Tests.Ground;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Tests.Sandbox;

/// <summary>The sandbox cloud alone, on real Kestrel, with a standing clock and two tenants.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public static readonly Guid Tenant = new("01900000-0000-7000-8000-000000000001"), OtherTenant = new("01900000-0000-7000-8000-000000000002");
    public const string Vin = "1ABC36600TL029015";
    private static readonly BrandInput VinInput = new("identifier", true, "[A-HJ-NPR-Z0-9]{17}"), EanInput = new("identifier", true, "[0-9]{18}");
    private readonly WebApplication app;
    private readonly FreshStore store;

    private SandboxHost(WebApplication app, FreshStore store, WatchedDatabase database, FakeClock clock) => (this.app, this.store, Database, Clock) = (app, store, database, clock);

    public FakeClock Clock { get; }
    public WatchedDatabase Database { get; }
    public required HttpClient Http { get; init; }
    public required SandboxClients Clients { get; init; }

    /// <summary>Everything: one brand of all kinds, one of solar plants alone, one that pairs by code.</summary>
    public static readonly IReadOnlyList<Brand> Brands =
    [
        new("acme", "Acme & Sons", Enum.GetValues<DeviceKind>().ToDictionary(k => k, k => new BrandKind(
            ConsentWay.Redirect, k switch { DeviceKind.EV => [VinInput], DeviceKind.Meter => [EanInput], _ => [] }))),
        new("sunny", "Sunny", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.SolarPlant] = new(ConsentWay.Elsewhere, [new("identifier", true)]) }),
        new("pulse", "Pulse", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.RetrofitMeter] = new(ConsentWay.None, [new("identifier", false)]) }),
    ];

    public static async Task<SandboxHost> Start(Engine engine = Engine.Sqlite)
    {
        var (store, clock) = (await FreshStore.Open(engine), new FakeClock(new DateTimeOffset(2026, 6, 21, 8, 20, 30, TimeSpan.Zero)));
        var database = new WatchedDatabase(store.Database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var around = new Surroundings();
        builder.Services.AddSandboxCloud().AddSingleton<Database>(database).AddSingleton<TimeProvider>(clock).AddSingleton(new MasterKey(new byte[32]))
            .AddSingleton<ISandboxAddresses>(around).AddSingleton<ISandboxCatalogue>(around).AddSingleton<ISandboxCaller>(around);
        var app = builder.Build();
        SandboxCloud.Map(app);
        await app.StartAsync();
        around.Base = app.Urls.First();
        return new(app, store, database, clock)
        {
            Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(around.Base) },
            Clients = app.Services.GetRequiredService<SandboxClients>(),
        };
    }

    /// <summary>The back channel: a form, with the client's Basic login.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> Form(string path, Dictionary<string, string> form, Guid? tenant = null, string? secret = null)
    {
        var app = Clients.App(tenant ?? Tenant);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app["clientId"]}:{secret ?? app["clientSecret"]}")));
        return await Send(request);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> Get(string path, string? bearer) => Send(With(new(HttpMethod.Get, path), bearer));

    public Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, string? bearer, string json = "{}") =>
        Send(With(new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, bearer));

    public Task<(HttpStatusCode Status, JsonElement Body)> Patch(string path, string? bearer, string json) =>
        Send(With(new(HttpMethod.Patch, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, bearer));

    public async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>Pairs a device by code: the shortest way to tokens of an account. The pairing code is the whole consent.</summary>
    public async Task<JsonElement> Link(DeviceKind kind, string? identifier = null, string brand = "acme", Guid? tenant = null)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "urn:busbar:pairing", ["pairing_code"] = "123456", ["kind"] = kind.ToString() };
        if (identifier is not null) form["identifier"] = identifier;
        var (status, body) = await Form($"/sandbox/{brand}/oauth/token", form, tenant);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await store.DisposeAsync();
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string? bearer)
    {
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return request;
    }

    /// <summary>What the sandbox cloud asks the house for.</summary>
    private sealed class Surroundings : ISandboxAddresses, ISandboxCatalogue, ISandboxCaller
    {
        public string Base { get; set; } = "";
        public string Public => "https://busbar.test";

        public Brand? Find(string brandId) => Brands.FirstOrDefault(b => b.Id == brandId);

        public Task<Guid?> TenantOf(HttpContext context) => Task.FromResult<Guid?>(context.Request.Headers.Authorization.ToString() switch
        {
            "Bearer developer" => Tenant,
            "Bearer stranger" => OtherTenant,
            _ => null,
        });
    }
}

internal static class Json
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static string AccessToken(this JsonElement json) => json.Text("access_token");

    public static JsonElement Value(this JsonElement device, string name) =>
        device.GetProperty("values").EnumerateArray().Single(v => v.Text("name") == name).GetProperty("value");
}
