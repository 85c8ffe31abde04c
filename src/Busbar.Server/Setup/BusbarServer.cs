using Busbar.Server.Inbound;
using Busbar.Server.LinkPages;
using Busbar.Server.Portal;
using Busbar.Server.Sandbox;
using Busbar.Server.SignInPages;
using Busbar.Server.Faces.Connect;
using Busbar.Server.Faces.Enode;
using Busbar.Server.Faces.EvEnergy;
using Busbar.Server.Storage;

namespace Busbar.Server.Setup;

/// <summary>Builds the server: what is in the house, and its doors.</summary>
public static class BusbarServer
{
    /// <summary>What must be known before the first request.</summary>
    public static async Task Prepare(WebApplication app)
    {
        await app.Services.GetRequiredService<Vendors.BrandApps>().Reload();
        await app.Services.GetRequiredService<Vendors.Ocpp.OcppOutlet>().Open();
    }

    /// <param name="work">Whether the clocks run; a test that holds the clock says no.</param>
    /// <param name="change">What a test puts in another's place.</param>
    public static WebApplication Build(BusbarOptions options, Store store, TimeProvider time, bool work = true, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(BusbarServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The doors have limits of their own, far below. What lies between is read to its end, so that its sender hears the answer.
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            // It warns of nothing. But as long as it may log, each request, and so each open socket, carries a trace that nobody reads.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.AddBusbar(options, store, time).AddWork(work);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        ConnectFace.UnderstandOldPaths(app);
        app.UseRouting();
        app.MapGet("/healthz/live", () => Results.Text("live")).ExcludeFromDescription();
        app.MapGet("/healthz/ready", async (Core.Basics.Database database) =>
        {
            await database.Read(Core.Tenancy.TenantTable.Any);
            return Results.Text("ready");
        }).ExcludeFromDescription();
        app.MapOpenApi();
        ConnectFace.Face.Map(app);
        EnodeFace.Face.Map(app);
        EvEnergyFace.Face.Map(app);
        TokenEndpoint.Map(app);
        EvTokens.Map(app);
        SandboxCloud.Map(app);
        OcppEndpoint.Map(app);
        LinkSite.Map(app);
        PortalSite.Map(app);
        SignInSite.Map(app);
        return app;
    }
}
