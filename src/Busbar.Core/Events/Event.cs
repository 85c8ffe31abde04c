using Busbar.Core.Devices;

namespace Busbar.Core.Events;

/// <summary>Everything that is announced: a closed list. The names stand in the store: rename none.</summary>
public enum EventKind
{
    /// <summary>A device was linked.</summary>
    DeviceDiscovered,
    /// <summary>What is known of a device changed.</summary>
    DeviceUpdated,
    /// <summary>A device is gone.</summary>
    DeviceDeleted,
    /// <summary>A device has parts now: together they are a house's energy system.</summary>
    SiteDiscovered,
    /// <summary>What is known of such a system changed.</summary>
    SiteUpdated,
    /// <summary>Such a system is gone, or has no parts any more.</summary>
    SiteDeleted,
    /// <summary>A command was given, or came further.</summary>
    CommandChanged,
    /// <summary>A brand does not take what its owner gave us any more: the owner must sign in again.</summary>
    GrantLost,
    /// <summary>What a schedule expects, or whether the device does it, changed.</summary>
    ScheduleChanged,
    /// <summary>The smart charging of a car came further.</summary>
    SmartChargingChanged,
    /// <summary>What an inverter made in the past is known better.</summary>
    StatisticsChanged,
    /// <summary>A part of a charge session began: a plug, or another mode.</summary>
    ChargePartBegan,
    /// <summary>A part of a charge session ended.</summary>
    ChargePartEnded,
    /// <summary>Nothing but a sign of life.</summary>
    Heartbeat,
    /// <summary>Asked for by the subscriber itself.</summary>
    Test,
}

/// <summary>Something that happened, as it is announced.</summary>
/// <param name="Topic">What subscriptions know it by; see <see cref="Topics"/>.</param>
/// <param name="DeviceId">The device that it is about; what is announced of one comes in its order.</param>
/// <param name="Facts">What it was, as JSON; its shape goes by the kind.</param>
public sealed record Announcement(EventKind Kind, string Topic, Guid TenantId, Guid UserId, Guid? DeviceId, string Facts, DateTimeOffset At);

/// <summary>What subscriptions choose by: a kind of event, and for those about devices the kind of device.</summary>
public static class Topics
{
    public const string Everything = "*";

    public static string Of(EventKind kind) => kind.ToString();

    public static string Of(EventKind kind, DeviceKind device) => $"{kind}.{device}";

    /// <summary>As the store keeps a choice.</summary>
    public static string Write(IEnumerable<string> topics) => topics.ToList() is var all && all.Contains(Everything) ? Everything : $" {string.Join(' ', all.Distinct().Order(StringComparer.Ordinal))} ";
}
