namespace Busbar.Core.Events;

/// <summary>A visit to the webhook portal: what one browser may see and do there, and until when.</summary>
/// <param name="Dialect">Whose subscriptions, and in whose words new ones are told; see <see cref="Ports.IEventDialect"/>.</param>
public sealed record PortalVisit(Guid Id, Guid ClientId, string Dialect, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a link waits for the browser that it is for.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long that browser may stay.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
}
