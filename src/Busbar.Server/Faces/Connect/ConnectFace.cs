using System.Text.Json;
using Busbar.Core.Basics;
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

        v1.MapGet("/entities", Entities.List).Tells<Page<Entity>>(this, 200).Is("ListEntities", "Entities", "List entities, oldest first");
        v1.MapGet("/entities/{entityId}", Entities.Get).Tells<Entity>(this, 200, 404).Is("GetEntity", "Entities", "Get an entity");
        v1.MapGet("/entities/{entityId}/state", Entities.State).Tells<EntityState>(this, 200, 404)
            .Is("GetEntityState", "Entities", "Get every known value of an entity, with its times");
        v1.MapGet("/entities/{entityId}/connection", EntityConnections.Get).Tells<EntityConnection>(this, 200, 404)
            .Is("GetEntityConnection", "Entities", "Get how things stand with an entity's connection, and what mends it");

        v1.MapGet("/entities/{entityId}/readings", Readings.List).Tells<Page<Reading>>(this, 200, 404).Is("ListReadings", "Readings", "List readings, oldest first");
        v1.MapGet("/entities/{entityId}/readings/last", Readings.Last).Tells<Reading>(this, 200, 404).Is("GetLastReading", "Readings", "Get the last known values as one reading");

        v1.MapPost("/entities/{entityId}/commands", Commands.Create).Tells<Command>(this, 201, 403, 404, 413, 415).Is("CreateCommand", "Commands", "Trigger a command");
        v1.MapGet("/entities/{entityId}/commands", Commands.List).Tells<Page<Command>>(this, 200, 404)
            .Is("ListCommands", "Commands", "List commands by trigger time, oldest first");
        v1.MapGet("/entities/{entityId}/commands/{commandId}", Commands.Get).Tells<Command>(this, 200, 404).Is("GetCommand", "Commands", "Get a command");
        v1.MapPatch("/entities/{entityId}/commands/{commandId}/cancel", Commands.Cancel).Tells<Command>(this, 200, 403, 404, 409)
            .Is("CancelCommand", "Commands", "Cancel a pending command");

        v1.MapGet("/entities/{entityId}/features", Features.List).Tells<IReadOnlyList<EntityFeatureStatus>>(this, 200, 404).Is("ListFeatures", "Features", "List the features of an entity");
        v1.MapPatch("/entities/{entityId}/features", Features.Set).Tells<IReadOnlyList<EntityFeatureStatus>>(this, 200, 403, 404, 413, 415)
            .Is("SetFeature", "Features", "Activate or deactivate a feature of an entity");

        v1.MapGet("/entities/{entityId}/charge-sessions", ChargeSessions.List).Tells<Page<ChargeSession>>(this, 200, 404, 409)
            .Is("ListChargeSessions", "Charge sessions", "List finished charge sessions by their start, oldest first");
    }

    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<OnboardingWords>();
        services.AddFaceDocument(Face, new FaceDocument(
            "Connect API", "Connect devices and vehicles, read them, command them, list their charge sessions.", "/connect"));
    }
}
