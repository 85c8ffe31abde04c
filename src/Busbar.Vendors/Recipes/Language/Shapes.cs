namespace Busbar.Vendors.Recipes.Language;

/// <summary>Which keys a block of the file must and may have.</summary>
internal sealed record Shape(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IEnumerable<string> All => Required.Concat(Optional);
}

/// <summary>
/// The shapes of the language, all of them: the parser refuses every other key, and recipe.schema.json holds the same names
/// (a test compares the two).
/// </summary>
internal static class Shapes
{
    private static readonly string[] Ask = ["get", "post", "json", "form"];
    private static readonly string[] Token = ["revoke", "clientAuth", "bodyFormat", "tokenParams"];

    public static readonly IReadOnlyDictionary<string, Shape> All = new Dictionary<string, Shape>
    {
        ["recipe"] = new(["http", "auth", "devices"],
            ["id", "name", "brands", "catalogue", "tier", "docs", "untried", "kinds", "app", "hosts", "refresh", "units", "reads", "commands", "cadence", "budgets", "errors"]),
        ["brand"] = new(["id", "name"], []),
        ["kind"] = new(["consent"], ["inputs", "documentation"]),
        ["input"] = new(["name"], ["required", "pattern"]),
        ["auth"] = new([], ["Redirect", "Elsewhere", "None"]),
        ["oauth2_code"] = new(["flow", "authorize", "token", "account"], ["scopes", "pkce", "authorizeParams", "iss", .. Token]),
        ["oauth2_ciba"] = new(["flow", "request", "token", "account"], ["scopes", "params", "page", .. Token]),
        ["token_request"] = new(["flow", "token", "grantType", "account"], ["params", "wrong", .. Token]),
        ["account"] = new([], ["get", "at", "idToken"]),
        ["refresh"] = new(["replay"], ["early", "params"]),
        ["http"] = new(["base"], ["headers", "timeout", "tokenHeader", "tokenScheme"]),
        ["list"] = new([], [.. Ask, "each", "as", "then", "keep", "id", "kind", "identifier", "name", "model", "parent", "commands", "next"]),
        ["kindByMap"] = new(["at", "map"], []),
        ["kindByCondition"] = new(["is", "when"], []),
        ["text"] = new(["at"], ["after"]),
        ["commandsByMap"] = new(["at", "map"], []),
        ["condition"] = new(["at"], ["is", "isNot", "exists", "matches"]),
        ["read"] = new(["signals"], ["kinds", .. Ask, "in", "wrapper", "time", "online", "asleep"]),
        ["wrapper"] = new(["value"], ["ok", "unit", "time"]),
        ["time"] = new(["at"], ["format", "zone", "pattern"]),
        ["signal"] = new(["at"], ["unit", "unitAt", "time", "map", "nullIf", "scale", "offset", "negate", "kinds"]),
        ["command"] = new(["command"], ["kinds", "post", "put", "patch", "get", "json", "form", "range", "unit", "whole", "accepted", "receipt", "refused"]),
        ["cadence"] = new([], ["charging", "plugged", "idle", "afterCommand"]),
        ["budget"] = new(["name", "per", "limit"], ["scope", "ops", "reserveForCommands"]),
        ["catalogue"] = new(["ways", "brands"], []),
        ["catalogueBrand"] = new(["id", "name", "kinds"], []),
        ["catalogueMake"] = new(["id", "name", "models"], ["also", "brand", "subscription"]),
        ["catalogueSubscription"] = new(["name", "source"], ["package"]),
        ["catalogueModel"] = new(["id", "name", "type"], ["also", "from", "to", "connector", "trims"]),
        ["catalogueYear"] = new(["year", "source"], []),
        ["catalogueConnector"] = new(["type", "source"], []),
        ["catalogueTrim"] = new(["id", "name"], ["battery"]),
        ["catalogueBattery"] = new(["wattHours", "source"], ["usable"]),
        ["catalogueChargerMake"] = new(["id", "name", "models"], ["also", "brand"]),
        ["catalogueChargerModel"] = new(["id", "name"], ["also", "connectors", "power", "meter", "connections"]),
        ["catalogueChargerConnector"] = new(["type", "source"], ["cable"]),
        ["catalogueChargerPower"] = new(["source"], ["watts", "amps", "phases"]),
        ["catalogueChargerMeter"] = new(["inside", "source"], []),
        ["catalogueChargerConnection"] = new(["type", "source"], []),
        ["error"] = new(["means"], ["status", "at", "is", "until", "scope"]),
    };
}
