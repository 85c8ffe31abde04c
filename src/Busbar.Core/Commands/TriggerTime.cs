using Busbar.Core.Basics;

namespace Busbar.Core.Commands;

/// <summary>When a command is to be sent, by what was asked for.</summary>
public static class TriggerTime
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The orders with their times, or what is wrong with the first that has none.</summary>
    public static Result<(Command Command, DateTimeOffset At)[]> OfAll(IReadOnlyList<CommandOrder> orders, DateTimeOffset now)
    {
        var timed = new (Command, DateTimeOffset)[orders.Count];
        for (var i = 0; i < orders.Count; i++)
        {
            if (!Of(orders[i].At, now).Ok(out var at, out var fault)) return fault with { Field = $"[{i}].{fault.Field}" };
            timed[i] = (orders[i].Command, at);
        }
        return timed;
    }

    /// <summary>Nothing asked for is now, and so is a time that is just over: whoever asked has a clock that lags.</summary>
    public static Result<DateTimeOffset> Of(DateTimeOffset? asked, DateTimeOffset now) => asked switch
    {
        null => now,
        { } at when at < now - ClockTolerance => Fault.Invalid("at", "This time is over. Leave it out for now."),
        { } at when at > now.AddYears(1) => Fault.Invalid("at", "This time lies more than a year ahead."),
        { } at => at < now ? now : at.Stored(),
    };
}
