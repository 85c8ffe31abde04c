using System.Text.Json.Serialization;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Connect;

/// <summary>What a webhook can be told of; * is everything.</summary>
public enum WebhookEvent
{
    [JsonStringEnumMemberName("*")] Everything,
    [JsonStringEnumMemberName("entity.discovered")] EntityDiscovered,
    [JsonStringEnumMemberName("entity.changed")] EntityChanged,
    [JsonStringEnumMemberName("entity.removed")] EntityRemoved,
    [JsonStringEnumMemberName("connection.lost")] ConnectionLost,
    [JsonStringEnumMemberName("command.changed")] CommandChanged,
}

/// <summary>A header of your own that goes with each delivery.</summary>
/// <param name="Name">Letters, digits, - and _.</param>
/// <param name="Value">1 to 256 printable characters. It is never told.</param>
public sealed record WebhookHeader(string Name, string Value);

/// <param name="Url">Where to: an https address of 8 to 200 characters.</param>
/// <param name="Secret">What deliveries are signed with: whsec_ and the base64 of 24 to 64 random bytes, or 6 to 256 characters of your own. Where it is left out one is made, and told this once.</param>
/// <param name="Events">What to be told of; everything where it is left out.</param>
/// <param name="Header">A header of your own with each delivery.</param>
public sealed record WebhookRequest(string Url, string? Secret = null, IReadOnlyList<WebhookEvent>? Events = null, WebhookHeader? Header = null);

/// <summary>Where an application is told of events.</summary>
/// <param name="Id">The webhook's id.</param>
/// <param name="Url">Where to.</param>
/// <param name="Events">What it is told of.</param>
/// <param name="IsActive">False once its address has failed for too long: change or test it to go on.</param>
/// <param name="Created">When it was made.</param>
/// <param name="LastSuccess">When a delivery last went well.</param>
/// <param name="HeaderName">The name of the header of your own.</param>
/// <param name="Secret">What deliveries are signed with, where it was made here; told once, when the webhook is made.</param>
public sealed record Webhook(
    Guid Id, string Url, IReadOnlyList<WebhookEvent> Events, bool IsActive, DateTimeOffset Created, DateTimeOffset? LastSuccess, string? HeaderName, [property: AbsentWhenNull] string? Secret = null);

/// <summary>What came of an event that was sent at once.</summary>
/// <param name="Succeeded">Whether the address took it.</param>
/// <param name="Message">What happened, in words.</param>
/// <param name="StatusCode">The status that it answered with; null where there was no answer.</param>
/// <param name="Body">The beginning of its answer.</param>
public sealed record WebhookTest(bool Succeeded, string Message, int? StatusCode, string? Body);

/// <summary>What is to be different of a webhook. What is left out stays as it is; any change wakes it where it is inactive.</summary>
public sealed record WebhookUpdateRequest
{
    /// <summary>Where to: an https address of 8 to 200 characters.</summary>
    public string? Url { get; init; }

    /// <summary>What deliveries are signed with from now on.</summary>
    public string? Secret { get; init; }

    /// <summary>What to be told of.</summary>
    public IReadOnlyList<WebhookEvent>? Events { get; init; }

    /// <summary>A header of your own with each delivery; null for none.</summary>
    public WebhookHeader? Header
    {
        get => NewHeader?.Value;
        init => NewHeader = new Change<WebhookHeader?>(value);
    }

    internal Change<WebhookHeader?>? NewHeader { get; private init; }
}
