using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Takes profiles away: the one of this id, or all that fit; all there are where nothing is named. <c>Unknown</c> means that there was none.</summary>
public sealed record ClearChargingProfile(int? ProfileId, int? ConnectorId = null, string? Purpose = null, int? StackLevel = null) : IOutgoing
{
    public static readonly IReadOnlyList<string> Purposes = ["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"];

    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject();
            if (ProfileId is { } id) payload["id"] = id;
            if (ConnectorId is { } connector) payload["connectorId"] = Sendable.AtLeast("connectorId", connector, 0);
            if (Purpose is { } purpose) payload["chargingProfilePurpose"] = Sendable.OneOf("chargingProfilePurpose", purpose, Purposes);
            if (StackLevel is { } level) payload["stackLevel"] = Sendable.AtLeast("stackLevel", level, 0);
            return payload;
        }
    }

    public IReadOnlyList<string> No => ["Unknown"];
}
