using System.Text.Json.Serialization;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Enode;

/// <summary>What a webhook can be told of.</summary>
public enum WebhookEvent
{
    [JsonStringEnumMemberName("*")] Everything,
    [JsonStringEnumMemberName("user:vehicle:discovered")] VehicleDiscovered,
    [JsonStringEnumMemberName("user:vehicle:updated")] VehicleUpdated,
    [JsonStringEnumMemberName("user:vehicle:deleted")] VehicleDeleted,
    [JsonStringEnumMemberName("user:vehicle:smart-charging-status-updated")] SmartChargingStatusUpdated,
    [JsonStringEnumMemberName("user:charger:discovered")] ChargerDiscovered,
    [JsonStringEnumMemberName("user:charger:updated")] ChargerUpdated,
    [JsonStringEnumMemberName("user:charger:deleted")] ChargerDeleted,
    [JsonStringEnumMemberName("user:hvac:discovered")] HvacDiscovered,
    [JsonStringEnumMemberName("user:hvac:updated")] HvacUpdated,
    [JsonStringEnumMemberName("user:hvac:deleted")] HvacDeleted,
    [JsonStringEnumMemberName("user:inverter:discovered")] InverterDiscovered,
    [JsonStringEnumMemberName("user:inverter:updated")] InverterUpdated,
    [JsonStringEnumMemberName("user:inverter:deleted")] InverterDeleted,
    [JsonStringEnumMemberName("user:inverter:statistics-updated")] InverterStatisticsUpdated,
    [JsonStringEnumMemberName("user:battery:discovered")] BatteryDiscovered,
    [JsonStringEnumMemberName("user:battery:updated")] BatteryUpdated,
    [JsonStringEnumMemberName("user:battery:deleted")] BatteryDeleted,
    [JsonStringEnumMemberName("user:meter:discovered")] MeterDiscovered,
    [JsonStringEnumMemberName("user:meter:updated")] MeterUpdated,
    [JsonStringEnumMemberName("user:meter:deleted")] MeterDeleted,
    [JsonStringEnumMemberName("user:hem-system:discovered")] HemSystemDiscovered,
    [JsonStringEnumMemberName("user:hem-system:updated")] HemSystemUpdated,
    [JsonStringEnumMemberName("user:hem-system:deleted")] HemSystemDeleted,
    [JsonStringEnumMemberName("user:credentials:invalidated")] CredentialsInvalidated,
    [JsonStringEnumMemberName("user:vendor-action:updated")] VendorActionUpdated,
    [JsonStringEnumMemberName("user:charge-action:updated")] ChargeActionUpdated,
    [JsonStringEnumMemberName("user:schedule:execution-updated")] ScheduleExecutionUpdated,
    [JsonStringEnumMemberName("enode:webhook:test")] WebhookTest,
}

/// <param name="HeaderName">The name of a header that goes with each delivery: letters, digits, - and _.</param>
/// <param name="HeaderValue">Its value: 1 to 256 printable characters. It is never told.</param>
public sealed record WebhookAuthentication(string HeaderName, string HeaderValue);

/// <param name="HeaderName">The name of the header that goes with each delivery.</param>
public sealed record ShownAuthentication(string HeaderName);

/// <param name="Url">Where to: an https address of 8 to 200 characters.</param>
/// <param name="Secret">What deliveries are signed with: 6 to 256 characters, better 16 random bytes or more. It is never told.</param>
/// <param name="Events">What to be told of; everything where it is left out.</param>
/// <param name="ApiVersion">The version that events are written in; null for the application's own.</param>
/// <param name="Authentication">A header of your own with each delivery.</param>
/// <param name="StandardWebhooks">An extension: sign deliveries as the Standard Webhooks specification has it too.</param>
public sealed record WebhookCreatePayload(
    string Url, string Secret, IReadOnlyList<WebhookEvent>? Events = null, WebhookVersion? ApiVersion = null, WebhookAuthentication? Authentication = null, bool? StandardWebhooks = null);

/// <summary>The version that events are written in.</summary>
public enum WebhookVersion
{
    [JsonStringEnumMemberName(EnodeVersion.Only)] Newest,
}

/// <param name="Url">Where to.</param>
/// <param name="Events">What it is told of.</param>
/// <param name="LastSuccess">When a delivery last went well.</param>
/// <param name="IsActive">False once its address has failed for too long: change or test it to go on.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ApiVersion">The version that events are written in; null for the application's own.</param>
/// <param name="Authentication">The header of your own with each delivery.</param>
/// <param name="StandardWebhooks">An extension: deliveries are signed as the Standard Webhooks specification has it too.</param>
public sealed record Webhook(
    Guid Id, string Url, IReadOnlyList<WebhookEvent> Events, DateTimeOffset? LastSuccess, bool IsActive, DateTimeOffset CreatedAt, WebhookVersion? ApiVersion, ShownAuthentication? Authentication,
    bool StandardWebhooks);

public enum WebhookTestStatus
{
    [JsonStringEnumMemberName("SUCCESS")] Success,
    [JsonStringEnumMemberName("FAILURE")] Failure,
}

/// <param name="Status">Whether the address took the event.</param>
/// <param name="Description">In words.</param>
/// <param name="Response">What it answered.</param>
public sealed record WebhookTest(WebhookTestStatus Status, string Description, WebhookTestResponse? Response);

/// <param name="Code">The status.</param>
/// <param name="Body">Its beginning.</param>
/// <param name="Headers">Each as <c>name: value</c>.</param>
public sealed record WebhookTestResponse(int Code, string Body, IReadOnlyList<string>? Headers);

/// <summary>What is to be different of a webhook. What is left out stays as it is; any change wakes it where it is inactive.</summary>
public sealed record WebhookUpdatePayload
{
    /// <summary>Where to: an https address of 8 to 200 characters.</summary>
    public string? Url { get; init; }

    /// <summary>What deliveries are signed with from now on.</summary>
    public string? Secret { get; init; }

    /// <summary>What to be told of.</summary>
    public IReadOnlyList<WebhookEvent>? Events { get; init; }

    /// <summary>The version that events are written in; null for the application's own.</summary>
    public WebhookVersion? ApiVersion
    {
        get => NewVersion?.Value;
        init => NewVersion = new Change<WebhookVersion?>(value);
    }

    /// <summary>A header of your own with each delivery; null for none.</summary>
    public WebhookAuthentication? Authentication
    {
        get => NewAuthentication?.Value;
        init => NewAuthentication = new Change<WebhookAuthentication?>(value);
    }

    /// <summary>An extension: sign deliveries as the Standard Webhooks specification has it too.</summary>
    public bool? StandardWebhooks { get; init; }

    internal Change<WebhookVersion?>? NewVersion { get; private init; }

    internal Change<WebhookAuthentication?>? NewAuthentication { get; private init; }
}
