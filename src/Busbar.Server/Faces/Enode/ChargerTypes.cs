namespace Busbar.Server.Faces.Enode;

/// <summary>A charger of a user, or one connector of it. What the brand does not tell is null.</summary>
/// <param name="Id">The charger's id.</param>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Vendor">The brand that it is reached through; OCPP where it dials in itself.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="IsReachable">Whether live data can be had now.</param>
/// <param name="Scopes">What its owner agreed to.</param>
public sealed record Charger(
    Guid Id, string UserId, string Vendor, DateTimeOffset LastSeen, bool IsReachable, ChargerInformation Information, ChargerChargeState ChargeState,
    ChargerCapabilities Capabilities, ChargerLocation Location, IReadOnlyList<string> Scopes);

/// <param name="SerialNumber">Its serial number, or else the name under which its owner knows it.</param>
/// <param name="Year">The model year.</param>
public sealed record ChargerInformation(string Brand, string Model, double? Year, string SerialNumber);

/// <param name="ChargeRate">In kilowatts; only while it charges.</param>
/// <param name="LastUpdated">When the newest of these was measured.</param>
/// <param name="MaxCurrent">The limit that is set, in amperes.</param>
/// <param name="PluggedInVehicleId">The user's vehicle that is plugged into it, where that is known.</param>
public sealed record ChargerChargeState(
    bool? IsPluggedIn, bool? IsCharging, double? ChargeRate, DateTimeOffset? LastUpdated, double? MaxCurrent, PowerDeliveryState PowerDeliveryState, Guid? PluggedInVehicleId);

public sealed record ChargerCapabilities(Capability Information, Capability ChargeState, Capability StartCharging, Capability StopCharging, Capability SetMaxCurrent);
