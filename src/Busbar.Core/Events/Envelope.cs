using Busbar.Core.Ports;

namespace Busbar.Core.Events;

/// <summary>What goes around a body on its way to a subscription's address.</summary>
internal sealed record Envelope(Subscription Subscription, SubscriptionSecret Secret, IEventDialect Dialect)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    /// <param name="eventType">Where the body is about a single event, what that is called.</param>
    public Task<DeliveryAnswer> Post(ISendDeliveries sender, Guid id, byte[] body, string? eventType, DateTimeOffset now, CancellationToken stop)
    {
        List<(string, string)> headers = Subscription.Manner switch
        {
            DeliveryManner.House => [.. Dialect.Headers(id, Secret.Key, body)],
            DeliveryManner.Svix => [.. StandardWebhooks.SvixHeaders(id, Secret.KeysAt(now), now, body, eventType)],
        };
        if (Subscription.IsStandard) headers.AddRange(StandardWebhooks.Headers(id, Secret.KeysAt(now), now, body));
        if (Subscription.HeaderName is { } name && Secret.HeaderValue is { } value) headers.Add((name, value));
        return sender.Post(Subscription.Url, headers, body, Subscription.Manner is DeliveryManner.Svix ? SvixSchedule.Patience : patience, stop);
    }
}
