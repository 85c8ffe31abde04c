using Busbar.Core.Devices;
using Busbar.Core.SmartCharging;
using Busbar.Core.Steering;

namespace Busbar.Server.Faces.Enode;

/// <summary>Smart charging in this dialect's words.</summary>
internal static class SmartWords
{
    // Finer than any coin; beyond it stands what adding binary fractions leaves behind.
    private const int Decimals = 6;

    public static VehicleSmartChargingPolicy ShowPolicy(ChargingPolicy? policy) => policy is null ? new(false, null, 0) : new(policy.IsEnabled, HourMinute.Write(policy.Deadline), policy.MinimumPercent);

    public static ChargerSmartChargingPolicy ShowChargerPolicy(ChargingPolicy? policy) =>
        policy is null ? new(false, null, null) : new(policy.IsEnabled, HourMinute.Write(policy.Deadline), HourMinute.Write(policy.Duration));

    public static SmartOverride Show(Override one, DeviceKind kind) => new(one.CreatedAt, one.EndedAt, ScheduleWords.Target(kind), one.DeviceId, one.CommandId);

    public static SmartOverride Show(Override one, DeviceView view) => Show(one, view.Device.Kind) with { UserId = view.UserName, Vendor = EnodeWords.Vendor(view.Device.Brand) };

    public static SmartChargingStatus Show(SmartStatus status, Guid vehicleId, string userId, string brand) => new(
        status.UpdatedAt, vehicleId, userId, EnodeWords.Vendor(brand), State(status.State), status.StateChangedAt,
        status.Consideration is { } looked ? new SmartChargingConsideration(looked.IsPluggedIn, looked.IsCharging, looked.IsAtPlace, looked.HasEstimate) : null,
        status.Plan is { } plan ? Show(plan, userId, brand) : null, status.Override is { } over ? Show(over, DeviceKind.EV) : null);

    public static SmartChargingPlan Show(ChargingPlan plan, string userId, string brand) => new(
        plan.Id, plan.DeviceId, userId, plan.LocationId, EnodeWords.Vendor(brand), plan.Currency, Round(plan.NonSmartCost), Round(plan.SmartCost), plan.StopAt, plan.StartAt, plan.EstimatedFinishAt,
        plan.StopConfirmedAt, plan.StartConfirmedAt, plan.EndedAt, plan.FinalState is { } final ? State(final) : null, plan.Failure is { } failure ? Failure(failure) : null);

    public static ChargerSmartChargingStatus ShowCharger(DeviceView view, ChargingPolicy? policy, DateTimeOffset now)
    {
        var facts = ChargeFacts.Of(view.State);
        var state = policy is not { IsEnabled: true } ? ChargerSmartChargingState.Disabled
            : !AssetWords.IsReachable(view) ? ChargerSmartChargingState.NotReachable
            : facts.IsPluggedIn is not true ? ChargerSmartChargingState.NotPluggedIn
            : facts.IsCharging is true ? ChargerSmartChargingState.Charging
            : policy.Status.State is SmartState.AwaitingPrices or SmartState.Unknown ? ChargerSmartChargingState.AwaitingPrices : ChargerSmartChargingState.Paused;
        return new ChargerSmartChargingStatus(view.Id, view.UserName, state, policy?.Status.OpenPlan is { } plan ? [.. plan.Runs.Select(run => Show(run, now))] : []);
    }

    private static ChargingInterval Show(ChargeRun run, DateTimeOffset now) =>
        new(run.Holds(now) ? ChargingIntervalStatus.InProgress : run.To <= now ? ChargingIntervalStatus.Completed : ChargingIntervalStatus.Planned, run.From, run.To);

    private static double? Round(double? cost) => cost is { } known ? Math.Round(known, Decimals) : null;

    private static SmartChargingState State(SmartState state) => state switch
    {
        SmartState.Disabled => SmartChargingState.Disabled,
        SmartState.Considering => SmartChargingState.Considering,
        SmartState.Unknown => SmartChargingState.Unknown,
        SmartState.FullyCharged => SmartChargingState.FullyCharged,
        SmartState.Stopping => SmartChargingState.Stopping,
        SmartState.StopFailed => SmartChargingState.StopFailed,
        SmartState.Stopped => SmartChargingState.Stopped,
        SmartState.AwaitingPrices => SmartChargingState.AwaitingPrices,
        SmartState.Starting => SmartChargingState.Starting,
        SmartState.StartFailed => SmartChargingState.StartFailed,
        SmartState.Started => SmartChargingState.Started,
        SmartState.Interrupted => SmartChargingState.Interrupted,
        SmartState.Overridden => SmartChargingState.Overridden,
        SmartState.Finished => SmartChargingState.Finished,
        SmartState.Unplugged => SmartChargingState.Unplugged,
        SmartState.Failed => SmartChargingState.Failed,
        SmartState.EndedDisabled => SmartChargingState.EndedDisabled,
        SmartState.DeadlineChanged => SmartChargingState.DeadlineChanged,
    };

    private static PlanFailureCondition Failure(PlanFailure failure) => failure switch
    {
        PlanFailure.StopFailed => PlanFailureCondition.StopFailed,
        PlanFailure.StartFailed => PlanFailureCondition.StartFailed,
        PlanFailure.FinishedLate => PlanFailureCondition.FinishedLate,
        PlanFailure.Unknown => PlanFailureCondition.Unknown,
        PlanFailure.Interrupted => PlanFailureCondition.Interrupted,
    };
}
