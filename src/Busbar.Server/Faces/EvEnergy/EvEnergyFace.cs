using System.Globalization;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Limits;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces.OpenApi;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>The ev.energy API, version 2.</summary>
public sealed class EvEnergyFace : Face
{
    public static readonly EvEnergyFace Face = new();

    private EvEnergyFace() { }

    public override string Prefix => "/evenergy/v2";

    public override string Document => "evenergy";

    public override JsonSerializerOptions Json { get; } = FaceJson.Options(JsonNamingPolicy.SnakeCaseLower, EvJson.Converters);

    public override Type RefusalType => typeof(EvProblem);

    public override string RefusalMediaType => "application/problem+json";

    public override bool TakesUsers => true;

    public override int? HourlyRequests => 1000;

    public override int? HourlyRequestsOfStrangers => 50;

    /// <summary>Each user who signed in has an hour of its own.</summary>
    public override string CountedAs(HttpContext context, Client caller) => Identity.UserOf(context) is { } user ? $"{base.CountedAs(context, caller)}/{user.UserId:N}" : base.CountedAs(context, caller);

    public override bool AlwaysTells => true;

    public override void Greet(HttpContext context) => context.Response.Headers[EvVersion.Header] = EvVersion.Only;

    public override ValueTask<Fault?> Admit(HttpContext context) => EvCaller.Admit(context);

    public override void Tell(HttpContext context, Quota quota)
    {
        context.Response.Headers["X-RateLimit-Limit"] = quota.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Remaining"] = quota.Remaining.ToString(CultureInfo.InvariantCulture);
    }

    public override Refusal Refuse(Fault fault) => EvProblems.Say(fault);

    public override Refusal Refuse(int status) => EvProblems.Say(status);

    public void Map(WebApplication app)
    {
        var api = app.MapFace(this, Prefix);
        api.MapGet("/", Root.Show).OpenToAll().Tells<EvRoot>(this, 200).Is("get-root", "Root", "List the collections there are");
        UserRoutes.Map(api, this);
        CatalogueRoutes.Map(api, this);
        ModelConnectorRoutes.Map(api, this);
        OnboardingRoutes.Map(api, this);
        OnboardingMail.Map(api, this);
        WaitlistRoutes.Map(api, this);
        VehicleRoutes.Map(api, this);
        VehicleDetailRoutes.Map(api, this);
        VehicleLogRoutes.Map(api, this);
        EvseCatalogueRoutes.Map(api, this);
        EvseOnboardingRoutes.Map(api, this);
        EvseRoutes.Map(api, this);
        EvseStationRoutes.Map(api, this);
        CommandLogRoutes.Map(api, this);
        LoginLinkRoutes.Map(api, this);
        ChargingSessionRoutes.Map(api, this);
        SubSessionRoutes.Map(api, this);
        api.MapGet("/webhook_portal", WebhookPortal.Open).ForApplications().Tells<EvPortalLink>(this, 200).Is("get-webhook_portal", "Webhooks", "Make a link to the pages on which webhooks are looked after");
        HomeBatteryRoutes.Map(api, this);
        BoundaryMeterRoutes.Map(api, this);
        InverterRoutes.Map(api, this);
        EnergyOnboardingRoutes.Map(api, this);
        HemRoutes.Map(api, this);
        SolarRoutes.Map(api, this);
        CtClampRoutes.Map(api, this);
        TariffRoutes.Map(api, this);
    }

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<EvScopes>().AddSingleton<IEventDialect, EvEnergyEvents>().AddFaceDocument(Face, new FaceDocument("ev.energy API", "Onboard vehicles, chargers and energy assets of users, read them and their charging, and reconnect what was lost.", "/evenergy/v2", "Ev"));
}
