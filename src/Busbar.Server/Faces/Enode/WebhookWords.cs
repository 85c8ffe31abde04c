using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.Enode;

/// <summary>Subscriptions in this dialect's words.</summary>
internal static class WebhookWords
{
    public static SubscriptionWish Read(WebhookCreatePayload told) => new(
        told.Url, told.Secret, Read(told.Events ?? [WebhookEvent.Everything]), new Change<string?>(Read(told.ApiVersion)),
        told.Authentication is { } header ? new((header.HeaderName, header.HeaderValue)) : null, told.StandardWebhooks);

    public static SubscriptionWish Read(WebhookUpdatePayload told) => new(
        told.Url, told.Secret, told.Events is { } events ? Read(events) : null, told.NewVersion is { } version ? new Change<string?>(Read(version.Value)) : null,
        told.NewAuthentication is { } header ? new(header.Value is { } value ? (value.HeaderName, value.HeaderValue) : null) : null, told.StandardWebhooks);

    public static Webhook Show(Subscription one) => new(
        one.Id, one.Url, [.. one.Events.Select(word => EnumWords<WebhookEvent>.Read(word)!.Value)], one.LastSuccessAt, one.IsActive, one.CreatedAt, one.ApiVersion is null ? null : WebhookVersion.Newest,
        one.HeaderName is { } name ? new ShownAuthentication(name) : null, one.IsStandard);

    public static WebhookTest Show(DeliveryAnswer answer) => new(
        answer.Trouble is null ? WebhookTestStatus.Success : WebhookTestStatus.Failure, answer.Trouble ?? "The address took the event.",
        answer.StatusCode is { } code ? new WebhookTestResponse(code, answer.Body, answer.Headers) : null);

    public static Fault Spell(Fault fault) => fault with
    {
        Field = fault.Field switch { "header.name" => "authentication.headerName", "header.value" => "authentication.headerValue", var other => other },
    };

    private static (IReadOnlyList<string>, string) Read(IReadOnlyList<WebhookEvent> events) => ([.. events.Distinct().Select(EnumWords<WebhookEvent>.Write)], EventTopics.Of(events));

    private static string? Read(WebhookVersion? version) => version is { } told ? EnumWords<WebhookVersion>.Write(told) : null;
}
