using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Busbar.Tests.Hostile;
using Busbar.Tests.Isolation;

namespace Busbar.Tests.Faces;

/// <summary>
/// A face as the generated tests see it. <see cref="All"/> is the one list: a face that is served and does not stand there fails a
/// test, and so does an operation of its document without a case.
/// </summary>
public sealed record TestedFace(string Name, string Prefix)
{
    private const string Webhook = """{"url":"http://127.0.0.1:9/planted","secret":"0123456789abcdef"}""";

    private static readonly IReadOnlyList<string> Webhooks =
    [
        """{"url":7,"secret":"0123456789abcdef"}""", """{"secret":"0123456789abcdef"}""", """{"url":"http://127.0.0.1:9/2","secret":"0123456789abcdef","events":["user:bicycle:updated"]}""",
        """{"url":"http://127.0.0.1:9/3","secret":"0123456789abcdef","more":1}""",
    ];

    public static readonly IReadOnlyList<TestedFace> All =
    [
        new("connect", "/connect")
        {
            SignIn = (house, client, lifetime) => "Bearer " + house.Get<SignIn>().Issue(client, lifetime),
            MessageOf = refusal => Assert.Single(refusal.GetProperty("errors").EnumerateArray()).GetProperty("message").GetString()!,
            Open = ["POST /connect/v1/authentication"],
            Cases = ConnectCases.All, ForeignIds = ConnectCases.Slots,
            Planted = ("CreateWebhook", Webhook, Webhooks),
            Chains = ConnectRules.Chains, Rules = ConnectRules.Of, TakesNull = ConnectRules.TakesNull, Never = ConnectRules.Never,
        },
        new("enode", "/enode")
        {
            SignIn = (house, client, lifetime) => "Bearer " + house.Get<SignIn>().Issue(client, lifetime),
            // An action that is over is told as it is, with 409.
            MessageOf = refusal => refusal.TryGetProperty("detail", out var detail) ? detail.GetString()! : "",
            Open = ["POST /enode/oauth2/token", "GET /enode/health/ready"],
            Cases = EnodeCases.All, ForeignIds = EnodeCases.Slots,
            Planted = ("createWebhook", Webhook, Webhooks),
            Chains = EnodeRules.Chains, Rules = EnodeRules.Of, TakesNull = EnodeRules.TakesNull, Never = EnodeRules.Never,
        },
        new("evenergy", "/evenergy/v2")
        {
            SignIn = (house, client, lifetime) => "Bearer " + house.Get<SignIn>().Issue(client, lifetime),
            MessageOf = refusal => refusal.TryGetProperty("field_errors", out var fields) ? fields.EnumerateObject().Select(field => $"{field.Name}: {field.Value[0]}").First() : refusal.GetProperty("detail").GetString()!,
            Open = [],
            Cases = EvEnergyCases.All, ForeignIds = EvEnergyCases.Slots,
            Planted = ("post-users", """{"email":"anna@example.org"}""", ["""{"email":7}""", """{"default_location":"home"}""", """{"more":1}"""]),
            Chains = EvEnergyRules.Chains, Rules = EvEnergyRules.Of, TakesNull = EvEnergyRules.TakesNull, Never = EvEnergyRules.Never,
        },
    ];

    /// <summary>An operation, a body of it that is sound, and some that are not, as the document alone can tell.</summary>
    public required (string Operation, string Sound, IReadOnlyList<string> Unsound) Planted { get; init; }

    /// <summary>What a client sends as <c>Authorization</c>, for so long.</summary>
    public required Func<House, Client, TimeSpan, string> SignIn { get; init; }

    /// <summary>What a refusal says, beginning with the name of the field.</summary>
    public required Func<JsonElement, string> MessageOf { get; init; }

    /// <summary>What stands below the prefix, needs no token and is in no document.</summary>
    public required IReadOnlyList<string> Open { get; init; }

    /// <summary>How each operation is tried, by its id.</summary>
    public required IReadOnlyDictionary<string, IsolationCase> Cases { get; init; }

    /// <summary>The status that a foreign or absent id has in a query or a body, by operation and slot.</summary>
    public required IReadOnlyDictionary<string, int> ForeignIds { get; init; }

    public required IReadOnlyList<IReadOnlyList<Step>> Chains { get; init; }

    /// <summary>Rules that no document tells.</summary>
    public required Func<Stage, IReadOnlyList<Shot>> Rules { get; init; }

    /// <summary>Slots of bodies that take null although the document does not say so.</summary>
    public required IReadOnlySet<string> TakesNull { get; init; }

    /// <summary>Operations that never succeed, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Never { get; init; }

    public async Task<ApiDocument> Document(House house) => new(JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync($"/openapi/{Name}.json")));

    /// <summary>A continuation token as the face itself gives this client for this list.</summary>
    public static string PageToken(House house, Client client, string path) =>
        house.Get<PageTokens>().Of(client, path, Places.Write(house.Clock.Now, house.Get<Ids>().New()));

    public override string ToString() => Name;
}
