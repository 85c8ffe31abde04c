using Busbar.Core.Linking;

namespace Busbar.Core.Devices;

/// <summary>A device with all that is shown of it together.</summary>
/// <param name="UserName">Its user, by the application's own id.</param>
/// <param name="Scopes">What its owner agreed to; null for everything.</param>
/// <param name="LocationId">The place that was set for it; the newest of several.</param>
/// <param name="LocationSetAt">When that was.</param>
public sealed record DeviceView(Device Device, DeviceState State, string UserName, IReadOnlyList<LinkScope>? Scopes, Guid? LocationId, DateTimeOffset? LocationSetAt)
{
    public Guid Id => Device.Id;

    public Connection Connection => Connections.Of(State);
}
