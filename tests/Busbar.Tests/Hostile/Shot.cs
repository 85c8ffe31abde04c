using System.Text;
using System.Text.Json.Nodes;
using Busbar.Tests.Faces;

namespace Busbar.Tests.Hostile;

public enum Lane { Valid, Boundary, Broken, Confused, Chain }

/// <summary>One request, and what must come of it.</summary>
/// <param name="Rule">What is tried, in words.</param>
/// <param name="Address">The path and query, escaped as it is sent.</param>
/// <param name="Status">Null where any status will do that the document announces.</param>
/// <param name="Field">What a refusal must name.</param>
public sealed record Shot(Operation Operation, Lane Lane, string Rule, string Address, byte[]? Body = null, string? ContentType = "application/json", int? Status = null, string? Field = null)
{
    public string Path => Address.Split('?')[0];

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body);
        return $"{Lane}: {Rule}: {Operation.Method} {Cut(Address)} {Cut(body)}";

        static string Cut(string text) => text.Length <= 300 ? text : $"{text[..300]}… ({text.Length} characters)";
    }
}

/// <summary>A sound request that can be spoiled in one place.</summary>
public sealed class Draft(Operation operation, IReadOnlyDictionary<string, string> path, IReadOnlyList<KeyValuePair<string, string>> query, JsonNode? body)
{
    // Stands in the body for what no JSON writer would write.
    private const string Hole = "@hole@";

    public Operation Operation => operation;

    public Shot Sound(Lane lane, string rule) => new(operation, lane, rule, Address(), Bytes(body?.ToJsonString()));

    /// <summary>With this in the path, as it is.</summary>
    public Shot WithPath(string slot, string raw, Lane lane, string rule, int? status = null, string? field = null) =>
        new(operation, lane, rule, Address(path: new Dictionary<string, string>(path) { [slot] = raw }), Bytes(body?.ToJsonString()), Status: status, Field: field);

    /// <summary>With these in the query, escaped already, and nothing else under their names.</summary>
    public Shot WithQuery(IReadOnlyList<KeyValuePair<string, string>> pairs, Lane lane, string rule, int? status = null, string? field = null) =>
        new(operation, lane, rule, Address(query: [.. query.Where(pair => pairs.All(other => other.Key != pair.Key)), .. pairs.Where(pair => pair.Value != Gone)]), Bytes(body?.ToJsonString()), Status: status, Field: field);

    /// <summary>A value in a query that takes the parameter away.</summary>
    public const string Gone = "@gone@";

    /// <summary>With this JSON, sound or not, in a slot of the body.</summary>
    public Shot WithValue(Slot slot, string raw, Lane lane, string rule, int? status = null, string? field = null)
    {
        var changed = body!.DeepClone();
        Put(changed, slot.Name, Hole);
        return WithBody(changed.ToJsonString().Replace($"\"{Hole}\"", raw), lane, rule, status, field);
    }

    /// <summary>Without a slot of the body.</summary>
    public Shot Without(Slot slot, Lane lane, string rule, int? status = null, string? field = null)
    {
        var changed = body!.DeepClone();
        Put(changed, slot.Name, null);
        return WithBody(changed.ToJsonString(), lane, rule, status, field);
    }

    public Shot WithBody(string text, Lane lane, string rule, int? status = null, string? field = null) => new(operation, lane, rule, Address(), Bytes(text), Status: status, Field: field);

    /// <summary>What stands in a slot of the body, as JSON; null where nothing does.</summary>
    public string? ValueOf(Slot slot)
    {
        var holder = Holder(body!.DeepClone(), slot.Name, out var name);
        return holder.TryGetPropertyValue(name, out var value) ? value?.ToJsonString() ?? "null" : null;
    }

    private static void Put(JsonNode body, string slot, string? value)
    {
        var holder = Holder(body, slot, out var name);
        if (value is null) holder.Remove(name);
        else holder[name] = value;
    }

    /// <summary>The object that a slot stands in, made where it is not there; of a list the first.</summary>
    private static JsonObject Holder(JsonNode body, string slot, out string name)
    {
        var parts = slot.Split('.');
        name = parts[^1];
        var node = body;
        foreach (var part in parts[..^1])
        {
            var member = part.TrimEnd('[', ']');
            if (member.Length > 0) node = node[member] ??= part.EndsWith(']') ? new JsonArray(new JsonObject()) : new JsonObject();
            if (part.EndsWith(']')) node = node[0]!;
        }
        return node.AsObject();
    }

    private string Address(IReadOnlyDictionary<string, string>? path = null, IReadOnlyList<KeyValuePair<string, string>>? query = null)
    {
        var address = operation.Path;
        foreach (var (name, value) in path ?? Path) address = address.Replace($"{{{name}}}", value);
        var pairs = query ?? Query;
        return pairs.Count == 0 ? address : $"{address}?{string.Join('&', pairs.Select(pair => $"{pair.Key}={pair.Value}"))}";
    }

    private IReadOnlyDictionary<string, string> Path => path;

    private IReadOnlyList<KeyValuePair<string, string>> Query => query;

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
