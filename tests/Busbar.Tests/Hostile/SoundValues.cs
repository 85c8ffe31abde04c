using System.Globalization;
using System.Text.Json;
using Busbar.Tests.Faces;

namespace Busbar.Tests.Hostile;

/// <summary>What may well stand in a slot, the edges of what may among it. Not all fits every operation: then the answer says so.</summary>
public static class SoundValues
{
    private static readonly string[] texts =
    [
        "x", "A name", "Garage 2 \u2013 l\u00e4nger", "\ud83d\udd0c\u26a1", "\u202eleft", "a\u0301\u0300", "'; drop table devices; --", "<script>alert(1)</script>", "{{7*7}}", "%s%n", "../../etc/passwd", "\\", "\"", "\n", " \t ", "",
        new('x', 100), new('x', 101), new('\u00e9', 1_000),
    ];

    private static readonly string[] times =
    [
        "0001-01-01", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01", "2026-01-01", "2026-02-28T23:59:59.9999999Z", "2026-03-01 08:00:00Z", "2026-03-01t08:00z", "2026-03-01T09:00:00+14:00",
        "2026-03-02", "2026-06-01", "2028-02-29", "9999-12-31", "9999-12-31T23:59:59.9999999Z",
    ];

    private static readonly string[] numbers = ["0", "-0", "-0.0", "1", "50", "50.85", "-90", "90", "90.0000001", "180", "-180", "1e-320", "5e-324", "1e3", "1E+2", "0.1e1", "123456789012345678901234567890", "1000", "1e7", "1e15"];

    private static readonly string[] frees = ["null", "{}", "[]", "true", "0", "-0", "1e400", "\"text\"", "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "{\"flow\":\"B2C\"}", "{\"flow\":\"b2c\"}", "{\"__proto__\":{}}", "{\"\":\"\"}", "{\"\\u00e9\":\"\\ud83d\\udd0c\"}"];

    private static readonly IReadOnlyDictionary<string, string[]> named = new Dictionary<string, string[]>
    {
        ["brand"] = ["Tesla", "tesla", "Huawei", "SMA", "Fluvius", "Xenn"],
        ["identifier"] = ["1ABC36600TL029015", "5YJ3E7EA7KF317000", "5yj3e7ea7kf317000", " 5YJ3E7EA7KF317000 ", "541448800000000001", "P1"],
        ["pairingCode"] = ["123456", "000000"],
        ["associatedEmail"] = ["anna@example.org", "\"a b\"@example.org", "x"],
        ["returnUrl"] = ["http://localhost/back", "http://127.0.0.1:5000/", "http://localhost", ""],
        ["type"] = ["StartCharging", "StopCharging", "LimitFeedIn", "StopFeedIn", "SetMaxCurrent", "startCharging"],
        ["assetTypes"] = ["vehicle", "vehicle,charger", "charger,charger", "nothing", ""],
        ["unit"] = ["kWh", "W", "kwh", ""],
        ["value"] = ["5000", "0", "1500.5", "-0", ".5", ""],
        ["interval"] = ["2026-03-01", "2026-03", "1969-01-01", "2999-12", "2026-03-29", "2026-10-25"],
        ["cost"] = ["0.25", "-1", "+.5", "3.", "123456789.123456789", "1e3"],
        ["from"] = ["00:00", "07:30", "23:59", "24:00", "7:00"],
        ["to"] = ["24:00", "00:00", "07:30", "24:01"],
        ["tariffId"] = ["green", "t-1_a"],
        ["resolution"] = ["PT1M", "PT1H", "P1D", "P31D", "00:15:00", "1.00:00:00", "PT90M"],
    };

    /// <summary>As JSON.</summary>
    public static string InBody(Slot slot, Random random) => slot switch
    {
        { Type: null } => Any(frees, random),
        { Type: "number" } => Any(numbers, random),
        { Type: "integer" } => Any(["0", "-1", "50", "80", "100", "60000", "2147483647"], random),
        // What steers a device refuses what other requests want of it.
        { Name: "isEnabled" } => "false",
        { Type: "boolean" } => random.Next(2) == 0 ? "true" : "false",
        _ when slot.TakesNull && random.Next(5) == 0 => "null",
        _ => JsonSerializer.Serialize(Text(slot, random)),
    };

    /// <summary>Escaped, as it is sent.</summary>
    public static string InAddress(Slot slot, Random random) => Uri.EscapeDataString(slot switch
    {
        { Type: "integer" } => Any(["1", "2", "25", "1000"], random),
        { Type: "boolean" } => Any(["true", "false", "True"], random),
        { Type: "number" } => Any(["0", "-3.5", "5.75", "14", "-14"], random),
        _ => Text(slot, random),
    });

    private static string Text(Slot slot, Random random) =>
        slot.Choices.Count > 0 ? Any(slot.Choices, random)
        : slot.Format == "date-time" ? random.Next(3) > 0 ? Any(times, random) : Soon(random)
        : slot.IsUuid ? "0199f3a2-0000-7000-8000-000000000001"
        : Any(named.GetValueOrDefault(slot.Name.Split('.')[^1], texts), random);

    private static string Soon(Random random) => new DateTime(2026, 3, 1, 8, 0, 0).AddMinutes(random.Next(600_000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static T Any<T>(IReadOnlyList<T> values, Random random) => values[random.Next(values.Count)];
}
