using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces;

/// <summary>
/// A face as the generated tests see it: what its OpenAPI document is called, where it stands, how a caller signs in. A face that is
/// served and not listed here fails a test.
/// </summary>
public sealed record TestedFace(string Name, string Prefix, Func<House, Client, TimeSpan, string> SignIn, Func<JsonElement, string> MessageOf)
{
    public static readonly TestedFace Connect = new(
        "connect", "/connect", (house, client, lifetime) => "Bearer " + house.Get<SignIn>().Issue(client, lifetime),
        refusal => Assert.Single(refusal.GetProperty("errors").EnumerateArray()).GetProperty("message").GetString()!);

    public static readonly IReadOnlyList<TestedFace> All = [Connect];

    public async Task<ApiDocument> Document(House house) => new(JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync($"/openapi/{Name}.json")));

    /// <summary>A continuation token as the face itself gives this client for this list.</summary>
    public static string PageToken(House house, Client client, string path) =>
        house.Get<PageTokens>().Of(client, path, Places.Write(house.Clock.Now, house.Get<Ids>().New()));
}
