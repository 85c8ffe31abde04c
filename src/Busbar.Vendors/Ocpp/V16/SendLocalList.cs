using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Sends the station a list of tags that it knows without asking.</summary>
/// <param name="Whole">The list replaces the station's; otherwise it changes it.</param>
/// <param name="Tags">Each with its status; null takes a tag off the list.</param>
public sealed record SendLocalList(int Version, bool Whole, IReadOnlyList<KeyValuePair<string, string?>> Tags) : IOutgoing
{
    public static readonly IReadOnlyList<string> Statuses = ["Accepted", "Blocked", "Expired", "Invalid"];

    public string UpdateType => Whole ? "Full" : "Differential";

    public JsonObject Payload => new()
    {
        // 0 and below mean "no list" in the station's own answer.
        ["listVersion"] = Sendable.AtLeast("listVersion", Version, 1),
        ["updateType"] = UpdateType,
        ["localAuthorizationList"] = new JsonArray([.. Tags.Select(tag => (JsonNode)Entry(tag.Key, tag.Value))]),
    };

    public IReadOnlyList<string> No => ["Failed", "NotSupported", "VersionMismatch"];

    private JsonObject Entry(string tag, string? status)
    {
        var entry = new JsonObject { ["idTag"] = Sendable.Tag("idTag", tag) };
        if (status is not null) entry["idTagInfo"] = new JsonObject { ["status"] = Sendable.OneOf("status", status, Statuses) };
        else if (Whole) throw Sendable.Not("idTagInfo", "is required for every tag of a whole list");
        return entry;
    }
}
