using Busbar.Core.Commands;

namespace Busbar.Core.Devices;

/// <summary>One device or vehicle of one user. What changes with every reading stands in <see cref="DeviceState"/>.</summary>
/// <param name="VendorId">The vendor's own id, unique within grant and kind.</param>
/// <param name="Identifier">VIN, EAN, serial number: as its owner knows it.</param>
/// <param name="Properties">The application's own JSON, as text.</param>
/// <param name="Commands">What it can be told.</param>
/// <param name="CollectiveId">The collective that it is in.</param>
public sealed record Device(
    Guid Id, Guid TenantId, Guid UserId, Guid GrantId, DeviceKind Kind, string Brand, string VendorId,
    string? Identifier, string? Name, string? Model, Guid? ParentId, string? Properties,
    IReadOnlyList<CommandKind> Commands, DateTimeOffset CreatedAt, Guid? CollectiveId = null);
