using Busbar.Core.Commands;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>A connector as a command finds it.</summary>
/// <param name="Running">The transaction that runs there; null where none does.</param>
/// <param name="Tag">The tag that a new transaction is started with.</param>
/// <param name="StationTime">Now, by the station's clock.</param>
internal sealed record ConnectorState(int ConnectorId, Transaction? Running, StationConfig Config, string Tag, DateTimeOffset StationTime);

/// <summary>One call to try.</summary>
/// <param name="Taken">The statuses that mean yes; after any other answer the next step is tried.</param>
/// <param name="After">The transaction as it is to be remembered once the call was taken; null where nothing of it changes.</param>
internal sealed record ChargingStep(IOutgoing Call, IReadOnlyList<string> Taken, Transaction? After = null);

/// <summary>
/// What to send for a command. While a transaction runs it is paused by lowering its limit to 0 A and goes on when that is
/// lifted: ending it would need a new sign-in, and many cars do not wake up for that. Where a station refuses limits, the
/// transaction is ended and begun anew.
/// </summary>
internal sealed record ChargingPlan(IReadOnlyList<ChargingStep> Steps, VendorFaultKind? Refusal = null, string? Reason = null)
{
    /// <summary>What a limit is raised to where it cannot be taken away; the charger's and the cable's own limits still hold.</summary>
    private const double NoLimitAmps = 32;

    private static readonly IReadOnlyList<string> Accepted = ["Accepted"], AcceptedOrNone = ["Accepted", "Unknown"];

    public static ChargingPlan For(Command command, ConnectorState state) => command.Kind switch
    {
        CommandKind.StartCharging => Start(state),
        CommandKind.StopCharging => Stop(state),
        CommandKind.SetMaxCurrent => Limit(state, command.Value),
        CommandKind.LimitFeedIn or CommandKind.StopFeedIn or CommandKind.Reset or CommandKind.Disconnect
            or CommandKind.HoldHeat or CommandKind.HoldCool or CommandKind.HoldBetween or CommandKind.HoldOff or CommandKind.FollowSchedule
            or CommandKind.FavourImport or CommandKind.FavourExport or CommandKind.FollowTariff or CommandKind.RelyOnSelf or CommandKind.Rest =>
            Refuse(VendorFaultKind.NotSupported, "A charging station cannot do this."),
    };

    private static ChargingPlan Start(ConnectorState state)
    {
        if (state.Running is not { } running) return new([new(new RemoteStartTransaction(state.ConnectorId, state.Tag), Accepted)]);
        // Without limits nothing of ours holds it back: it runs.
        if (!state.Config.MayLimit) return new([]);
        var lifted = running with { Suspended = false };
        if (running.LimitAmps is { } amps) return new([new(Profile(state, running.Id, amps), Accepted, lifted)]);
        return new(
        [
            new(new ClearChargingProfile(SetChargingProfile.ProfileId(state.ConnectorId, ofTransaction: true)), AcceptedOrNone, lifted),
            new(Profile(state, running.Id, NoLimitAmps), Accepted, lifted),
        ]);
    }

    private static ChargingPlan Stop(ConnectorState state)
    {
        if (state.Running is not { } running) return Refuse(VendorFaultKind.Refused, "No transaction runs at this connector.");
        var end = new ChargingStep(new RemoteStopTransaction(running.Id), Accepted);
        return state.Config.MayLimit
            ? new([new(Profile(state, running.Id, 0), Accepted, running with { Suspended = true }), end])
            : new([end]);
    }

    private static ChargingPlan Limit(ConnectorState state, double? value)
    {
        if (value is not { } amps || !double.IsFinite(amps) || amps < 0) return Refuse(VendorFaultKind.Refused, "A current limit is a number of amperes, 0 or more.");
        if (!state.Config.MayLimit) return Refuse(VendorFaultKind.NotSupported, "The station does not offer smart charging.");
        var byDefault = Profile(state, null, amps);
        if (state.Running is not { } running) return new([new(byDefault, Accepted)]);
        var limited = running with { LimitAmps = amps };
        // Paused stays paused: the transaction gets the new limit when it is lifted.
        if (running.Suspended) return new([new(byDefault, Accepted, limited)]);
        return new([new(Profile(state, running.Id, amps), Accepted, limited), new(byDefault, Accepted, limited)]);
    }

    private static SetChargingProfile Profile(ConnectorState state, int? transactionId, double amps) =>
        new(state.ConnectorId, transactionId, amps, state.Config, state.StationTime.AddMinutes(-1));

    private static ChargingPlan Refuse(VendorFaultKind kind, string reason) => new([], kind, reason);
}
