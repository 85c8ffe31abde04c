using Busbar.Core.Commands;
using Busbar.Vendors.Ocpp;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Tests.Ocpp;

public sealed class ChargingPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The connector as <c>-</c> (nothing runs), <c>tx</c>, <c>paused</c>, <c>limited</c> (to 10 A), <c>paused-limited</c>; the station as
    /// <c>smart</c>, <c>plain</c> (lists its profiles, without smart charging) or <c>silent</c>; then the calls, in their order.
    /// </summary>
    [Theory]
    [InlineData("StartCharging", null, "-", "smart", "start")]
    [InlineData("StartCharging", null, "-", "plain", "start")]
    [InlineData("StartCharging", null, "tx", "smart", "clear, tx=32")]
    [InlineData("StartCharging", null, "paused", "smart", "clear, tx=32")]
    [InlineData("StartCharging", null, "paused", "silent", "clear, tx=32")]
    [InlineData("StartCharging", null, "paused-limited", "smart", "tx=10")]
    [InlineData("StartCharging", null, "limited", "smart", "tx=10")]
    [InlineData("StartCharging", null, "tx", "plain", "")]
    [InlineData("StopCharging", null, "tx", "smart", "tx=0, stop")]
    [InlineData("StopCharging", null, "tx", "silent", "tx=0, stop")]
    [InlineData("StopCharging", null, "limited", "smart", "tx=0, stop")]
    [InlineData("StopCharging", null, "tx", "plain", "stop")]
    [InlineData("StopCharging", null, "-", "smart", "Refused")]
    [InlineData("SetMaxCurrent", 16.0, "-", "smart", "default=16")]
    [InlineData("SetMaxCurrent", 16.0, "tx", "smart", "tx=16, default=16")]
    [InlineData("SetMaxCurrent", 16.0, "tx", "silent", "tx=16, default=16")]
    [InlineData("SetMaxCurrent", 16.0, "paused", "smart", "default=16")]
    [InlineData("SetMaxCurrent", 16.0, "tx", "plain", "NotSupported")]
    [InlineData("SetMaxCurrent", 16.0, "-", "plain", "NotSupported")]
    [InlineData("SetMaxCurrent", null, "tx", "smart", "Refused")]
    [InlineData("SetMaxCurrent", -1.0, "tx", "smart", "Refused")]
    [InlineData("SetMaxCurrent", double.NaN, "tx", "smart", "Refused")]
    [InlineData("LimitFeedIn", 0.0, "tx", "smart", "NotSupported")]
    [InlineData("StopFeedIn", null, "tx", "smart", "NotSupported")]
    [InlineData("Reset", null, "tx", "smart", "NotSupported")]
    [InlineData("Disconnect", null, "tx", "smart", "NotSupported")]
    public void A_command_becomes_calls(string command, double? value, string running, string station, string calls)
    {
        var plan = ChargingPlan.For(new Command(Enum.Parse<CommandKind>(command), value), State(running, station));
        Assert.Equal(calls, plan.Refusal?.ToString() ?? string.Join(", ", plan.Steps.Select(step => Name(step.Call))));
        Assert.Equal(plan.Refusal is null, plan.Reason is null);
    }

    [Theory]
    [InlineData("StopCharging", null, "limited", true, 10.0)]
    [InlineData("StartCharging", null, "paused-limited", false, 10.0)]
    [InlineData("StartCharging", null, "paused", false, null)]
    [InlineData("SetMaxCurrent", 16.0, "tx", false, 16.0)]
    [InlineData("SetMaxCurrent", 16.0, "paused-limited", true, 16.0)]
    public void What_was_taken_is_remembered(string command, double? value, string running, bool suspended, double? limitAmps)
    {
        var plan = ChargingPlan.For(new Command(Enum.Parse<CommandKind>(command), value), State(running, "smart"));
        Assert.Equal((suspended, limitAmps), (plan.Steps[0].After!.Suspended, plan.Steps[0].After!.LimitAmps));
    }

    [Fact]
    public void Taking_a_limit_away_is_done_too_where_there_was_none()
    {
        var clear = ChargingPlan.For(new Command(CommandKind.StartCharging), State("paused", "smart")).Steps[0];
        Assert.Equal(["Accepted", "Unknown"], clear.Taken);
    }

    [Fact]
    public void A_limit_is_written_for_the_station_that_it_is_for()
    {
        var amps = new SetChargingProfile(2, 77, 16.25, StationConfig.Nothing.With("ChargeProfileMaxStackLevel", "8"), Now);
        Assert.Equal(
            """{"connectorId":2,"csChargingProfiles":{"chargingProfileId":202,"stackLevel":8,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","chargingSchedule":{"startSchedule":"2026-11-21T12:00:00Z","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.2}]},"transactionId":77}}""",
            amps.Payload.ToJsonString());
        var watts = new SetChargingProfile(1, null, 16, StationConfig.Nothing.With("ChargingScheduleAllowedChargingRateUnit", "Power"), Now);
        Assert.Equal(
            """{"connectorId":1,"csChargingProfiles":{"chargingProfileId":101,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute","chargingSchedule":{"startSchedule":"2026-11-21T12:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11040}]}}}""",
            watts.Payload.ToJsonString());
    }

    private static ConnectorState State(string running, string station)
    {
        var transaction = new Transaction(5, 1, Now, null, null, true, running.StartsWith("paused"), running.EndsWith("limited") ? 10 : null);
        var config = station switch
        {
            "smart" => StationConfig.Nothing.With("SupportedFeatureProfiles", "Core, SmartCharging ,RemoteTrigger"),
            "plain" => StationConfig.Nothing.With("SupportedFeatureProfiles", "Core,Reservation"),
            _ => StationConfig.Nothing,
        };
        return new ConnectorState(1, running == "-" ? null : transaction, config, "TAG", Now);
    }

    private static string Name(object call) => call switch
    {
        RemoteStartTransaction { ConnectorId: 1, IdTag: "TAG" } => "start",
        RemoteStopTransaction { TransactionId: 5 } => "stop",
        ClearChargingProfile { ProfileId: 201 } => "clear",
        SetChargingProfile { TransactionId: 5 } profile => $"tx={profile.Amps}",
        SetChargingProfile { TransactionId: null } profile => $"default={profile.Amps}",
        _ => throw new ArgumentException($"{call}"),
    };
}
