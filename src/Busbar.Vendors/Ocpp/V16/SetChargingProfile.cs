using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// Limits a connector's current from now on: that of its running transaction, or of all that have no limit of their own.
/// One profile of each sort per connector, so that a newer one replaces ours and nobody else's.
/// </summary>
/// <param name="TransactionId">The transaction; null for the connector's default.</param>
/// <param name="From">A little before now, by the station's own clock: a start in its future would be no limit yet.</param>
internal sealed record SetChargingProfile(int ConnectorId, int? TransactionId, double Amps, StationConfig Config, DateTimeOffset From) : IOutgoing
{
    /// <summary>A station that takes limits in watts alone is told the power of three phases.</summary>
    private const double WattsPerAmp = 230 * 3;

    public static int ProfileId(int connectorId, bool ofTransaction) => (ofTransaction ? 200 : 100) + connectorId;

    public JsonObject Payload
    {
        get
        {
            var profile = new JsonObject
            {
                ["chargingProfileId"] = ProfileId(ConnectorId, TransactionId is not null),
                ["stackLevel"] = Config.StackLevel,
                ["chargingProfilePurpose"] = TransactionId is null ? "TxDefaultProfile" : "TxProfile",
                ["chargingProfileKind"] = "Absolute",
                ["chargingSchedule"] = new JsonObject
                {
                    ["startSchedule"] = StationTime.Write(From),
                    ["chargingRateUnit"] = Config.OnlyWatts ? "W" : "A",
                    ["chargingSchedulePeriod"] = new JsonArray(new JsonObject { ["startPeriod"] = 0, ["limit"] = Limit }),
                },
            };
            if (TransactionId is { } transaction) profile["transactionId"] = transaction;
            return new JsonObject { ["connectorId"] = ConnectorId, ["csChargingProfiles"] = profile };
        }
    }

    public IReadOnlyList<string> No => ["Rejected", "NotSupported"];

    /// <summary>The specification allows one digit after the point.</summary>
    private double Limit => Config.OnlyWatts ? Math.Round(Amps * WattsPerAmp) : Math.Round(Amps, 1, MidpointRounding.ToZero);
}
