using Busbar.Vendors.Recipes;

namespace Busbar.Tests.Recipes;

/// <summary>Every kind of mistake is told with its place and the way out. The mark § stands where the finding must point.</summary>
public sealed class FindingTests
{
    public static readonly TheoryData<string, string> Mistakes = new()
    {
        // The file as such
        { "§", "one YAML mapping" },
        { "§- a\n- b", "one YAML mapping" },
        { "id: acme\nname: §\"Ac", "not YAML" },
        { "id: acme\n§id: other", "not YAML" },
        { Samples.Acme + "units: &u { KM: km }\nbudgets: §*u", "Aliases" },
        { Samples.Acme + "units: §&u { KM: km }", "Anchors" },
        { Samples.Acme + "docs: §!secret x", "Tags" },
        { Samples.Acme + "docs: §[https://docs.example]", "one text" },
        // Keys
        { Samples.Acme + "§readz: []", "Did you mean `reads`?" },
        { Samples.Acme + "§colour: red", "Possible here: http, auth, devices" },
        { Samples.Acme + "http2: 1".Replace("http2", "§htttp", StringComparison.Ordinal), "Did you mean `http`?" },
        { "§name: Acme\n" + Samples.Acme.Replace("id: acme\nname: Acme\n", "", StringComparison.Ordinal), "`id` is missing" },
        { Samples.Acme.Replace("id: acme", "id: §Acme!", StringComparison.Ordinal), "lower-case name" },
        { "§" + Samples.Head + Samples.Auth, "`devices` is missing" },
        { "§" + Samples.Head + Samples.Devices, "`auth` is missing" },
        { Samples.Acme + "catalogue: §maybe", "true or false" },
        { Samples.Acme + "tier: §oficial", "Did you mean `official`?" },
        { "catalogue: true\nid: §acme\nhttp: { base: \"https://x\" }\ndevices: [{ get: /a, id: id, kind: EV }]\napp: [clientId, clientSecret!]\nauth:\n" + Three, "leave `id` out" },
        { "brands: §[]\n" + Samples.Acme.Replace("id: acme\nname: Acme\n", "", StringComparison.Ordinal), "empty" },
        // App and hosts
        { Samples.Acme.Replace("[clientId, ", "[clientId, §client-secret, ", StringComparison.Ordinal), "no name" },
        { Samples.Acme.Replace("[clientId, ", "[clientId, §clientId, ", StringComparison.Ordinal), "twice" },
        { Samples.Acme + "hosts: [§https://api.acme.example]", "no host" },
        { Samples.Acme + "units: { KMS: §kilo }", "no unit" },
        // Kinds
        { Samples.Acme.Replace("  EV:", "  §Car:", StringComparison.Ordinal), "`Car` is not known here" },
        { Samples.Acme.Replace("EV: { consent: Redirect }", "EV: { consent: §redirect }", StringComparison.Ordinal), "Did you mean `Redirect`?" },
        { Samples.Acme.Replace("EV: { consent: Redirect }", "EV: §{ inputs: [] }", StringComparison.Ordinal), "`consent` is missing" },
        { Samples.Acme.Replace("EV: { consent: Redirect }", "EV: { consent: Redirect, inputs: [{ name: vin, pattern: §\"(?=x)\" }] }", StringComparison.Ordinal), "regular expression" },
        { Samples.Acme.Replace("EV: { consent: Redirect }", "EV: { consent: Redirect, inputs: §[{ name: vin }, { name: vin }] }", StringComparison.Ordinal), "twice" },
        { Samples.Acme.Replace("EV: { consent: Redirect }", "EV: { consent: Redirect, inputs: §vin }", StringComparison.Ordinal), "is a list" },
        // Sign-in
        { Samples.Acme.Replace("  Redirect:\n", "  §Elsewhere:\n    flow: oauth2_ciba\n    request: /a\n    token: /t\n    account: a\n", StringComparison.Ordinal).Replace("    flow: oauth2_code\n    authorize: https://login.acme.example/authorize\n    token: https://login.acme.example/token\n    account: account\n", "", StringComparison.Ordinal), "add `Redirect:`" },
        { Samples.Acme.Replace("flow: oauth2_code", "flow: §oauth2_ciba", StringComparison.Ordinal), "does not go with consent `Redirect`" },
        { Samples.Acme.Replace("    flow: oauth2_code\n    authorize", "    §authorize", StringComparison.Ordinal), "`flow` is missing" },
        { Samples.Acme.Replace("    flow: oauth2_code\n", "    §flow: oauth2_code\n", StringComparison.Ordinal).Replace("    account: account\n", "", StringComparison.Ordinal), "`account` is missing" },
        { Samples.Acme.Replace("account: account", "account: §{ idToken: sub, at: x }", StringComparison.Ordinal), "An account is" },
        { Samples.Acme.Replace("authorize: https", "authorize: §ftp", StringComparison.Ordinal), "An address starts with" },
        { Samples.Acme.Replace("account: account", "account: account\n    authorizeParams: { secret: §\"{app.clientSecret}\" }", StringComparison.Ordinal), "must not stand in an address" },
        { Samples.Acme.Replace("account: account", "account: account\n    authorizeParams: { hint: §\"{input.vin}\" }", StringComparison.Ordinal), "not an input of any kind" },
        { Samples.Acme.Replace("account: account", "account: account\n    pkce: §plain", StringComparison.Ordinal), "required or off" },
        { Samples.Acme.Replace("account: account", "account: account\n    clientAuth: §header", StringComparison.Ordinal), "Possible here: basic, body, none" },
        { Samples.Acme.Replace("    flow:", "    §flow:", StringComparison.Ordinal).Replace(", clientSecret!", "", StringComparison.Ordinal), "needs `clientSecret`" },
        { Samples.Acme + "refresh: { replay: §sometimes }", "Possible here: allowed, revokes, unknown" },
        { Samples.Acme + "refresh: { replay: allowed, early: §60 }", "30s, 5m" },
        // Calls and texts
        { Samples.Acme.Replace("base: https", "base: §/", StringComparison.Ordinal), "whole address" },
        { Samples.Acme + "reads: [{ get: \"§/cars/{app.clientSecret}\", signals: {} }]".Replace("\"§", "§\"", StringComparison.Ordinal), "must not stand in an address" },
        { Samples.Acme + "reads: [{ get: §\"/cars/{app.clientIdd}\", signals: {} }]", "Did you mean `clientId`?" },
        { Samples.Acme + "reads: [{ get: §\"/cars/{vin}\", signals: {} }]", "stands for nothing" },
        { Samples.Acme + "reads: [{ get: §\"/cars/{id.home}\", signals: {} }]", "write `{id}`" },
        { Samples.Acme + "reads: [{ get: §\"/cars/{value}\", signals: {} }]", "stands for nothing" },
        { Samples.Acme + "reads: [{ get: §\"/cars/{id\", signals: {} }]", "brace" },
        { Samples.Acme + "reads: [§{ signals: {} }]", "one call" },
        { Samples.Acme + "reads: [§{ get: /a, post: /b, signals: {} }]", "one call" },
        { Samples.Acme + "reads: [{ get: /a, json: §{ a: 1 }, signals: {} }]", "no body" },
        { Samples.Acme + "reads: [{ post: /a, json: { a: 1 }, form: §{ a: 1 }, signals: {} }]", "not both" },
        // Devices
        { Samples.Acme.Replace("  - get: /cars\n    each: cars\n    id: id\n    kind: EV", "  §[]", StringComparison.Ordinal), "at least one call" },
        { Samples.Acme.Replace("  - get: /cars\n    each: cars\n    id: id\n    kind: EV", "  - §get: /cars", StringComparison.Ordinal), "by `id`" },
        { Samples.Acme.Replace("  - get: /cars\n    each: cars\n    id: id\n    kind: EV", "  - get: /cars\n    as: §id\n    id: id\n    kind: EV", StringComparison.Ordinal), "cannot name an entry" },
        { Samples.Acme.Replace("  - get: /cars\n    each: cars\n    id: id\n    kind: EV", "  - get: /homes\n    then: §[{ get: /cars, id: id, kind: EV }]", StringComparison.Ordinal), "`as` is missing" },
        { Samples.Acme.Replace("    id: id\n    kind: EV", "    id: id\n    kind: §Car", StringComparison.Ordinal), "`Car` is not known" },
        { Samples.Acme.Replace("  - get: /cars\n    each: cars\n    id: id\n    kind: EV", "  - §get: /cars\n    id: id", StringComparison.Ordinal), "`kind` is missing" },
        { Samples.Acme.Replace("each: cars", "each: §$.cars", StringComparison.Ordinal), "is no path" },
        { Samples.Acme.Replace("    kind: EV", "    kind: { at: type, map: { car: §Auto } }", StringComparison.Ordinal), "`Auto` is not known" },
        { Samples.Acme.Replace("    kind: EV", "    kind: EV\n    keep: §{ at: type }", StringComparison.Ordinal), "one test" },
        { Samples.Acme.Replace("    kind: EV", "    kind: EV\n    commands: { at: can, map: { go: §StartCharge } }", StringComparison.Ordinal), "Did you mean `StartCharging`?" },
        // Signals
        { Read("§Soc: { at: x, unit: percent }"), "`Soc` is not known here" },
        { Read("§stateOfCharge: { at: x, unit: percent }"), "Did you mean `StateOfCharge`?" },
        { Read("StateOfCharge: §{ unit: percent }"), "`at` is missing" },
        { Read("StateOfCharge: §{ at: x }"), "`unit` is missing" },
        { Read("StateOfCharge: { at: x, unit: §kWh }"), "no unit of `StateOfCharge`. Known: %, fraction." },
        { Read("Power: { at: x, unit: W, scale: §tenth }"), "is a number" },
        { Read("IsCharging: { at: x, unit: §W }"), "is no number" },
        { Read("IsCharging: { at: x, map: { a: §1 } }"), "true or false" },
        { Read("ChargeState: { at: x, map: { a: §charging } }"), "Did you mean `Charging`?" },
        { Read("Power: { at: x, unit: W, map: { a: §high } }"), "is a number" },
        { Read("Power: { at: x, unit: W, kinds: §[Battery] }"), "not among the kinds here" },
        { Read("Power: { at: x, unit: W, time: { at: t, format: §unix } }"), "Possible here: iso, epoch_s, epoch_ms" },
        { Read("Power: { at: x, unit: W, time: { at: t, zone: §Mars/Olympus } }"), "no time zone" },
        { Read("Power: { at: x, unit: W, time: { at: t, pattern: §HH:mm } }"), "yyyy" },
        { Read("Power: §x"), "a block with" },
        // Commands
        { Samples.Acme + "commands: [{ command: §Start, post: /a }]", "`Start` is not known" },
        { Samples.Acme + "commands: [{ command: StartCharging, post: /a, range: §[1, 2] }]", "has no value" },
        { Samples.Acme + "commands: [{ command: StartCharging, post: /a, json: { v: §\"{value}\" } }]", "stands for nothing" },
        { Samples.Acme + "commands: [{ command: SetMaxCurrent, post: /a, range: §[32, 6] }]", "the least and the most" },
        { Samples.Acme + "commands: [{ command: SetMaxCurrent, post: /a, unit: §W }]", "no unit of `SetMaxCurrent`" },
        { Samples.Acme + "commands: [{ command: StartCharging, kinds: §Battery, post: /a }]", "not among the kinds here" },
        { Samples.Acme + "commands: [{ command: StartCharging, post: /a, refused: [409, §999] }]", "no HTTP status" },
        // Limits and errors
        { Samples.Acme + "cadence: { idle: §often }", "30s, 5m" },
        { Samples.Acme + "budgets: [{ name: day, per: 1d, limit: §0 }]", "whole number from 1" },
        { Samples.Acme + "budgets: [{ name: §Day, per: 1d, limit: 5 }]", "lower-case" },
        { Samples.Acme + "budgets: [{ name: day, per: 1d, limit: 5, ops: [§write] }]", "read or command" },
        { Samples.Acme + "budgets: [{ name: day, per: 1d, limit: 5, reserveForCommands: §5 }]", "leaves nothing for reads" },
        { Samples.Acme + "budgets: §[{ name: day, per: 1d, limit: 5 }, { name: day, per: 1h, limit: 1 }]", "Two budgets" },
        { Samples.Acme + "errors: [{ status: 401, means: §relogin }]", "`relogin` is not known" },
        { Samples.Acme + "errors: [§{ means: reauth }]", "told by `status`" },
        { Samples.Acme + "errors: [§{ at: failCode, means: reauth }]", "go together" },
    };

    private const string Three = "  Redirect: { flow: oauth2_code, authorize: /a, token: /t, account: a }\n  Elsewhere: { flow: oauth2_ciba, request: /a, token: /t, account: a }\n  None: { flow: token_request, grantType: g, token: /t, account: a }\n";

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Is_told_with_its_place(string marked, string message)
    {
        var before = marked[..marked.IndexOf('§', StringComparison.Ordinal)];
        var (line, column) = (before.Count(sign => sign == '\n') + 1, before.Length - before.LastIndexOf('\n'));
        var report = BrandsCheck.Check(marked.Replace("§", "", StringComparison.Ordinal));
        Assert.False(report.Good);
        Assert.Empty(report.Summary);
        Assert.True(report.Findings.Any(finding => (finding.Line, finding.Column) == (line, column) && finding.Message.Contains(message, StringComparison.Ordinal)),
            $"Expected {line}:{column} …{message}… but found:\n{string.Join('\n', report.Findings.Select(finding => finding.In("file")))}");
    }

    [Fact]
    public void One_look_tells_every_mistake()
    {
        var report = BrandsCheck.Check(Samples.Acme + "tier: oficial\nreads:\n  - get: /cars/{vin}\n    signals:\n      Soc: { at: x }\n      Power: { at: x, unit: km }\n");
        Assert.Equal(4, report.Findings.Count);
        Assert.Equal(report.Findings.OrderBy(finding => finding.Line), report.Findings);
    }

    [Fact]
    public void A_file_that_is_too_long_or_too_deep_is_refused()
    {
        Assert.Contains("longer than", BrandsCheck.Check(new string(' ', 300_000)).Findings.Single().Message, StringComparison.Ordinal);
        Assert.Contains("too deeply", BrandsCheck.Check("a: " + new string('[', 100_000)).Findings.Single().Message, StringComparison.Ordinal);
    }

    private static string Read(string signal) => Samples.Acme + $"reads:\n  - kinds: [EV, HeatPump]\n    get: /cars/{{id}}\n    signals:\n      {signal}\n";
}
