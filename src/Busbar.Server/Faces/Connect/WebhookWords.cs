using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.Connect;

/// <summary>Subscriptions in this dialect's words.</summary>
internal static class WebhookWords
{
    // Deliveries are signed as the specification has it, and in no other way.
    public static SubscriptionWish Read(WebhookRequest told, string secret) => new(
        told.Url, secret, Read(told.Events ?? [WebhookEvent.Everything]), null, told.Header is { } header ? new((header.Name, header.Value)) : null, IsStandard: true);

    public static SubscriptionWish Read(WebhookUpdateRequest told) => new(
        told.Url, told.Secret, told.Events is { } events ? Read(events) : null, null,
        told.NewHeader is { } header ? new(header.Value is { } value ? (value.Name, value.Value) : null) : null);

    /// <param name="secret">Where it was made here just now.</param>
    public static Webhook Show(Subscription one, string? secret = null) => new(
        one.Id, one.Url, [.. one.Events.Select(word => EnumWords<WebhookEvent>.Read(word)!.Value)], one.IsActive, one.CreatedAt, one.LastSuccessAt, one.HeaderName, secret);

    public static WebhookTest Show(DeliveryAnswer answer) =>
        new(answer.Trouble is null, answer.Trouble ?? "The address took the event.", answer.StatusCode, answer.StatusCode is null ? null : answer.Body);

    private static (IReadOnlyList<string>, string) Read(IReadOnlyList<WebhookEvent> events) => ([.. events.Distinct().Select(EnumWords<WebhookEvent>.Write)], Topics.Write(events.SelectMany(Of)));

    private static IEnumerable<string> Of(WebhookEvent one) => one switch
    {
        WebhookEvent.Everything => [Topics.Everything],
        WebhookEvent.EntityDiscovered => OfAllKinds(EventKind.DeviceDiscovered),
        WebhookEvent.EntityChanged => OfAllKinds(EventKind.DeviceUpdated),
        WebhookEvent.EntityRemoved => OfAllKinds(EventKind.DeviceDeleted),
        WebhookEvent.ConnectionLost => [Topics.Of(EventKind.GrantLost)],
        WebhookEvent.CommandChanged => [Topics.Of(EventKind.CommandChanged)],
    };

    private static IEnumerable<string> OfAllKinds(EventKind kind) => Enum.GetValues<DeviceKind>().Select(device => Topics.Of(kind, device));
}
