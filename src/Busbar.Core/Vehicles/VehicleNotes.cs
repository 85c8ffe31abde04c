namespace Busbar.Core.Vehicles;

/// <summary>What people said of a car, where its brand does not.</summary>
/// <param name="TrimId">The trim that its owner picked.</param>
/// <param name="ChargeLimit">Up to which level it is to be charged when electricity is cheap, in percent.</param>
public sealed record VehicleNotes(Guid DeviceId, Guid TenantId, Guid? TrimId, int? ChargeLimit, VehicleClass? Class)
{
    public static VehicleNotes None(Guid deviceId, Guid tenantId) => new(deviceId, tenantId, null, null, null);
}

/// <summary>What a car is used for. The names stand in the store: rename none.</summary>
public enum VehicleClass { Passenger, Commercial }
