using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Sessions;

namespace Busbar.Core.Statistics;

/// <summary>Of which consumption is asked.</summary>
/// <param name="DeviceId">Only this device's; null for all of the group.</param>
/// <param name="LocationId">Only what was consumed there; null for everywhere.</param>
public sealed record ChargingQuestion(Guid UserId, DeviceGroup Group, Guid? DeviceId, Guid? LocationId, DateTimeOffset Start, DateTimeOffset End);

/// <summary>What devices of a user consumed.</summary>
/// <param name="Start">The start of the span, taken back to a whole quarter of an hour.</param>
/// <param name="Place">The one that was asked for.</param>
/// <param name="Devices">With what their sessions consumed beyond the ends of the span.</param>
public sealed record Charging(DateTimeOffset Start, DateTimeOffset End, Location? Place, IReadOnlyList<DeviceCharging> Devices)
{
    /// <summary>What was consumed within the span alone.</summary>
    public IEnumerable<DeviceCharging> Within => Devices.Select(device => device with { Slots = [.. device.Slots.Where(slot => slot.Start >= Start && slot.Start < End)] });
}

/// <summary>What one device consumed.</summary>
/// <param name="Sessions">Those that touch the span; null of what has no sessions.</param>
/// <param name="Slots">Oldest first.</param>
public sealed record DeviceCharging(Guid DeviceId, IReadOnlyList<PlacedSession>? Sessions, IReadOnlyList<PricedSlot> Slots);

/// <summary>A session, and where it was.</summary>
public sealed record PlacedSession(ChargeSession Session, Guid? LocationId);

/// <summary>What was consumed in a quarter of an hour, where, and what a kilowatt-hour cost there then; null where that is not known.</summary>
/// <param name="IsPlanned">A plan had it consumed then, and not at once.</param>
/// <param name="AtOnce">Of what was planned: what a kilowatt-hour would have cost at once; null where that is not known.</param>
public readonly record struct PricedSlot(DateTimeOffset Start, Draw Draw, Guid? LocationId, KwhPrice? Price, bool IsPlanned = false, KwhPrice? AtOnce = null)
{
    public DateTimeOffset End => Start + Quarters.Length;
}
