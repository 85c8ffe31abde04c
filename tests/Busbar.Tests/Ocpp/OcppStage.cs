using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Inbound;
using Busbar.Vendors.Ocpp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Ocpp;

/// <summary>The OCPP endpoint on a real port, with a store and an inbox of these tests.</summary>
internal sealed class OcppStage : IAsyncDisposable
{
    private readonly WebApplication app;

    private OcppStage(WebApplication app, OneConnection store, NotedInbox inbox, HandClock clock, OcppOutlet outlet) =>
        (this.app, Store, Inbox, Clock, Outlet) = (app, store, inbox, clock, outlet);

    public OneConnection Store { get; }
    public NotedInbox Inbox { get; }
    public HandClock Clock { get; }
    public OcppOutlet Outlet { get; }
    public Guid Tenant { get; } = new Ids(TimeProvider.System).New();

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("http:", "ws:");

    public static async Task<OcppStage> Start(OcppOptions? options = null)
    {
        var (store, clock) = (new OneConnection(), new HandClock());
        var inbox = new NotedInbox(store);
        var outlet = new OcppOutlet(store, inbox.Port, new Secrets(new MasterKey(new byte[32])), new Ids(clock), clock, options ?? new OcppOptions(), NullLoggerFactory.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(outlet);
        var app = builder.Build();
        OcppEndpoint.Map(app);
        await app.StartAsync();
        return new OcppStage(app, store, inbox, clock, outlet);
    }

    /// <summary>A new link for a station; what its owner would enter.</summary>
    public async Task<Owned> Link(string? identity = null, Guid? tenant = null, Guid? user = null)
    {
        var link = new Ids(TimeProvider.System).New();
        var owner = tenant ?? Tenant;
        var inputs = identity is null ? new Dictionary<string, string>() : new() { ["identifier"] = identity };
        var step = await Outlet.Vendor.Start(new LinkRequest(owner, link, DeviceKind.ChargePoint, inputs, "http://localhost/callback/ocpp", null) { UserId = user }, default);
        Assert.IsType<LinkStep.Consent>(step);
        var dialIn = await Outlet.Vendor.Describe(owner, link);
        return new Owned(owner, link, dialIn!.Identity, dialIn.Path, (await Outlet.Vendor.RevealPassword(owner, link))!);
    }

    public Task<StationClient> Dial(Owned station) => StationClient.Dial(Address + station.Path, station.Identity, station.Password);

    /// <summary>A station with one connector that has booted and told its settings.</summary>
    public async Task<(StationClient Client, Guid Device, Owned Owned)> Booted(params (string Key, string Value)[] settings)
    {
        var owned = await Link("CP-1");
        var client = await Dial(owned);
        client.Settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        await client.Boot();
        return (client, (await Inbox.Device(owned.Tenant, owned.Identity))!.Value, owned);
    }

    public DeviceAddress Addressed(Owned owned, Guid device, string? vendorId = null) => new(owned.Tenant, Guid.Empty, device, DeviceKind.ChargePoint, vendorId ?? owned.Identity);

    public Task StopServer() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Store.Dispose();
    }
}

internal sealed record Owned(Guid Tenant, Guid Link, string Identity, string Path, string Password);
