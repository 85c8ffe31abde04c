namespace Busbar.Tests.Hostile;

public static partial class ConnectRules
{
    /// <summary>Requests that build on each other: made, used, ended, and used again.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<Step>> Chains =
    [
        [
            new("CreateLocation", 201, "locationId"), new("GetLocation", 200), new("ChangeLocation", 200), new("RemoveLocation", 200), new("GetLocation", 404), new("ChangeLocation", 404), new("RemoveLocation", 404),
            new("ListLocations", 200),
        ],
        [
            new("CreateEntityOnboardingRequest", 201, "onboardingRequestId"), new("GetEntityOnboardingRequest", 200), new("CancelEntityOnboardingRequest", 200), new("CancelEntityOnboardingRequest", 409),
            new("GetEntityOnboardingRequest", 200),
        ],
        [
            new("CreateCollectiveOnboardingRequest", 201, "collectiveId", "data.collective.id"), new("GetCollective", 200), new("UpdateCollective", 200), new("AddCollectiveMember", 200), new("RemoveCollectiveMember", 200),
            new("RemoveCollectiveMember", 404), new("ListCollectiveEntities", 200), new("CreateCollectiveCommand", 400), new("ScheduleCollectiveCommands", 400), new("RemoveCollectiveEntity", 404),
        ],
        [
            new("ScheduleCommands", 201, "commandId", "commands.0.id", """[{"type":"StartCharging","triggerTime":"2026-05-01T08:00:00Z"}]"""), new("GetCommand", 200), new("CancelCommand", 200), new("CancelCommand", 409),
            new("GetCommand", 200), new("ListCommands", 200),
        ],
        [new("CreateEntityOffboardingRequest", 201, "offboardingRequestId"), new("GetEntityOffboardingRequest", 200), new("CancelEntityOffboardingRequest", 200), new("CancelEntityOffboardingRequest", 409), new("GetEntity", 200)],
        [
            new("CreateWebhook", 201, "webhookId", Body: """{"url":"http://127.0.0.1:9/chain","secret":"0123456789abcdef"}"""), new("GetWebhook", 200), new("TestWebhook", 200), new("UpdateWebhook", 200), new("ListWebhooks", 200),
            new("CreateWebhook", 400, Body: """{"url":"http://127.0.0.1:9/chain","secret":"0123456789abcdef"}"""), new("RemoveWebhook", 200), new("TestWebhook", 404), new("UpdateWebhook", 404), new("RemoveWebhook", 404),
        ],
        [new("SetBatteryCapacity", 200), new("GetBatteryCapacity", 200), new("RemoveBatteryCapacity", 200), new("GetBatteryCapacity", 404), new("RemoveBatteryCapacity", 404)],
        [new("SetNominalPower", 200), new("RemoveNominalPower", 200), new("RemoveNominalPower", 404), new("SetNominalPower", 200), new("GetNominalPower", 200)],
        [new("AddPermission", 200), new("AddPermission", 200), new("RemovePermission", 200), new("RemovePermission", 404), new("ListPermissions", 200)],
        [new("CreateGuidedOnboardingSession", 201, "onboardingSessionId"), new("GetGuidedOnboardingSession", 200), new("ListGuidedOnboardingSessions", 200)],
        [new("AddTenantAdministrator", 200), new("RemoveTenantAdministrator", 200), new("RemoveTenantAdministrator", 404), new("AddTenantAdministrator", 200)],
        [
            new("SetFeature", 200, Body: """{"feature":"CaptureChargeSessions","active":false}"""), new("ListChargeSessions", 409), new("SetFeature", 200), new("ListChargeSessions", 200),
        ],
    ];
}
