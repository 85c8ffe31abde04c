using System.Data.Common;
using Busbar.Core.Events;

namespace Busbar.Core.Ports;

/// <summary>An event that a subscription may ask for.</summary>
/// <param name="Word">What it is called in the dialect.</param>
/// <param name="Topics">What of ours it is told of; see <see cref="Events.Topics"/>.</param>
/// <param name="Meaning">What happened, in half a sentence for developers.</param>
public sealed record EventType(string Word, IReadOnlyList<string> Topics, string Meaning);

/// <summary>How a face tells events. Each face that offers subscriptions has one.</summary>
public interface IEventDialect
{
    /// <summary>As subscriptions name it; it stands in the store.</summary>
    string Name { get; }

    /// <summary>The events that a subscription may choose from; none where it cannot choose.</summary>
    IReadOnlyList<EventType> Types => [];

    /// <summary>Which of them a body tells of, as <see cref="Write"/> made it; null where that cannot be said.</summary>
    string? TypeOf(string body) => StandardWebhooks.TypeOf(body);

    /// <summary>
    /// The events with their facts completed by what has to be reckoned first, in the same order; <see cref="Write"/> gets them so. It
    /// may take its time: no connection is held meanwhile.
    /// </summary>
    Task<IReadOnlyList<OutboxEvent>> Complete(Subscription subscription, IReadOnlyList<OutboxEvent> events, CancellationToken stop) => Task.FromResult(events);

    /// <summary>The events in the subscriber's words, each as JSON, in the same order; null where there is nothing to say. Reads, and writes nothing.</summary>
    Task<IReadOnlyList<string?>> Write(DbConnection db, Subscription subscription, IReadOnlyList<OutboxEvent> events);

    /// <summary>The body that these make together.</summary>
    string Together(IReadOnlyList<string> bodies);

    /// <summary>Whether a header, in small letters, is one of those that the dialect sends.</summary>
    bool Uses(string header);

    /// <summary>The headers by which the subscriber knows the delivery and that it is ours.</summary>
    IEnumerable<(string Name, string Value)> Headers(Guid deliveryId, string key, ReadOnlySpan<byte> body);
}
