using System.Text.Json.Nodes;

namespace Busbar.Tests.Ocpp;

/// <summary>Frames that no station should send, and what becomes of each: an error code, or null where it is dropped without a word.</summary>
internal static class MalformedFrames
{
    private const string Formation = "FormationViolation", Type = "TypeConstraintViolation", Missing = "OccurenceConstraintViolation", Property = "PropertyConstraintViolation", Unknown = "NotImplemented";

    public static IReadOnlyList<(string Text, string? Code)> All { get; } =
    [
        .. ((IEnumerable<object[]>)OcppFrameTests.Dropped).Select(row => ((string)row[0], (string?)null)),
        .. ((IEnumerable<object[]>)OcppFrameTests.Refused).Select(row => ((string)row[0], (string?)Formation)),
        .. Answers.Select(text => (text, (string?)null)),
        .. Actions.Select(action => (Call(action, "{}"), (string?)Unknown)),
        .. Fields(),
        .. Properties.Select(one => (Call(one.Action, one.Payload), (string?)Property)),
        .. Odd,
    ];

    /// <summary>Answers to nothing that was asked, right ones and wrong ones.</summary>
    private static string[] Answers =>
    [
        """[3,"nobody",{}]""", """[3,"nobody",{"status":"Accepted"}]""", """[3,"nobody"]""", """[3,"nobody",[]]""", """[3,"nobody",{},{}]""", """[3,"nobody",null]""",
        """[4,"nobody","InternalError","",{}]""", """[4,"nobody","NoSuchCode","",{}]""", """[4,"nobody","","",{}]""", """[4,"nobody",null,"",{}]""", """[4,"nobody"]""",
        """[4,"nobody","GenericError"]""", """[4,"nobody","GenericError",7,7]""", """[4,"nobody","GenericError","",{},{}]""", """[4,"nobody","GenericError","",[],[],[]]""",
        """[3,"",{}]""", """[4,"","GenericError","",{}]""", """[3,null,{}]""", """[3,"nobody",{"a":""", """[4,"nobody","GenericError","unfinished""",
    ];

    /// <summary>What a station cannot ask of us: made-up names, other spellings, what only we may ask, and what is of other versions.</summary>
    private static string[] Actions =>
    [
        "FlyToTheMoon", "heartbeat", "HEARTBEAT", "Heartbeat ", " Heartbeat", "Heart beat", "Heartbeat.req", "HeartbeatRequest", "Start Transaction", "starttransaction",
        "CancelReservation", "ChangeAvailability", "ChangeConfiguration", "ClearCache", "ClearChargingProfile", "GetCompositeSchedule", "GetConfiguration", "GetDiagnostics",
        "GetLocalListVersion", "RemoteStartTransaction", "RemoteStopTransaction", "ReserveNow", "Reset", "SendLocalList", "SetChargingProfile", "TriggerMessage",
        "UnlockConnector", "UpdateFirmware", "TransactionEvent", "NotifyReport", "NotifyEvent", "SecurityEventNotification", "LogStatusNotification", "SignCertificate",
        "SignedFirmwareStatusNotification", "ReportChargingProfiles", "__proto__", "constructor", "toString", "../Heartbeat", "Heartbeat;", "Ηeartbeat", "💥", "null",
    ];

    private static (string Action, string Payload)[] Properties =>
    [
        ("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Dancing"}"""), ("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Occupied"}"""),
        ("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":""}"""), ("StatusNotification", """{"connectorId":-1,"errorCode":"NoError","status":"Available"}"""),
        ("StartTransaction", """{"connectorId":0,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T09:00:00Z"}"""),
        ("StartTransaction", """{"connectorId":-7,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T09:00:00Z"}"""),
        ("MeterValues", """{"connectorId":-1,"meterValue":[]}"""),
    ];

    /// <summary>Bombs, surrogates, NUL, numbers beyond all bounds.</summary>
    private static (string Text, string? Code)[] Odd =>
    [
        .. new[] { 65, 100, 1_000, 30_000 }.SelectMany(deep => new (string, string?)[]
        {
            ($"[2,\"a\",\"Heartbeat\",{string.Concat(Enumerable.Repeat("{\"a\":", deep))}1{new string('}', deep)}]", Formation),
            ($"[2,\"a\",\"Heartbeat\",{{\"a\":{new string('[', deep)}{new string(']', deep)}}}]", Formation),
            (new string('[', deep), null),
        }),
        ($"[2,\"a\",\"DataTransfer\",{{\"vendorId\":\"\\ud800\"}}]", Type), ("[2,\"a\",\"Authorize\",{\"idTag\":\"\\udc00\\ud800\"}]", Type), ("[2,\"\\udc00\",\"Heartbeat\",{}]", null),
        (Call("StopTransaction", "{\"\\ud800transactionId\":1,\"meterStop\":0,\"timestamp\":\"2026-11-21T09:00:00Z\"}"), Formation),
        (Call("MeterValues", "{\"connectorId\":1,\"meterValue\":[{\"time\\udc00stamp\":\"2026-11-21T09:00:00Z\",\"sampledValue\":[]}]}"), Formation),
        ("[2,\"a\\u0000\",\"Heartbeat\",{}]", null), ("[2,\"a\",\"Heart\\u0000beat\",{}]", Formation), ("\0", null), ("[2,\"a\",\"Heartbeat\",{}]\0", Formation),
        (Call("MeterValues", """{"connectorId":1e400,"meterValue":[]}"""), Type), (Call("MeterValues", """{"connectorId":99999999999,"meterValue":[]}"""), Type),
        (Call("StopTransaction", """{"transactionId":1e20,"meterStop":0,"timestamp":"2026-11-21T09:00:00Z"}"""), Type), (Call("StopTransaction", """{"transactionId":1,"meterStop":1e999,"timestamp":"2026-11-21T09:00:00Z"}"""), Type),
        ($"[2,\"a\",\"{new string('A', 256)}\",{{}}]", Formation), ($"[2,\"{new string('i', 256)}\",\"Heartbeat\",{{}}]", null), (new string(' ', 10_000), null), (new string('7', 100_000), null),
        ($"[2,\"a\",\"Heartbeat\",\"{new string('x', 200_000)}\"]", Formation),
    ];

    /// <summary>Every field that a message cannot do without: not there, null, and of every other type.</summary>
    private static IEnumerable<(string, string?)> Fields()
    {
        var (texts, numbers, lists) = (new[] { "7", "true", "{}", "[]" }, new[] { "\"7\"", "true", "{}", "[]" }, new[] { "7", "\"7\"", "true", "{}", "[7]", "[null]", "[[]]" });
        foreach (var (action, payload) in Whole)
            foreach (var (name, value) in JsonNode.Parse(payload)!.AsObject())
            {
                yield return (Call(action, Changed(payload, name, null)), Missing);
                yield return (Call(action, Changed(payload, name, "null")), Missing);
                foreach (var other in value is JsonArray ? lists : value!.GetValueKind() == System.Text.Json.JsonValueKind.String ? texts : numbers)
                    yield return (Call(action, Changed(payload, name, other)), Type);
            }
        foreach (var name in new[] { "idTag", "reason" })
            foreach (var other in texts) yield return (Call("StopTransaction", Changed("""{"transactionId":1,"meterStop":0,"timestamp":"2026-11-21T09:00:00Z"}""", name, other)), Type);
        foreach (var inner in new[] { """{}""", """{"timestamp":"2026-11-21T09:00:00Z"}""", """{"sampledValue":[]}""" }) yield return (Call("MeterValues", $$"""{"connectorId":1,"meterValue":[{{inner}}]}"""), Missing);
        foreach (var inner in new[] { """{"timestamp":7,"sampledValue":[]}""", """{"timestamp":"2026-11-21T09:00:00Z","sampledValue":{}}""", """{"timestamp":"2026-11-21T09:00:00Z","sampledValue":[7]}""" })
            yield return (Call("MeterValues", $$"""{"connectorId":1,"meterValue":[{{inner}}]}"""), Type);
    }

    private static (string Action, string Payload)[] Whole =>
    [
        ("Authorize", """{"idTag":"x"}"""),
        ("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}"""),
        ("DataTransfer", """{"vendorId":"V"}"""),
        ("DiagnosticsStatusNotification", """{"status":"Idle"}"""),
        ("FirmwareStatusNotification", """{"status":"Idle"}"""),
        ("MeterValues", """{"connectorId":1,"meterValue":[]}"""),
        ("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T09:00:00Z"}"""),
        ("StatusNotification", """{"connectorId":1,"status":"Available"}"""),
        ("StopTransaction", """{"transactionId":1,"meterStop":0,"timestamp":"2026-11-21T09:00:00Z"}"""),
    ];

    private static string Changed(string payload, string name, string? value)
    {
        var changed = JsonNode.Parse(payload)!.AsObject();
        changed.Remove(name);
        if (value is not null) changed[name] = JsonNode.Parse(value);
        return changed.ToJsonString();
    }

    private static string Call(string action, string payload) => $"[2,\"a\",\"{action}\",{payload}]";
}
