using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.Simulated;

/// <summary>A device of a sandbox home that an application had made for it. What it does stands with the home.</summary>
/// <param name="DeviceId">Its id within the home.</param>
/// <param name="Identifier">VIN, EAN or serial number.</param>
/// <param name="Username">The account's name as the application wrote it; the home's is made of it.</param>
/// <param name="Year">The model year, which the simulated clouds do not tell.</param>
internal sealed record SimulatedDevice(
    Guid Id, Guid TenantId, Guid ClientId, DeviceKind Kind, string Brand, string Home, string DeviceId, string Identifier, string Username, double? Year, DateTimeOffset CreatedAt);
