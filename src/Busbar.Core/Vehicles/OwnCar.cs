using Busbar.Core.Devices;

namespace Busbar.Core.Vehicles;

/// <summary>A car that no brand links: an application told of it. It is read by nobody and told nothing.</summary>
/// <param name="ModelId">Of the catalogue, or one of the tenant's own.</param>
/// <param name="Name">What it is called; null where nobody said.</param>
public sealed record OwnCar(Guid Id, Guid TenantId, Guid UserId, Guid ModelId, string? Name, DateTimeOffset CreatedAt)
{
    public const int LongestName = 200, SmallestBattery = 1_000, LargestBattery = 300_000;

    /// <summary>As it stands among those that are linked.</summary>
    public DeviceView Among() => new(
        new Device(Id, TenantId, UserId, Guid.Empty, DeviceKind.EV, "", Id.ToString(), null, Name, null, null, null, [], CreatedAt), DeviceState.Unheard(Id), DeviceGroup.Cars, "", null, null, HomeTies.None);
}
