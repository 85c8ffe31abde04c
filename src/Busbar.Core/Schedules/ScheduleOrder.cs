using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Core.Schedules;

/// <summary>What a schedule is to be.</summary>
public sealed record ScheduleOrder(Guid DeviceId, DeviceGroup Group, ScheduleSort Sort, Guid? LocationId, bool IsEnabled, Command Otherwise, IReadOnlyList<ScheduleRule> Rules);

/// <summary>Whether rules are sound.</summary>
public static class CheckRules
{
    /// <summary>How many rules a schedule has, and how many schedules a device.</summary>
    public const int Most = 100;

    public static Fault? Check(IReadOnlyList<ScheduleRule> rules)
    {
        if (rules.Count > Most) return Fault.Invalid("rules", $"A schedule has {Most} rules at most.");
        for (var i = 0; i < rules.Count; i++)
        {
            var (at, rule) = ($"rules[{i}]", rules[i]);
            if (rule.From is not null && rule.From == rule.To) return Fault.Invalid($"{at}.hourMinute.to", "The end must not be the start. Leave hourMinute out for the whole day.");
            if (rule.Weekdays is { } days && (days.Count is 0 || days.Any(day => day is < 0 or > 6) || days.Distinct().Count() != days.Count))
                return Fault.Invalid($"{at}.weekdays", "The value lists days from 0 for Monday to 6 for Sunday, each once; leave it out for all days.");
            if (rule.Start >= rule.End) return Fault.Invalid($"{at}.toTimestamp", "The end must be after the start.");
        }
        return null;
    }
}
