namespace Busbar.Core.Devices;

/// <summary>A device with all that is shown of it together.</summary>
/// <param name="Group">What it is called; null where only its parts are shown.</param>
/// <param name="UserName">Its user, by the application's own id.</param>
/// <param name="LocationId">The place that was set for it; the newest of several.</param>
/// <param name="LocationSetAt">When that was.</param>
/// <param name="Ties">What it has through the others of its home.</param>
public sealed record DeviceView(Device Device, DeviceState State, DeviceGroup? Group, string UserName, Guid? LocationId, DateTimeOffset? LocationSetAt, HomeTies Ties)
{
    /// <summary>Whether its user has any places: who shows many devices asks for them only then.</summary>
    public bool HasPlaces { get; init; }

    /// <summary>Whether somebody has said how it is to charge when electricity is cheap.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>False where whoever asked sees all cars and chargers of its home: then nothing of its ties is hidden from them.</summary>
    public bool MayHide { get; init; } = true;

    public Guid Id => Device.Id;

    public Connection Connection => Connections.Of(State);
}
