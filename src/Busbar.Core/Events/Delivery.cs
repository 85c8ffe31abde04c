namespace Busbar.Core.Events;

/// <summary>How a delivery stands. The names stand in the store: rename none.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Waiting,
    Delivered,
    /// <summary>It was given up: the address failed for too long, or there is nothing left of it to tell.</summary>
    Dropped,
}

/// <summary>Events that go to an address together. Each attempt sends the same bytes under the same id.</summary>
/// <param name="Events">How many.</param>
/// <param name="StatusCode">What the address answered last.</param>
/// <param name="Trouble">Why there was no good answer.</param>
/// <param name="Replays">The delivery that it repeats on somebody's wish.</param>
/// <param name="EventType">What its one event is called by the dialect; null where several may go together.</param>
/// <param name="About">What its one event is about, while it waits: such events keep their order.</param>
/// <param name="RetryAt">When it is to be sent, where each is retried by itself; <see cref="InLine"/> while one before it waits.</param>
public sealed record Delivery(
    Guid Id, Guid SubscriptionId, DateTimeOffset MadeAt, long Events, DeliveryState State, long Attempts, DateTimeOffset? TriedAt, long? StatusCode, string? Trouble, Guid? Replays,
    string? EventType, Guid? About, DateTimeOffset RetryAt)
{
    /// <summary>A time that never comes.</summary>
    public static readonly DateTimeOffset InLine = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One that is to be sent.</summary>
    public static Delivery New(Guid id, Guid subscriptionId, DateTimeOffset now, long events) => new(id, subscriptionId, now, events, DeliveryState.Waiting, 0, null, null, null, null, null, null, DateTimeOffset.UnixEpoch);

    /// <summary>Where its events stand.</summary>
    public Guid Of => Replays ?? Id;
}

/// <summary>An event in the outbox.</summary>
/// <param name="OrderAt">Its place among those of its subscription.</param>
/// <param name="About">What it is about: the id of a device, or else of a user or subscription.</param>
/// <param name="Facts">What it was; empty once its body is written.</param>
/// <param name="Body">It in the subscriber's words; null until it was first sent.</param>
public sealed record OutboxEvent(long OrderAt, Guid About, Guid? UserId, EventKind Kind, DateTimeOffset CreatedAt, string Facts, string? Body);
