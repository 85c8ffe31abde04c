using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Schedules;
using Busbar.Core.Tariffs;

namespace Busbar.Server.Faces.Enode;

/// <summary>Schedules in this dialect's words.</summary>
internal static class ScheduleWords
{
    public static DeviceGroup Group(ScheduleTarget target) => target switch
    {
        ScheduleTarget.Vehicle => DeviceGroup.Cars,
        ScheduleTarget.Charger => DeviceGroup.Chargers,
        ScheduleTarget.Hvac => DeviceGroup.HeatPumps,
    };

    public static ScheduleTarget Target(DeviceKind kind) => kind switch
    {
        DeviceKind.EV => ScheduleTarget.Vehicle,
        DeviceKind.ChargePoint => ScheduleTarget.Charger,
        DeviceKind.HeatPump or DeviceKind.Battery or DeviceKind.SolarPlant or DeviceKind.RetrofitMeter or DeviceKind.Meter or DeviceKind.Inverter => ScheduleTarget.Hvac,
    };

    public static Result<ScheduleOrder> Read(SchedulePayload told)
    {
        var sort = told.TargetType is ScheduleTarget.Hvac ? ScheduleSort.Temperature : ScheduleSort.Charging;
        if (sort is ScheduleSort.Charging && told.Place is null) return Fault.Missing("locationId", "Say at which location it steers the asset, or null.");
        if (sort is ScheduleSort.Temperature && told.LocationId is not null) return Fault.Invalid("locationId", "An HVAC unit goes by the clock of its own location. Leave it out.");
        if (!Wish(sort, told.DefaultShouldCharge, told.DefaultTargetState, "defaultShouldCharge", "defaultTargetState").Ok(out var otherwise, out var fault)) return fault;
        return Rules(sort, told.Rules).Ok(out var rules, out fault) ? new ScheduleOrder(told.TargetId, Group(told.TargetType), sort, told.LocationId, told.IsEnabled, otherwise, rules) : fault;
    }

    /// <summary>The schedule with what is to be different.</summary>
    public static Result<Core.Schedules.Schedule> Change(Core.Schedules.Schedule known, PartialSchedule told)
    {
        if (told.TargetId is { } id && id != known.DeviceId) return Fault.Invalid("targetId", "A schedule stays with its target. Make another one for another asset.");
        if (told.TargetType is { } type && type is ScheduleTarget.Hvac != known.Sort is ScheduleSort.Temperature) return Fault.Invalid("targetType", "A schedule stays with its target.");
        if (known.Sort is ScheduleSort.Temperature && told.LocationId is not null) return Fault.Invalid("locationId", "An HVAC unit goes by the clock of its own location. Leave it out.");
        var (otherwise, rules) = (known.Otherwise, known.Rules);
        if ((told.DefaultShouldCharge is not null || told.DefaultTargetState is not null)
            && !Wish(known.Sort, told.DefaultShouldCharge, told.DefaultTargetState, "defaultShouldCharge", "defaultTargetState").Ok(out otherwise, out var fault)) return fault;
        if (told.Rules is not null)
        {
            if (!Rules(known.Sort, told.Rules).Ok(out var read, out var wrong)) return wrong;
            rules = read;
        }
        return known with { IsEnabled = told.IsEnabled ?? known.IsEnabled, LocationId = told.Place is { } place ? place.Value : known.LocationId, Otherwise = otherwise, Rules = rules };
    }

    public static Schedule Show(Core.Schedules.Schedule schedule, DeviceView view) => new(
        schedule.Id, view.UserName, schedule.DeviceId, Target(view.Device.Kind), schedule.LocationId, schedule.IsEnabled, ShouldCharge(schedule.Otherwise), Target(schedule.Otherwise),
        [
            .. schedule.Rules.Select(rule => new ScheduleRule(
                ShouldCharge(rule.Wish), Target(rule.Wish), rule is { From: { } from, To: { } to } ? new ScheduleSpan(HourMinute.Write(from), HourMinute.Write(to)) : null, rule.Start, rule.End, rule.Weekdays)),
        ]);

    public static ScheduleStatus ShowStatus(Core.Schedules.Schedule schedule, Core.Schedules.ScheduleStatus status, DateTimeOffset now, DeviceKind kind)
    {
        var charges = schedule.Sort is ScheduleSort.Charging;
        return new ScheduleStatus(
            schedule.Id, charges ? ScheduleType.Charge : ScheduleType.Temperature, status.ChangedAt, State(status.State), status.IsCharging, charges ? status.IsChargingExpected : null,
            charges ? new ChargingExpectedParts(status.NeedsCharge, status.IsPluggedIn, status.ShouldCharge) : null, status.Current is { } current ? Target(current) : null, charges ? null : Target(status.Wish),
            [.. new[] { status.Next, status.Then }.OfType<Transition>().Where(one => one.At > now).Select(one => new ScheduleTransition(one.At, ShouldCharge(one.Wish), Target(one.Wish)))],
            status.Override is { } over ? SmartWords.Show(over, kind) : null);
    }

    private static Result<Core.Schedules.ScheduleRule[]> Rules(ScheduleSort sort, IReadOnlyList<ScheduleRulePayload> told)
    {
        var rules = new List<Core.Schedules.ScheduleRule>();
        foreach (var (rule, i) in told.Select((rule, i) => (rule, i)))
        {
            var at = $"rules[{i}]";
            if (!Wish(sort, rule.ShouldCharge, rule.TargetState, $"{at}.shouldCharge", $"{at}.targetState").Ok(out var wish, out var fault)) return fault;
            var (from, to) = (rule.HourMinute is { } start ? HourMinute.Read(start.From) : null, rule.HourMinute is { } end ? HourMinute.Read(end.To) : null);
            if (rule.HourMinute is not null && from is not (>= 0 and < TariffWeek.Day)) return Fault.Invalid($"{at}.hourMinute.from", "The value is a time of day from 00:00 to 23:59.");
            if (rule.HourMinute is not null && to is null) return Fault.Invalid($"{at}.hourMinute.to", "The value is a time of day from 00:00 to 24:00.");
            rules.Add(new Core.Schedules.ScheduleRule(wish, from, to, rule.Weekdays, rule.FromTimestamp?.Stored(), rule.ToTimestamp?.Stored()));
        }
        return rules.ToArray();
    }

    private static Result<Command> Wish(ScheduleSort sort, bool? shouldCharge, ScheduledTargetPayload? target, string chargeField, string targetField)
    {
        if (sort is ScheduleSort.Charging)
        {
            if (target is not null) return Fault.Invalid(targetField, "This is for HVAC units. Leave it out.");
            return shouldCharge is { } charges ? new Command(charges ? CommandKind.StartCharging : CommandKind.StopCharging) : Fault.Missing(chargeField, "Say whether it is to charge.");
        }
        if (shouldCharge is not null) return Fault.Invalid(chargeField, "This is for vehicles and chargers. Leave it out.");
        return target switch
        {
            null => Fault.Missing(targetField, "Say what the HVAC unit is to do."),
            { HoldType: HoldType.Scheduled, Mode: null, HeatSetpoint: null, CoolSetpoint: null } => new Command(CommandKind.FollowSchedule),
            { HoldType: HoldType.Scheduled } => Fault.Invalid($"{targetField}.holdType", "SCHEDULED takes nothing else."),
            { Mode: null } => Fault.Missing($"{targetField}.mode", "PERMANENT needs a mode."),
            { Mode: { } mode } => HvacActionWords.Read(new PermanentHold(mode, target.HeatSetpoint, target.CoolSetpoint)).Ok(out var command, out var fault) ? command : fault with { Field = $"{targetField}.{fault.Field}" },
        };
    }

    private static bool? ShouldCharge(Command wish) => wish.Kind switch { CommandKind.StartCharging => true, CommandKind.StopCharging => false, _ => null };

    private static ScheduledTarget? Target(Command wish) => wish.Kind switch
    {
        CommandKind.FollowSchedule => new ScheduledTarget(HoldType.Scheduled),
        CommandKind.HoldHeat => new ScheduledTarget(HoldType.Permanent, HoldMode.Heat, wish.Value),
        CommandKind.HoldCool => new ScheduledTarget(HoldType.Permanent, HoldMode.Cool, null, wish.Value),
        CommandKind.HoldBetween => new ScheduledTarget(HoldType.Permanent, HoldMode.Auto, wish.Value, wish.Upper),
        CommandKind.HoldOff => new ScheduledTarget(HoldType.Permanent, HoldMode.Off),
        _ => null,
    };

    private static ScheduleState State(Core.Schedules.ScheduleState state) => state switch
    {
        Core.Schedules.ScheduleState.Aligned => ScheduleState.Aligned,
        Core.Schedules.ScheduleState.Misaligned => ScheduleState.Misaligned,
        Core.Schedules.ScheduleState.Pending => ScheduleState.Pending,
        Core.Schedules.ScheduleState.Overridden => ScheduleState.Overridden,
        Core.Schedules.ScheduleState.Disabled => ScheduleState.Disabled,
        Core.Schedules.ScheduleState.Away => ScheduleState.Away,
        Core.Schedules.ScheduleState.Incapable => ScheduleState.Incapable,
    };
}
