using Busbar.Core.Commands;
using Busbar.Core.Steering;

namespace Busbar.Core.SmartCharging;

/// <summary>All that smart charging goes by.</summary>
/// <param name="IsAlone">Nothing else steers the device: what a plan has stopped is started again when the plan goes.</param>
/// <param name="IsCapable">It can be told to start and to stop, and the application may tell it.</param>
/// <param name="LocationId">The place of its user where it is now; null for none that is known.</param>
/// <param name="Override">The one that goes on.</param>
/// <param name="Need">Null where it is not known.</param>
/// <param name="Outlook">Prices at that place up to the deadline.</param>
/// <param name="Last">What became of what the device was told last.</param>
/// <param name="PlanId">For a new plan.</param>
public sealed record SmartSituation(
    ChargingPolicy Policy, ChargeFacts Facts, bool IsAlone, bool IsCapable, Guid? LocationId, ChargeNeed? Need, PriceOutlook Outlook, DateTimeOffset? Deadline, Override? Override,
    CommandRecord? Last, Guid PlanId, DateTimeOffset Now)
{
    public bool IsPluggedIn => Facts.IsPluggedIn is true;

    /// <summary>A charger is done when it has charged for so long; a car, when it is full.</summary>
    public bool IsDone => Facts.IsFull is true || (Policy.Duration is not null && Need is { Minutes: < 1 });

    /// <summary>Below the level at which it is to charge whatever it costs, or perhaps below it.</summary>
    public bool IsProtected => Policy.MinimumPercent > 0 && !(Facts.Level >= Policy.MinimumPercent);

    public Consideration Consideration => new(Facts.IsPluggedIn, Facts.IsCharging, LocationId is not null, Need is not null);

    /// <summary>The next time that the clock at the place shows these minutes from midnight.</summary>
    public static DateTimeOffset NextDeadline(int minute, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var day = today; ; day = day.AddDays(1))
        {
            var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
            var moment = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            if (moment > now) return moment;
        }
    }
}

/// <summary>What follows from it.</summary>
/// <param name="Tell">What the device is to be told now; null for nothing.</param>
/// <param name="Ended">A plan that ended and is not the one in the status any more.</param>
/// <param name="LookAt">When to look again, whatever is heard until then; null for never.</param>
public sealed record SmartStep(SmartStatus Status, CommandKind? Tell = null, ChargingPlan? Ended = null, DateTimeOffset? LookAt = null);
