using Busbar.Core.Basics;
using Busbar.Server.Sandbox.Control;
using Busbar.Server.Sandbox.OAuth;
using Busbar.Server.Sandbox.Rest;
using Busbar.Server.Sandbox.Simulated;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Busbar.Server.Sandbox;

/// <summary>
/// A small vendor cloud of its own, whose devices live. Every brand of the catalogue is simulated under
/// <c>/sandbox/{brand}</c>; it is reached over HTTP like any brand, and shares nothing with the rest of the server.
/// </summary>
public static class SandboxCloud
{
    private const int MostBytes = 64 * 1024;

    /// <summary>
    /// Needs <see cref="Database"/>, <see cref="MasterKey"/>, <see cref="TimeProvider"/>, <see cref="ISandboxCaller"/>,
    /// <see cref="ISandboxCatalogue"/> and <see cref="ISandboxAddresses"/> beside it.
    /// </summary>
    public static IServiceCollection AddSandboxCloud(this IServiceCollection services)
    {
        services.TryAddSingleton(new SandboxOptions());
        services.TryAddSingleton<Secrets>();
        services.TryAddSingleton<Ids>();
        return services.AddSingleton<SandboxClients>().AddSingleton<Homes>().AddSingleton<Tokens>()
            .AddSingleton<AuthorizeEndpoint>().AddSingleton<TokenEndpoint>().AddSingleton<MailEndpoint>().AddSingleton<DevicesEndpoint>()
            .AddSingleton<HomeControl>().AddSingleton<ControlApi>().AddSingleton<ControlLogin>().AddSingleton<ControlPages>().AddSingleton<SimulatedDevices>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sandbox = routes.MapGroup("/sandbox").ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        MapBrand(sandbox.MapGroup("/{brand}"));
        MapControlApi(sandbox.MapGroup("/api"));
        MapControlPages(sandbox);
    }

    private static void MapBrand(RouteGroupBuilder brands)
    {
        brands.MapGet("/oauth/authorize", (HttpContext http, string brand, AuthorizeEndpoint authorize) => authorize.Open(http, brand));
        brands.MapPost("/oauth/authorize", (HttpContext http, string brand, AuthorizeEndpoint authorize) => authorize.Press(http, brand));
        brands.MapPost("/oauth/token", (HttpContext http, string brand, TokenEndpoint tokens) => tokens.Ask(http, brand));
        brands.MapPost("/oauth/revoke", (HttpContext http, string brand, TokenEndpoint tokens) => tokens.Revoke(http, brand));
        brands.MapPost("/oauth/bc-authorize", (HttpContext http, string brand, MailEndpoint mails) => mails.Ask(http, brand));
        brands.MapGet("/mail", (HttpContext http, string brand, MailEndpoint mails) => mails.Open(http, brand));
        brands.MapPost("/mail", (HttpContext http, string brand, MailEndpoint mails) => mails.Press(http, brand));
        brands.MapGet("/api/devices", (HttpContext http, string brand, DevicesEndpoint devices) => devices.List(http, brand));
        brands.MapGet("/api/devices/{id}", (HttpContext http, string brand, string id, DevicesEndpoint devices) => devices.Read(http, brand, id));
        brands.MapPost("/api/devices/{id}/commands", (HttpContext http, string brand, string id, DevicesEndpoint devices) => devices.Command(http, brand, id));
    }

    private static void MapControlApi(RouteGroupBuilder api)
    {
        api.MapGet("/homes", (HttpContext http, ControlApi control) => control.Homes(http));
        api.MapGet("/homes/{home}", (HttpContext http, string home, ControlApi control) => control.Home(http, home));
        api.MapPatch("/homes/{home}", (HttpContext http, string home, ControlApi control) => control.SetClock(http, home));
        api.MapPost("/homes/{home}/devices", (HttpContext http, string home, ControlApi control) => control.AddDevice(http, home));
        api.MapPatch("/homes/{home}/devices/{id}", (HttpContext http, string home, string id, ControlApi control) => control.SetDevice(http, home, id));
        api.MapPost("/homes/{home}/devices/{id}/{action}", (HttpContext http, string home, string id, string action, ControlApi control) => control.ActOnDevice(http, home, id, action));
        api.MapPost("/homes/{home}/accounts/{brand}/{action}", (HttpContext http, string home, string brand, string action, ControlApi control) => control.ActOnAccount(http, home, brand, action));
        api.MapGet("/devices", (HttpContext http, ControlApi control) => control.FindDevices(http));
    }

    private static void MapControlPages(RouteGroupBuilder pages)
    {
        pages.MapGet("/", (HttpContext http, ControlPages control) => control.Open(http));
        pages.MapPost("/sign-in", (HttpContext http, ControlPages control) => control.SignIn(http));
        pages.MapPost("/sign-out", (HttpContext http, ControlPages control) => control.SignOut(http));
        pages.MapPost("/homes", (HttpContext http, ControlPages control) => control.NewHome(http));
        pages.MapGet("/homes/{home}", (HttpContext http, string home, ControlPages control) => control.Home(http, home));
        pages.MapPost("/homes/{home}", (HttpContext http, string home, ControlPages control) => control.SetClock(http, home));
        pages.MapPost("/homes/{home}/devices", (HttpContext http, string home, ControlPages control) => control.AddDevice(http, home));
        pages.MapPost("/homes/{home}/devices/{id}", (HttpContext http, string home, string id, ControlPages control) => control.SetDevice(http, home, id));
        pages.MapPost("/homes/{home}/devices/{id}/{action}", (HttpContext http, string home, string id, string action, ControlPages control) => control.ActOnDevice(http, home, id, action));
        pages.MapPost("/homes/{home}/accounts/{brand}/{action}", (HttpContext http, string home, string brand, string action, ControlPages control) => control.ActOnAccount(http, home, brand, action));
    }
}
