using Busbar.Core.Commands;
using Busbar.Core.Linking;

namespace Busbar.Core.Devices;

/// <summary>One device or vehicle of one user. What changes with every reading stands in <see cref="DeviceState"/>.</summary>
/// <param name="VendorId">The vendor's own id, unique within grant and kind.</param>
/// <param name="Identifier">VIN, EAN, serial number: as its owner knows it.</param>
/// <param name="Properties">The application's own JSON, as text.</param>
/// <param name="Commands">What the brand lets it be told; see <see cref="Allowed"/>.</param>
/// <param name="CollectiveId">The collective that it is in.</param>
/// <param name="Scopes">What its owner agreed to; null for everything.</param>
public sealed record Device(
    Guid Id, Guid TenantId, Guid UserId, Guid GrantId, DeviceKind Kind, string Brand, string VendorId,
    string? Identifier, string? Name, string? Model, Guid? ParentId, string? Properties,
    IReadOnlyList<CommandKind> Commands, DateTimeOffset CreatedAt, Guid? CollectiveId = null, IReadOnlyList<LinkScope>? Scopes = null)
{
    /// <summary>Whether a brand links it; a car that no brand links may stand among them where cars are shown.</summary>
    public bool IsLinked => GrantId != Guid.Empty;

    /// <summary>Whether it is of the kinds that hang together in a home.</summary>
    public bool MayPair => Kind is DeviceKind.EV or DeviceKind.ChargePoint;

    /// <summary>Whether its owner agreed that it is told anything.</summary>
    public bool MayBeTold => LinkScopes.Allow(Scopes, Kind, ScopeSort.Control);

    /// <summary>Whether it and its parts are a house's energy system; the connectors of a station are not.</summary>
    public bool MayBeSite => Kind is not DeviceKind.ChargePoint;

    /// <summary>What it can be told, as its owner agreed.</summary>
    public IReadOnlyList<CommandKind> Allowed => MayBeTold ? Commands : [];
}
