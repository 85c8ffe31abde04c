using System.Threading.RateLimiting;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces;

/// <summary>
/// How many requests of one client are worked on at once, on this node. More are turned away at the door, so that an application
/// gone wild holds up itself and nobody else.
/// </summary>
public sealed class Crowd : IDisposable
{
    /// <summary>Far more than an application needs: a request takes milliseconds.</summary>
    public const int Most = 300;

    private readonly PartitionedRateLimiter<Client> limiter = PartitionedRateLimiter.Create<Client, Guid>(client =>
        RateLimitPartition.GetConcurrencyLimiter(client.Id, _ => new ConcurrencyLimiterOptions { PermitLimit = Most, QueueLimit = 0 }));

    /// <summary>A place, to be given back; it is none where <c>IsAcquired</c> is false.</summary>
    public RateLimitLease Enter(Client client) => limiter.AttemptAcquire(client);

    public void Dispose() => limiter.Dispose();
}
