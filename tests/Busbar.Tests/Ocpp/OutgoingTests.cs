using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp;
using Busbar.Vendors.Ocpp.Desk;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Tests.Ocpp;

/// <summary>Our calls to stations: what is sent, what is not, and what their answers mean.</summary>
public sealed class OutgoingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, 500, TimeSpan.FromHours(1));

    public static TheoryData<object, string> Sent => new()
    {
        { new CancelReservation(7), """{"reservationId":7}""" },
        { new ChangeAvailability(0, true), """{"connectorId":0,"type":"Operative"}""" },
        { new ChangeAvailability(2, false), """{"connectorId":2,"type":"Inoperative"}""" },
        { new ChangeConfiguration("K", ""), """{"key":"K","value":""}""" },
        { new ClearCache(), "{}" },
        { new ClearChargingProfile(7), """{"id":7}""" },
        { new ClearChargingProfile(null), "{}" },
        { new ClearChargingProfile(null, 1, "txprofile", 3), """{"connectorId":1,"chargingProfilePurpose":"TxProfile","stackLevel":3}""" },
        { new DataTransfer("V"), """{"vendorId":"V"}""" },
        { new DataTransfer("V", "M", "D"), """{"vendorId":"V","messageId":"M","data":"D"}""" },
        { new GetCompositeSchedule(0, 3600, "w"), """{"connectorId":0,"duration":3600,"chargingRateUnit":"W"}""" },
        { new GetConfiguration([]), "{}" },
        { new GetConfiguration(["A", "B"]), """{"key":["A","B"]}""" },
        { new GetDiagnostics("ftp://h/x"), """{"location":"ftp://h/x"}""" },
        { new GetDiagnostics("https://u:p@h/x", Noon, Noon.AddHours(1), 3, 60), """{"location":"https://u:p@h/x","startTime":"2026-11-21T11:00:00Z","stopTime":"2026-11-21T12:00:00Z","retries":3,"retryInterval":60}""" },
        { new GetLocalListVersion(), "{}" },
        { new RemoteStartTransaction(1, "T"), """{"connectorId":1,"idTag":"T"}""" },
        { new RemoteStopTransaction(-1), """{"transactionId":-1}""" },
        { new ReserveNow(1, Noon, "T", null, 5), """{"connectorId":1,"expiryDate":"2026-11-21T11:00:00Z","idTag":"T","reservationId":5}""" },
        { new ReserveNow(0, Noon, "T", "P", 5), """{"connectorId":0,"expiryDate":"2026-11-21T11:00:00Z","idTag":"T","reservationId":5,"parentIdTag":"P"}""" },
        { new Reset(true), """{"type":"Hard"}""" },
        { new Reset(false), """{"type":"Soft"}""" },
        { new SendLocalList(3, true, [new("A", "accepted"), new("B", "Blocked")]), """{"listVersion":3,"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}},{"idTag":"B","idTagInfo":{"status":"Blocked"}}]}""" },
        { new SendLocalList(1, false, [new("A", null)]), """{"listVersion":1,"updateType":"Differential","localAuthorizationList":[{"idTag":"A"}]}""" },
        { new SendLocalList(1, true, []), """{"listVersion":1,"updateType":"Full","localAuthorizationList":[]}""" },
        { new TriggerMessage("heartbeat"), """{"requestedMessage":"Heartbeat"}""" },
        { new TriggerMessage("MeterValues", 2), """{"requestedMessage":"MeterValues","connectorId":2}""" },
        { new UnlockConnector(1), """{"connectorId":1}""" },
        { new UpdateFirmware("http://h/f.bin", Noon, 2, 30), """{"location":"http://h/f.bin","retrieveDate":"2026-11-21T11:00:00Z","retries":2,"retryInterval":30}""" },
    };

    [Theory, MemberData(nameof(Sent))]
    public void Is_sent_as_the_specification_writes_it(object call, string payload) => Assert.Equal(payload, ((IOutgoing)call).Payload.ToJsonString());

    public static TheoryData<object, string> NotSent => new()
    {
        { new ChangeAvailability(-1, true), "connectorId" },
        { new ChangeConfiguration("", "x"), "key" },
        { new ChangeConfiguration(new string('k', 51), "x"), "key" },
        { new ChangeConfiguration("K", new string('v', 501)), "value" },
        { new ChangeConfiguration("K", "vé"), "value" },
        { new ClearChargingProfile(null, -1), "connectorId" },
        { new ClearChargingProfile(null, null, "Any"), "chargingProfilePurpose" },
        { new ClearChargingProfile(null, null, null, -1), "stackLevel" },
        { new DataTransfer(new string('v', 256)), "vendorId" },
        { new DataTransfer("V", new string('m', 51)), "messageId" },
        { new DataTransfer("V", "M", new string('d', 100_001)), "data" },
        { new GetCompositeSchedule(-1, 1), "connectorId" },
        { new GetCompositeSchedule(1, 0), "duration" },
        { new GetCompositeSchedule(1, 1, "kW"), "chargingRateUnit" },
        { new GetConfiguration(["K", ""]), "key" },
        { new GetDiagnostics("file:///etc/passwd"), "location" },
        { new GetDiagnostics("sftp://h/x"), "location" },
        { new GetDiagnostics("/x"), "location" },
        { new GetDiagnostics("ftp://h/a b"), "location" },
        { new GetDiagnostics("ftp://h/x", Noon, Noon.AddSeconds(-1)), "stopTime" },
        { new GetDiagnostics("ftp://h/x", null, null, -1), "retries" },
        { new GetDiagnostics("ftp://h/x", null, null, 1, -1), "retryInterval" },
        { new RemoteStartTransaction(0, "T"), "connectorId" },
        { new RemoteStartTransaction(1, new string('t', 21)), "idTag" },
        { new ReserveNow(-1, Noon, "T", null, 1), "connectorId" },
        { new ReserveNow(1, Noon, "", null, 1), "idTag" },
        { new ReserveNow(1, Noon, "T", new string('t', 21), 1), "parentIdTag" },
        { new SendLocalList(0, true, []), "listVersion" },
        { new SendLocalList(1, true, [new("A", null)]), "idTagInfo" },
        { new SendLocalList(1, true, [new("A", "ConcurrentTx")]), "status" },
        { new SendLocalList(1, true, [new(new string('t', 21), "Accepted")]), "idTag" },
        { new TriggerMessage("Authorize"), "requestedMessage" },
        { new TriggerMessage("MeterValues", 0), "connectorId" },
        { new UnlockConnector(0), "connectorId" },
        { new UpdateFirmware("gopher://h/f", Noon), "location" },
    };

    [Theory, MemberData(nameof(NotSent))]
    public void Is_not_sent_and_the_field_is_named(object call, string field)
    {
        var fault = Assert.Throws<VendorFault>(() => ((IOutgoing)call).Payload);
        Assert.Equal((VendorFaultKind.Refused, false), (fault.Kind, fault.MayHaveHappened));
        Assert.StartsWith(field + ": ", fault.Message);
    }

    [Theory]
    [InlineData("Accepted", null, null)]
    [InlineData("Scheduled", null, null)]
    [InlineData("Rejected", VendorFaultKind.Refused, false)]
    [InlineData("Perhaps", VendorFaultKind.BadAnswer, true)]
    [InlineData(null, VendorFaultKind.BadAnswer, true)]
    public void A_status_is_yes_or_no_or_nothing_that_it_could_be(string? status, VendorFaultKind? kind, bool? mayHaveHappened)
    {
        var answer = new OcppAnswer(System.Text.Json.JsonSerializer.SerializeToElement(status is null ? new Dictionary<string, string>() : new() { ["status"] = status }), null);
        Assert.Equal((kind, mayHaveHappened), Outcome(new ChangeAvailability(0, true), answer));
    }

    [Theory]
    [InlineData("NotImplemented", VendorFaultKind.NotSupported, false)]
    [InlineData("NotSupported", VendorFaultKind.NotSupported, false)]
    [InlineData("FormationViolation", VendorFaultKind.Refused, false)]
    [InlineData("InternalError", VendorFaultKind.Refused, true)]
    [InlineData("GenericError", VendorFaultKind.Refused, true)]
    public void An_error_says_whether_it_may_have_happened(string code, VendorFaultKind kind, bool mayHaveHappened) =>
        Assert.Equal((kind, mayHaveHappened), Outcome(new ClearCache(), new OcppAnswer(null, code)));

    private static (VendorFaultKind? Kind, bool? MayHaveHappened) Outcome(IOutgoing call, OcppAnswer answer)
    {
        try
        {
            Verdict.Of(call, answer);
            return (null, null);
        }
        catch (VendorFault fault)
        {
            return (fault.Kind, fault.MayHaveHappened);
        }
    }
}
