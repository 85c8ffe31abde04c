using Busbar.Core.Ports;

namespace Busbar.Core.Events;

/// <summary>What goes around a body on its way to a subscription's address.</summary>
internal sealed record Envelope(Subscription Subscription, SubscriptionSecret Secret, IEventDialect Dialect)
{
    public Task<DeliveryAnswer> Post(ISendDeliveries sender, Guid id, byte[] body, DateTimeOffset now, CancellationToken stop)
    {
        List<(string, string)> headers = [.. Dialect.Headers(id, Secret.Key, body)];
        if (Subscription.IsStandard) headers.AddRange(StandardWebhooks.Headers(id, Secret.Key, now, body));
        if (Subscription.HeaderName is { } name && Secret.HeaderValue is { } value) headers.Add((name, value));
        return sender.Post(Subscription.Url, headers, body, stop);
    }
}
