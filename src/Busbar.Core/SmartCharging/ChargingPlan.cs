using Busbar.Core.Steering;

namespace Busbar.Core.SmartCharging;

/// <summary>What went wrong with a plan. The names stand in the store: rename none.</summary>
public enum PlanFailure { StopFailed, StartFailed, FinishedLate, Unknown, Interrupted }

/// <summary>A time in which a device is to charge.</summary>
public sealed record ChargeRun(DateTimeOffset From, DateTimeOffset To)
{
    public bool Holds(DateTimeOffset moment) => moment >= From && moment < To;
}

/// <summary>How long a device has to charge yet.</summary>
/// <param name="Kw">At which power; null where it is not known, and then no cost is.</param>
/// <param name="Level">The level that this was true at, and the one that it leads to.</param>
/// <param name="At">When this was true.</param>
public sealed record ChargeNeed(double Minutes, double? Kw, double? Level, double? Limit, DateTimeOffset At);

/// <summary>When a device is to charge so that it costs the least and is done in time. It begins with a stop.</summary>
/// <param name="Runs">In order; changed when prices or the need change.</param>
/// <param name="Prices">Of the quarters of an hour from <paramref name="PricesFrom"/> on, by which the runs were found; null where unknown.</param>
/// <param name="NonSmartCost">Of charging at once.</param>
/// <param name="SmartCost">Of the runs.</param>
public sealed record ChargingPlan(
    Guid Id, Guid TenantId, Guid DeviceId, Guid? LocationId, DateTimeOffset CreatedAt, DateTimeOffset Deadline, int DeadlineMinute, IReadOnlyList<ChargeRun> Runs, ChargeNeed Need,
    DateTimeOffset PricesFrom, IReadOnlyList<decimal?> Prices, string? Currency, double? NonSmartCost, double? SmartCost)
{
    /// <summary>When it had the device stop.</summary>
    public DateTimeOffset StopAt => CreatedAt;

    public DateTimeOffset? StartAt => Runs.Count > 0 ? Runs[0].From : null;

    public DateTimeOffset EstimatedFinishAt => Runs.Count > 0 ? Runs[^1].To : Deadline;

    public DateTimeOffset? StopConfirmedAt { get; init; }

    public DateTimeOffset? StartConfirmedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public SmartState? FinalState { get; init; }

    public PlanFailure? Failure { get; init; }

    /// <summary>What the device was told last.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>How long it is to charge from a moment on.</summary>
    public double MinutesAfter(DateTimeOffset moment) => Runs.Sum(run => run.To <= moment ? 0 : (run.To - (run.From > moment ? run.From : moment)).TotalMinutes);

    public ChargingPlan End(SmartState final, PlanFailure? failure, DateTimeOffset now) => this with { EndedAt = now, FinalState = final, Failure = failure ?? Failure };
}
