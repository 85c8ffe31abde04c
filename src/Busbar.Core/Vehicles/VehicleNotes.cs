namespace Busbar.Core.Vehicles;

/// <summary>What people said of a car, where its brand does not.</summary>
/// <param name="TrimId">The trim that its owner picked.</param>
/// <param name="ChargeLimit">Up to which level it is to be charged when electricity is cheap, in percent.</param>
public sealed record VehicleNotes(Guid DeviceId, Guid TenantId, Guid? TrimId, int? ChargeLimit, VehicleClass? Class)
{
    /// <summary>The size of its battery; of cars that no brand links.</summary>
    public int? WattHours { get; init; }

    /// <summary>Its socket for direct current, where it is not its model's.</summary>
    public ConnectorType? NativeConnector { get; init; }

    /// <summary>What else it can be plugged in with.</summary>
    public IReadOnlyList<ConnectorType> Adaptors { get; init; } = [];

    /// <summary>When socket or adaptors were said last.</summary>
    public DateTimeOffset? ConnectorsAt { get; init; }

    /// <summary>How full its battery is, in percent.</summary>
    public int? Level { get; init; }

    /// <summary>When that was said.</summary>
    public DateTimeOffset? LevelAt { get; init; }

    public static VehicleNotes None(Guid deviceId, Guid tenantId) => new(deviceId, tenantId, null, null, null);
}

/// <summary>What a car is used for. The names stand in the store: rename none.</summary>
public enum VehicleClass { Passenger, Commercial }
