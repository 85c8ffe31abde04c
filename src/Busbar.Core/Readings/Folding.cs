using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Sessions;

namespace Busbar.Core.Readings;

/// <summary>What new readings of a device are folded into.</summary>
/// <param name="Scopes">What its owner agreed to; null for everything.</param>
/// <param name="IsHeard">Somebody wants to be told of changes.</param>
/// <param name="HasParts">Other devices are parts of it, such as the connectors of a station.</param>
/// <param name="IsOfHome">Its user has cars and chargers.</param>
/// <param name="AwaitsProof">A command was sent that a reading may prove.</param>
/// <param name="IsSteered">A schedule, a plan or an override goes by what is heard of it.</param>
/// <param name="Before">The device's state so far.</param>
/// <param name="Session">The charge that goes on.</param>
/// <param name="ParentId">What it is a part of.</param>
public sealed record Folding(Guid DeviceId, Guid TenantId, Guid UserId, DeviceKind Kind, IReadOnlyList<LinkScope>? Scopes, bool IsHeard, bool HasParts, bool IsOfHome, bool AwaitsProof, bool IsSteered, DeviceState Before, ChargeSession? Session, Guid? ParentId = null)
{
    /// <summary>At a station with several connectors it is they that charge; its own meter tells their sum.</summary>
    public bool Charges => Kind is DeviceKind.EV || (Kind is DeviceKind.ChargePoint && !HasParts);

    /// <summary>The house's energy system that it is with its parts, or is a part of; the connectors of a station are none.</summary>
    public Guid? Site => Kind is DeviceKind.ChargePoint ? null : HasParts ? DeviceId : ParentId;

    public bool Generates => Kind is DeviceKind.Inverter or DeviceKind.SolarPlant;

    /// <summary>What its owner agreed to of what was measured; the rest is not kept.</summary>
    public IReadOnlyList<Observation> Agreed(IReadOnlyList<Observation> observations) =>
        Scopes is null ? observations : [.. observations.Where(one => LinkScopes.Allow(Scopes, Kind, one.Signal is Signal.Latitude or Signal.Longitude ? ScopeSort.Location : ScopeSort.Data))];
}
