using System.Text.Json.Nodes;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A connector's status; of connector 0, the station's.</summary>
internal sealed record StatusNotification(int ConnectorId, string Status, string? ErrorCode, string? VendorError, string? VendorId, string? Info, StationTime? Time) : IMessage
{
    /// <summary>Messages that overtake each other come within this, over a slow line too.</summary>
    private static readonly TimeSpan OneRush = TimeSpan.FromMinutes(2);

    public static StatusNotification Read(Payload payload) => new(
        payload.Connector(),
        StatusMeaning.Known(payload.Text("status")) ?? throw new CallFault(OcppErrorCode.PropertyConstraintViolation, "status: is not one of OCPP 1.6."),
        payload.OptionalText("errorCode"),
        payload.OptionalText("vendorErrorCode"),
        payload.OptionalText("vendorId"),
        payload.OptionalText("info"),
        payload.OptionalTime("timestamp"));

    public int? Connector => ConnectorId;

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        if (ConnectorId > MessageUnit.MostConnectors)
        {
            await unit.Park("no such connector");
            return [];
        }
        var times = unit.Hear(Time is { } told ? [told] : []);
        await unit.Meet(ConnectorId);

        var before = await ConnectorTable.Find(unit.Db, unit.Station.Id, ConnectorId);
        var at = times.Of(Time);
        var isOvertaken = false;
        if (before is { Status: { } last, StatusAt: { } since, HeardAt: { } heard } && last != Status && at <= since)
        {
            // Statuses come in their order, but for those of a queue. Some stations stamp every one with the same old time: a change is then as of now.
            isOvertaken = at < since && unit.HeardAt - heard <= OneRush;
            if (!isOvertaken) at = unit.HeardAt;
        }
        var plugged = StatusMeaning.Plugged(Status);
        if (!isOvertaken) await ConnectorTable.Report(unit.Db, unit.Station.Id, new ConnectorReport(ConnectorId, Status, ErrorCode, VendorError, VendorId, Info, plugged, at, unit.HeardAt));
        if (Status == "Available") await TransactionTable.CloseBefore(unit.Db, unit.Station.Id, ConnectorId, at, unit.HeardAt);

        IReadOnlyList<Observation> observations = ConnectorId == 0 ? [] : StatusMeaning.Of(Status, plugged ?? before?.Plugged, at);
        await unit.Take(ConnectorId, observations);
        return [];
    }
}
