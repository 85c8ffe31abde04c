namespace Busbar.Core.Events;

/// <summary>A wish of an application to be told of events at an address of its own.</summary>
/// <param name="Dialect">The face that it was made through, in whose words events are told; see <see cref="Ports.IEventDialect"/>.</param>
/// <param name="Events">What it wants to hear of, in the dialect's words.</param>
/// <param name="ApiVersion">The version of the dialect; null for the application's own.</param>
/// <param name="HeaderName">A header of the application's own that goes with each delivery; its value is part of the secret.</param>
/// <param name="IsStandard">Deliveries are also signed as Standard Webhooks has it.</param>
/// <param name="IsActive">False once the address has failed for too long.</param>
public sealed record Subscription(
    Guid Id, Guid TenantId, Guid ClientId, string Dialect, string Url, string Secret, string? HeaderName, IReadOnlyList<string> Events, string Topics,
    string? ApiVersion, bool IsStandard, bool IsActive, DateTimeOffset CreatedAt)
{
    public DeliveryManner Manner { get; init; }

    /// <summary>What its application calls it.</summary>
    public string? Description { get; init; }

    /// <summary>Since when nothing is sent, by its application's wish. What happens meanwhile waits.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When a delivery last went well.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Since when every attempt failed; null where the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }
}

/// <summary>What only the application and we know, sealed in the store.</summary>
/// <param name="Key">What deliveries are signed with.</param>
/// <param name="HeaderValue">The value of the application's own header.</param>
/// <param name="Former">Keys that were replaced and count for a while yet, newest first.</param>
public sealed record SubscriptionSecret(string Key, string? HeaderValue, IReadOnlyList<FormerKey>? Former = null)
{
    /// <summary>For how long a key counts after it was replaced.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Those that count besides.</summary>
    public IReadOnlyList<FormerKey> FormerAt(DateTimeOffset now) => [.. (Former ?? []).Where(one => one.Until > now)];

    /// <summary>All that count, newest first.</summary>
    public IReadOnlyList<string> KeysAt(DateTimeOffset now) => [Key, .. FormerAt(now).Select(one => one.Key)];
}

/// <summary>A key that was replaced, and until when it counts.</summary>
public sealed record FormerKey(string Key, DateTimeOffset Until);
