using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Server.Faces.OpenApi;

namespace Busbar.Server.Faces.Connect;

/// <summary>The Connect API, version 1, in its newest generation.</summary>
public sealed class ConnectFace : Face
{
    public static readonly ConnectFace Face = new();

    private ConnectFace() { }

    public override string Prefix => "/connect";

    public const string Version = "/v1";

    public override string Document => "connect";

    public override JsonSerializerOptions Json { get; } = FaceJson.Options(JsonNamingPolicy.CamelCase);

    public override Type RefusalType => typeof(ConnectApiErrorResult);

    public override Refusal Refuse(Fault fault) =>
        ConnectErrors.Say(ConnectErrors.CodeOf(fault.Kind), $"{(fault.Field is { } field ? $"{field}: " : "")}{fault.Message}{WayOut(fault.Kind)}");

    // Where the way out is one of this dialect's own.
    private static string? WayOut(FaultKind fault) => fault is FaultKind.BrandUnknown ? " GET /v1/onboarding/types lists the brands."
        : fault is FaultKind.CooldownActive ? " To send it all the same, set ignoreCooldown=true." : null;

    public override Refusal Refuse(int status) => status switch
    {
        StatusCodes.Status404NotFound => ConnectErrors.Say(ConnectCode.AddressUnknown, "There is nothing at this address. /openapi/connect.json lists all addresses."),
        StatusCodes.Status405MethodNotAllowed => ConnectErrors.Say(ConnectCode.MethodNotAllowed, "The header Allow lists the methods that this address takes."),
        StatusCodes.Status413PayloadTooLarge => ConnectErrors.Say(ConnectCode.BodyTooLarge, "A body has at most 1 MiB."),
        StatusCodes.Status429TooManyRequests => ConnectErrors.Say(ConnectCode.TooManyRequests, "Send fewer at once, and this one again after as many seconds as Retry-After says."),
        StatusCodes.Status415UnsupportedMediaType => ConnectErrors.Say(ConnectCode.ContentTypeNotSupported, "Send the body as application/json, text/json or application/*+json, in UTF-8."),
        >= 500 => ConnectErrors.Say(ConnectCode.InternalError, "Try again later. The log of the server says more.", status),
        _ => ConnectErrors.Say(ConnectCode.RequestMalformed, "The request could not be read.", status),
    };

    /// <summary>To be called before the routes are chosen.</summary>
    public static void UnderstandOldPaths(IApplicationBuilder app) => OldPaths.Understand(app);

    public void Map(WebApplication app)
    {
        var v1 = app.MapFace(this, Prefix + Version);

        v1.MapPost("/onboarding/entities", Onboarding.Create).WithMetadata(OldNames.OfEntities).Tells<OnboardingRequest>(this, 201, 413, 415)
            .Is("CreateEntityOnboardingRequest", "Entity onboarding", "Create an entity onboarding request");
        v1.MapGet("/onboarding/entities", Onboarding.List).Tells<Page<OnboardingRequest>>(this, 200)
            .Is("ListEntityOnboardingRequests", "Entity onboarding", "List entity onboarding requests, oldest first");
        v1.MapGet("/onboarding/entities/{onboardingRequestId}", Onboarding.Get).Tells<OnboardingRequest>(this, 200, 404)
            .Is("GetEntityOnboardingRequest", "Entity onboarding", "Get an entity onboarding request");
        v1.MapPatch("/onboarding/entities/{onboardingRequestId}/cancel", Onboarding.Cancel).Tells<OnboardingRequest>(this, 200, 404, 409)
            .Is("CancelEntityOnboardingRequest", "Entity onboarding", "Cancel a pending entity onboarding request");
        v1.MapGet("/onboarding/types", Catalogue.List).Tells<Page<EntityOnboardingType>>(this, 200)
            .Is("ListEntityOnboardingTypes", "Entity onboarding", "List which brands offer which types of entity, and what a request must carry");

        v1.MapPost("/offboarding/entities", Offboarding.Create).Tells<OffboardingRequest>(this, 201, 403, 404, 409, 413, 415)
            .Is("CreateEntityOffboardingRequest", "Entity offboarding", "Create an entity offboarding request");
        v1.MapGet("/offboarding/entities", Offboarding.List).Tells<Page<OffboardingRequest>>(this, 200)
            .Is("ListEntityOffboardingRequests", "Entity offboarding", "List entity offboarding requests, oldest first");
        v1.MapGet("/offboarding/entities/{offboardingRequestId}", Offboarding.Get).Tells<OffboardingRequest>(this, 200, 404)
            .Is("GetEntityOffboardingRequest", "Entity offboarding", "Get an entity offboarding request");
        v1.MapPatch("/offboarding/entities/{offboardingRequestId}/cancel", Offboarding.Cancel).Tells<OffboardingRequest>(this, 200, 404, 409)
            .Is("CancelEntityOffboardingRequest", "Entity offboarding", "Cancel an entity offboarding request within its first 30 seconds");

        v1.MapPost("/onboarding/collectives", CollectiveOnboarding.Create).Tells<OnboardingRequest>(this, 201, 413, 415)
            .Is("CreateCollectiveOnboardingRequest", "Collective onboarding", "Create a collective; nobody has to agree, so the request succeeds at once");
        v1.MapGet("/onboarding/collectives", CollectiveOnboarding.List).Tells<Page<OnboardingRequest>>(this, 200)
            .Is("ListCollectiveOnboardingRequests", "Collective onboarding", "List collective onboarding requests, oldest first");
        v1.MapGet("/onboarding/collectives/{onboardingRequestId}", CollectiveOnboarding.Get).Tells<OnboardingRequest>(this, 200, 404)
            .Is("GetCollectiveOnboardingRequest", "Collective onboarding", "Get a collective onboarding request");
        v1.MapPatch("/onboarding/collectives/{onboardingRequestId}/cancel", CollectiveOnboarding.Cancel).Tells<OnboardingRequest>(this, 200, 404, 409)
            .Is("CancelCollectiveOnboardingRequest", "Collective onboarding", "Cancel a collective onboarding request; always too late, as it succeeds at once");

        v1.MapPost("/guided-onboarding-sessions", GuidedOnboarding.Create).Tells<GuidedOnboardingSession>(this, 201, 413, 415)
            .Is("CreateGuidedOnboardingSession", "Guided onboarding", "Create a guided onboarding session: a page on which an owner chooses what to onboard");
        v1.MapGet("/guided-onboarding-sessions", GuidedOnboarding.List).Tells<Page<GuidedOnboardingSession>>(this, 200)
            .Is("ListGuidedOnboardingSessions", "Guided onboarding", "List guided onboarding sessions, oldest first");
        v1.MapGet("/guided-onboarding-sessions/{onboardingSessionId}", GuidedOnboarding.Get).Tells<GuidedOnboardingSession>(this, 200, 404)
            .Is("GetGuidedOnboardingSession", "Guided onboarding", "Get a guided onboarding session, with the onboarding request that came of it");

        MapGroups(v1);

        v1.MapGet("/entities", Entities.List).Tells<Page<Entity>>(this, 200).Is("ListEntities", "Entities", "List entities, oldest first");
        v1.MapGet("/entities/{entityId}", Entities.Get).Tells<Entity>(this, 200, 404).Is("GetEntity", "Entities", "Get an entity");
        v1.MapPatch("/entities/{entityId}", Entities.Update).Tells<Entity>(this, 200, 403, 404, 413, 415)
            .Is("UpdateEntity", "Entities", "Rename an entity, or change its custom properties");
        v1.MapGet("/entities/{entityId}/children", Entities.ListChildren).Tells<Page<Entity>>(this, 200, 404)
            .Is("ListChildEntities", "Entities", "List the parts of an entity, such as the inverters of a plant, oldest first");
        v1.MapGet("/entities/{entityId}/permissions", Permissions.List).Tells<Page<Permission>>(this, 200, 404)
            .Is("ListPermissions", "Entity permissions", "List who may do what with an entity, by principal id");
        v1.MapPost("/entities/{entityId}/permissions", Permissions.Add).TellsNothing(this, 403, 404, 413, 415)
            .Is("AddPermission", "Entity permissions", "Give a user, application, collective or tenant a permission on an entity");
        v1.MapDelete("/entities/{entityId}/permissions/principals/{principalId}", Permissions.Remove).TellsNothing(this, 403, 404, 409)
            .Is("RemovePermission", "Entity permissions", "Take one permission on an entity back, or all of a principal's");
        v1.MapGet("/entities/{entityId}/state", Entities.State).Tells<EntityState>(this, 200, 404)
            .Is("GetEntityState", "Entities", "Get every known value of an entity, with its times");
        v1.MapGet("/entities/{entityId}/connection", EntityConnections.Get).Tells<EntityConnection>(this, 200, 404)
            .Is("GetEntityConnection", "Entities", "Get how things stand with an entity's connection, and what mends it");

        v1.MapGet("/entities/{entityId}/readings", Readings.List).Tells<Page<Reading>>(this, 200, 404).Is("ListReadings", "Readings", "List readings, oldest first");
        v1.MapGet("/entities/{entityId}/readings/last", Readings.Last).Tells<Reading>(this, 200, 404).Is("GetLastReading", "Readings", "Get the last known values as one reading");

        v1.MapGet("/entities/{entityId}/aggregations", Aggregations.List).Tells<Page<Aggregation>>(this, 200, 404)
            .Is("ListAggregations", "Aggregations", "List what readings come to, interval by interval, oldest first");
        v1.MapGet("/entities/{entityId}/aggregations/total", Aggregations.Total).Tells<Aggregation>(this, 200, 404)
            .Is("GetTotalAggregation", "Aggregations", "Get what readings come to over a whole time span");

        v1.MapPost("/entities/{entityId}/commands", Commands.Create).Tells<Command>(this, 201, 403, 404, 413, 415).Is("CreateCommand", "Commands", "Trigger a command");
        v1.MapPost("/entities/{entityId}/commands/schedule", Commands.Schedule).Tells<CommandBatch>(this, 201, 403, 404, 413, 415)
            .Is("ScheduleCommands", "Commands", "Schedule commands");
        v1.MapPost("/collectives/{collectiveId}/commands", Commands.CreateForCollective).Tells<CommandBatch>(this, 201, 404, 413, 415)
            .Is("CreateCollectiveCommand", "Commands", "Trigger a command for all entities of a collective");
        v1.MapPost("/collectives/{collectiveId}/commands/schedule", Commands.ScheduleForCollective).Tells<CommandBatch>(this, 201, 404, 413, 415)
            .Is("ScheduleCollectiveCommands", "Commands", "Schedule commands for all entities of a collective");
        v1.MapGet("/entities/{entityId}/commands", Commands.List).Tells<Page<Command>>(this, 200, 404)
            .Is("ListCommands", "Commands", "List commands by trigger time, oldest first");
        v1.MapGet("/entities/{entityId}/commands/{commandId}", Commands.Get).Tells<Command>(this, 200, 404).Is("GetCommand", "Commands", "Get a command");
        v1.MapPatch("/entities/{entityId}/commands/{commandId}/cancel", Commands.Cancel).Tells<Command>(this, 200, 403, 404, 409)
            .Is("CancelCommand", "Commands", "Cancel a pending command");

        v1.MapGet("/entities/{entityId}/features", Features.List).Tells<IReadOnlyList<EntityFeatureStatus>>(this, 200, 404).Is("ListFeatures", "Features", "List the features of an entity");
        v1.MapPatch("/entities/{entityId}/features", Features.Set).Tells<IReadOnlyList<EntityFeatureStatus>>(this, 200, 403, 404, 413, 415)
            .Is("SetFeature", "Features", "Activate or deactivate a feature of an entity");

        v1.MapGet("/entities/{entityId}/locations", EntityLocations.List).Tells<Page<EntityLocation>>(this, 200, 404).Is("ListLocations", "Settings", "List the locations of an entity, oldest first");
        v1.MapPost("/entities/{entityId}/locations", EntityLocations.Create).Tells<EntityLocation>(this, 201, 403, 404, 413, 415).Is("CreateLocation", "Settings", "Give an entity a location");
        v1.MapGet("/entities/{entityId}/locations/{locationId}", EntityLocations.Get).Tells<EntityLocation>(this, 200, 404).Is("GetLocation", "Settings", "Get a location of an entity");
        v1.MapPatch("/entities/{entityId}/locations/{locationId}", EntityLocations.Change).Tells<EntityLocation>(this, 200, 403, 404, 413, 415)
            .Is("ChangeLocation", "Settings", "Change a location of an entity");
        v1.MapDelete("/entities/{entityId}/locations/{locationId}", EntityLocations.Remove).Tells<EntityLocation>(this, 200, 403, 404)
            .Is("RemoveLocation", "Settings", "Take a location from an entity; the answer is what it was");
        EntitySettings.Map(v1, this, "battery-capacity", Core.Devices.Setting.BatteryCapacity, "BatteryCapacity", "the capacity of an entity's battery");
        EntitySettings.Map(v1, this, "nominal-power", Core.Devices.Setting.NominalPower, "NominalPower", "the nominal power of an entity");

        v1.MapGet("/entities/{entityId}/charge-sessions", ChargeSessions.List).Tells<Page<ChargeSession>>(this, 200, 404, 409)
            .Is("ListChargeSessions", "Charge sessions", "List finished charge sessions by their start, oldest first");
        Webhooks.Map(v1, this);
    }

    private void MapGroups(RouteGroupBuilder v1)
    {
        v1.MapGet("/collectives", Collectives.List).Tells<Page<Collective>>(this, 200).Is("ListCollectives", "Collectives", "List collectives, oldest first");
        v1.MapGet("/collectives/{collectiveId}", Collectives.Get).Tells<Collective>(this, 200, 404).Is("GetCollective", "Collectives", "Get a collective");
        v1.MapPatch("/collectives/{collectiveId}", Collectives.Update).Tells<Collective>(this, 200, 403, 404, 413, 415)
            .Is("UpdateCollective", "Collectives", "Rename a collective, or change its type or custom properties");
        v1.MapGet("/collectives/{collectiveId}/members", Collectives.ListMembers).Tells<Page<Member>>(this, 200, 404)
            .Is("ListCollectiveMembers", "Collectives", "List who shares a collective, in the order of joining");
        v1.MapPost("/collectives/{collectiveId}/members", Collectives.AddMember).Tells<Collective>(this, 200, 403, 404, 413, 415)
            .Is("AddCollectiveMember", "Collectives", "Let a user or an application share a collective");
        v1.MapDelete("/collectives/{collectiveId}/members/{principalId}", Collectives.RemoveMember).TellsNothing(this, 403, 404)
            .Is("RemoveCollectiveMember", "Collectives", "End a member's share in a collective");
        v1.MapGet("/collectives/{collectiveId}/entities", Entities.ListInCollective).Tells<Page<Entity>>(this, 200, 404)
            .Is("ListCollectiveEntities", "Collectives", "List the entities of a collective, oldest first");
        v1.MapPost("/collectives/{collectiveId}/entities", Collectives.AddEntity).Tells<Collective>(this, 200, 403, 404, 409, 413, 415)
            .Is("AddCollectiveEntity", "Collectives", "Put an entity, with its parts, into a collective");
        v1.MapDelete("/collectives/{collectiveId}/entities/{entityId}", Collectives.RemoveEntity).TellsNothing(this, 403, 404)
            .Is("RemoveCollectiveEntity", "Collectives", "Take an entity, with its parts, out of a collective");

        v1.MapGet("/tenants", Tenants.List).Tells<Page<Tenant>>(this, 200).Is("ListTenants", "Tenants", "List the application's tenant: there is one");
        v1.MapGet("/tenants/{tenantId}", Tenants.Get).Tells<Tenant>(this, 200, 404).Is("GetTenant", "Tenants", "Get the application's tenant");
        v1.MapGet("/tenants/{tenantId}/administrators", Tenants.ListAdministrators).Tells<Page<Member>>(this, 200, 404)
            .Is("ListTenantAdministrators", "Tenants", "List who looks after a tenant, in the order of becoming it");
        v1.MapPost("/tenants/{tenantId}/administrators", Tenants.AddAdministrator).Tells<Tenant>(this, 200, 403, 404, 413, 415)
            .Is("AddTenantAdministrator", "Tenants", "Let a user or an application look after a tenant");
        v1.MapDelete("/tenants/{tenantId}/administrators/{principalId}", Tenants.RemoveAdministrator).TellsNothing(this, 403, 404, 409)
            .Is("RemoveTenantAdministrator", "Tenants", "Stop one from looking after a tenant");
    }

    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<OnboardingWords>().AddSingleton<GuidedWords>().AddSingleton<IEventDialect, ConnectEvents>();
        services.AddFaceDocument(Face, new FaceDocument(
            "Connect API", "Connect devices and vehicles, read them, command them, list their charge sessions.", "/connect"));
    }
}
