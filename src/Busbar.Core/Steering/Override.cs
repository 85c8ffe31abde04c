using Busbar.Core.Commands;

namespace Busbar.Core.Steering;

/// <summary>A wish to charge at once, whatever schedule or plan says; until the device stops charging, or somebody ends it.</summary>
/// <param name="CommandId">What started the charge; null where it was going on already.</param>
/// <param name="HasCharged">It was seen to charge since.</param>
public sealed record Override(Guid Id, Guid TenantId, Guid ClientId, Guid DeviceId, Guid? CommandId, bool HasCharged, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    /// <summary>As it is once this was seen.</summary>
    /// <param name="start">What became of the command that started it.</param>
    public Override After(ChargeFacts facts, CommandRecord? start, DateTimeOffset now)
    {
        if (EndedAt is not null) return this;
        if (facts.IsCharging is true) return HasCharged ? this : this with { HasCharged = true };
        var isOver = facts.IsPluggedIn is false || (facts.IsCharging is false && (HasCharged || start is null or { IsOver: true }));
        return isOver ? this with { EndedAt = now } : this;
    }
}
