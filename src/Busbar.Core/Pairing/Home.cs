namespace Busbar.Core.Pairing;

/// <summary>A car or charger of one user, as pairing sees it.</summary>
/// <param name="Place">Where a charger stands, if anybody said so.</param>
public sealed record HomeDevice(Guid DeviceId, Guid UserId, PlugEvidence Evidence, (double Latitude, double Longitude)? Place = null);

/// <summary>The cars and chargers of one user. Pairs are found within a home and never across, so one cannot be made of devices of two.</summary>
public sealed class Home
{
    public Home(Guid userId, IEnumerable<HomeDevice> cars, IEnumerable<HomeDevice> chargers)
    {
        (UserId, Cars, Chargers) = (userId, [.. cars], [.. chargers]);
        if (Cars.Concat(Chargers).Any(device => device.UserId != userId)) throw new ArgumentException($"A device is not of user {userId}.");
    }

    public Guid UserId { get; }

    public IReadOnlyList<HomeDevice> Cars { get; }

    public IReadOnlyList<HomeDevice> Chargers { get; }
}
