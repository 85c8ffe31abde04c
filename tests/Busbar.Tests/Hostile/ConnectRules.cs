using System.Text.Json;

namespace Busbar.Tests.Hostile;

/// <summary>Rules of the Connect API that no document says: the vehicle identification number, ranges, counts.</summary>
public static partial class ConnectRules
{
    /// <summary>What takes null although the document does not say so: a client that sends all fields that it knows is not refused.</summary>
    public static readonly IReadOnlySet<string> TakesNull = new HashSet<string> { "UpdateCollective type" };

    public static readonly IReadOnlyDictionary<string, string> Never = new Dictionary<string, string>
    {
        ["CancelCollectiveOnboardingRequest"] = "a collective is there at once, so canceling is always too late",
    };

    private static readonly (string Operation, string Rule, string Body, int Status, string? Field)[] all =
    [
        .. new[] { "", "1", "5YJ3E7EA7KF31700", "5YJ3E7EA7KF3170000", "IYJ3E7EA7KF317000", "5YJ3E7EA7KF31700O", "Q1ABC36600TL0290", "1ABC36600TL02901Q", "1ABC36600TL02901-", "1ABC36600TL02901\u00c9", "1ABC36600TL0290\u0661\u0661" }
            .Select(vin => ("CreateEntityOnboardingRequest", $"the VIN is '{vin}'", Entity("EV", "Tesla", vin), 400, (string?)"identifier")),
        // Europe does not use the check digit.
        ("CreateEntityOnboardingRequest", "the VIN has a bad check digit", Entity("EV", "Tesla", "1ABC36600TL029015"), 201, null),
        ("CreateEntityOnboardingRequest", "the brand is unknown", Entity("EV", "Trabant", "1ABC36600TL029015"), 400, "brand"),
        ("CreateEntityOnboardingRequest", "the brand has no such type", Entity("Meter", "Tesla", "1"), 400, "type"),
        .. new[] { "54144880000000000", "5414488000000000011", "54144880000000000A" }
            .Select(ean => ("CreateEntityOnboardingRequest", $"the EAN is '{ean}'", $$$"""{"type":"Meter","brand":"Fluvius","identifier":"{{{ean}}}","properties":{"flow":"B2C"}}""", 400, (string?)"identifier")),
        ("CreateEntityOnboardingRequest", "a custom property is none that the brand knows", """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"B2X"}}""", 400, "properties.flow"),
        ("CreateLocation", "the latitude is too far north", """{"label":"x","latitude":90.0001,"longitude":0}""", 400, "latitude"),
        ("CreateLocation", "the longitude is too far east", """{"label":"x","latitude":0,"longitude":180.0001}""", 400, "longitude"),
        ("CreateLocation", "the label is empty", """{"label":" ","latitude":0,"longitude":0}""", 400, "label"),
        ("CreateLocation", "the zeros are negative", """{"label":"x","latitude":-0,"longitude":-0.0}""", 201, null),
        ("ScheduleCommands", "there is nothing to do", "[]", 400, "body"),
        ("ScheduleCommands", "there is too much to do", $"[{string.Join(',', Enumerable.Repeat("""{"type":"StopCharging"}""", 101))}]", 400, "body"),
        ("ScheduleCommands", "the second has a time that is over", """[{"type":"StopCharging"},{"type":"StopCharging","triggerTime":"2020-01-01"}]""", 400, "[1].triggerTime"),
        ("CreateCommand", "the type is none", """{"type":"Fly"}""", 400, "type"),
        ("SetBatteryCapacity", "the unit is another", """{"value":50,"unit":"W"}""", 400, "unit"),
        ("SetBatteryCapacity", "the value is negative", """{"value":-1}""", 400, "value"),
        ("UpdateEntity", "nothing is to change", "{}", 400, "body"),
        ("UpdateCollective", "nothing is to change", "{}", 400, "body"),
        ("CreateWebhook", "the secret is short", """{"url":"http://127.0.0.1:9/2","secret":"short"}""", 400, "secret"),
        ("CreateWebhook", "the address is that of a file", """{"url":"file:///etc/passwd"}""", 400, "url"),
        ("CreateWebhook", "the header breaks the line", """{"url":"http://127.0.0.1:9/2","header":{"name":"x","value":"a\r\nb: c"}}""", 400, "header.value"),
        ("CreateWebhook", "the header is the signature's", """{"url":"http://127.0.0.1:9/2","header":{"name":"webhook-signature","value":"v1,x"}}""", 400, "header.name"),
        ("CreateWebhook", "the event is another API's", """{"url":"http://127.0.0.1:9/2","events":["user:vehicle:updated"]}""", 400, "events[0]"),
        ("CreateEntityOnboardingRequest", "the browser is to go elsewhere", """{"type":"EV","brand":"Tesla","identifier":"1ABC36600TL029015","returnUrl":"https://evil.example/"}""", 400, "returnUrl"),
    ];

    public static IReadOnlyList<Shot> Of(Stage stage) =>
        [.. all.Select(rule => stage.Draft(stage.Operations.Single(operation => operation.Id == rule.Operation)).WithBody(rule.Body, rule.Status < 400 ? Lane.Boundary : Lane.Broken, rule.Rule, rule.Status, rule.Field))];

    private static string Entity(string type, string brand, string identifier) => JsonSerializer.Serialize(new { type, brand, identifier });
}
