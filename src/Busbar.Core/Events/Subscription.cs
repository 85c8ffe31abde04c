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
    /// <summary>When a delivery last went well.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }
}

/// <summary>What only the application and we know, sealed in the store.</summary>
/// <param name="Key">What deliveries are signed with.</param>
/// <param name="HeaderValue">The value of the application's own header.</param>
public sealed record SubscriptionSecret(string Key, string? HeaderValue);
