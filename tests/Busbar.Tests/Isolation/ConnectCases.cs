using static Busbar.Tests.Isolation.Need;

namespace Busbar.Tests.Isolation;

/// <summary>
/// Every operation of the Connect API with what it needs, and every id that may stand in a query or body with what becomes of it when
/// it is another's. Closed: an operation or an id of the document that is not here fails a test, and so does the reverse.
/// </summary>
public static class ConnectCases
{
    private const string Span = "?start=2026-01-01&end=2026-06-01", Location = """{"label":"Office","latitude":50.85,"longitude":4.35}""", Number = """{"value":50}""";

    public static readonly IReadOnlyDictionary<string, IsolationCase> All = new Dictionary<string, IsolationCase>
    {
        ["CreateEntityOnboardingRequest"] = new(SignedIn, """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"B2C"}}"""),
        ["ListEntityOnboardingRequests"] = new(SignedIn),
        ["GetEntityOnboardingRequest"] = new(Requester),
        ["CancelEntityOnboardingRequest"] = new(Requester),
        ["ListEntityOnboardingTypes"] = new(SignedIn),
        ["CreateEntityOffboardingRequest"] = new(Owner, """{"entityId":"{entityId}"}"""),
        ["ListEntityOffboardingRequests"] = new(SignedIn),
        ["GetEntityOffboardingRequest"] = new(Requester),
        ["CancelEntityOffboardingRequest"] = new(Requester),
        ["CreateCollectiveOnboardingRequest"] = new(SignedIn, """{"name":"Another","type":"Fleet"}"""),
        ["ListCollectiveOnboardingRequests"] = new(SignedIn),
        ["GetCollectiveOnboardingRequest"] = new(Member),
        ["CancelCollectiveOnboardingRequest"] = new(Member),
        ["CreateGuidedOnboardingSession"] = new(SignedIn, "{}"),
        ["ListGuidedOnboardingSessions"] = new(SignedIn),
        ["GetGuidedOnboardingSession"] = new(Requester),
        ["ListCollectives"] = new(SignedIn),
        ["GetCollective"] = new(Member),
        ["UpdateCollective"] = new(Lead, """{"name":"A name"}"""),
        ["ListCollectiveMembers"] = new(Member),
        ["AddCollectiveMember"] = new(Lead, """{"id":"{id}"}"""),
        ["RemoveCollectiveMember"] = new(Lead),
        ["ListCollectiveEntities"] = new(Member),
        ["AddCollectiveEntity"] = new(Lead, """{"entityId":"{entityId}"}"""),
        ["RemoveCollectiveEntity"] = new(Lead),
        ["ListTenants"] = new(SignedIn),
        ["GetTenant"] = new(Tenant),
        ["ListTenantAdministrators"] = new(Tenant),
        ["AddTenantAdministrator"] = new(Administrator, """{"id":"{id}"}"""),
        ["RemoveTenantAdministrator"] = new(Administrator),
        ["ListEntities"] = new(SignedIn),
        ["GetEntity"] = new(Viewer),
        ["UpdateEntity"] = new(Administer, """{"name":"A name"}"""),
        ["ListChildEntities"] = new(Viewer),
        ["ListPermissions"] = new(Viewer),
        ["AddPermission"] = new(Owner, """{"permissionLevel":"Viewer","principalId":"{principalId}"}"""),
        ["RemovePermission"] = new(Owner),
        ["GetEntityState"] = new(Viewer),
        ["GetEntityConnection"] = new(Viewer),
        ["ListReadings"] = new(Viewer, Query: Span),
        ["GetLastReading"] = new(Viewer),
        ["ListAggregations"] = new(Viewer, Query: Span),
        ["GetTotalAggregation"] = new(Viewer, Query: Span),
        ["CreateCommand"] = new(Contributor, """{"type":"StopCharging"}""", "?ignoreCooldown=true"),
        ["ListCommands"] = new(Viewer, Query: Span),
        ["ScheduleCommands"] = new(Contributor, """[{"type":"StopCharging"}]""", "?ignoreCooldown=true"),
        ["CreateCollectiveCommand"] = new(Member, """{"type":"StopCharging"}"""),
        ["ScheduleCollectiveCommands"] = new(Member, """[{"type":"StopCharging"}]"""),
        ["GetCommand"] = new(Viewer),
        ["CancelCommand"] = new(Contributor),
        ["ListFeatures"] = new(Viewer),
        ["SetFeature"] = new(Administer, """{"feature":"CaptureChargeSessions","active":true}"""),
        ["ListLocations"] = new(Viewer),
        ["CreateLocation"] = new(Administer, Location),
        ["GetLocation"] = new(Viewer),
        ["ChangeLocation"] = new(Administer, """{"label":"Depot"}"""),
        ["RemoveLocation"] = new(Administer),
        ["GetBatteryCapacity"] = new(Viewer),
        ["SetBatteryCapacity"] = new(Administer, Number),
        ["RemoveBatteryCapacity"] = new(Administer),
        ["GetNominalPower"] = new(Viewer),
        ["SetNominalPower"] = new(Administer, Number),
        ["RemoveNominalPower"] = new(Administer),
        ["CreateWebhook"] = new(SignedIn, """{"url":"http://127.0.0.1:9/hook","secret":"0123456789abcdef","header":{"name":"x-key","value":"let me in"}}"""),
        ["ListWebhooks"] = new(SignedIn),
        ["GetWebhook"] = new(Requester),
        ["UpdateWebhook"] = new(Requester, """{"events":["*"],"header":{"name":"x-key","value":"let me in"}}"""),
        ["RemoveWebhook"] = new(Requester),
        ["TestWebhook"] = new(Requester),
        ["ListChargeSessions"] = new(Viewer, Query: Span),
    };

    /// <summary>The answer to a foreign id and to an absent one: 400 where the id is a value, 404 where it is what the operation is about, 200 where it only filters, or is the caller's own word.</summary>
    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["CreateEntityOnboardingRequest collectiveId"] = 400,
        ["CreateEntityOnboardingRequest owner"] = 400,
        ["ListEntityOnboardingRequests collectiveId"] = 200,
        ["ListEntityOnboardingRequests owner"] = 200,
        ["CreateEntityOffboardingRequest entityId"] = 404,
        ["CreateCollectiveOnboardingRequest collectiveId"] = 400,
        ["CreateCollectiveOnboardingRequest owner"] = 400,
        ["CreateGuidedOnboardingSession collectiveId"] = 400,
        ["CreateGuidedOnboardingSession owner"] = 400,
        ["AddCollectiveMember id"] = 400,
        ["AddCollectiveEntity entityId"] = 404,
        ["AddTenantAdministrator id"] = 400,
        ["AddPermission principalId"] = 400,
    };
}
