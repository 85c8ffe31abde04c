using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Tests.Faces;

/// <summary>Where a value stands in a request.</summary>
public enum Place { Path, Query, Body }

/// <summary>A value that a request may hold. <paramref name="Name"/> is the path to it in a body, such as <c>[].triggerTime</c>.</summary>
public sealed record Slot(Place Place, string Name, JsonElement Schema, bool IsRequired, bool TakesNull)
{
    public bool IsUuid => Format == "uuid";

    /// <summary>Whether it names something that may be another's; a user and a tariff are named by the application's own text, and an intervention is everybody's.</summary>
    public bool IsId => (IsUuid && Name is not "interventionId") || Name is "userId" or "tariffId" || (Place is Place.Path && Prefix(Name) is { } prefix && prefixesOfThings.Contains(prefix));

    /// <summary>What may be somebody's; makes, models and the like are everybody's.</summary>
    private static readonly HashSet<string> prefixesOfThings =
        ["user", "vhcl", "evse", "ctcl", "cses", "csub", "tari", "supl", "solr", "invt", "hoba", "hems", "bmet"];

    /// <summary>An id in a path that begins with a prefix: what is none names nothing that there is.</summary>
    public bool IsPrefixed => Place is Place.Path && Prefix(Name) is not null;

    /// <summary>An id as it stands in a slot of this name.</summary>
    public static string Written(string name, Guid id) => Prefix(name) is { } prefix ? prefix + Ulid.Of(id) : id.ToString();

    private static string? Prefix(string name) => name switch
    {
        "user_id" => "user",
        "vehicle_id" => "vhcl",
        "vehicle_trim_id" => "trim",
        "evse_id" => "evse",
        "ct_clamp_id" => "ctcl",
        "charging_session_id" => "cses",
        "charging_sub_session_id" => "csub",
        "tariff_id" => "tari",
        "supplier_id" => "supl",
        "solar_array_id" => "solr",
        "inverter_id" => "invt",
        "home_battery_id" => "hoba",
        "hem_system_id" => "hems",
        "boundary_meter_id" => "bmet",
        _ => null,
    };

    public bool IsPageToken => this is { Place: Place.Query, Name: "continuationToken" or "after" or "before" };

    public string? Type => Schema.TryGetProperty("type", out var type) ? type.GetString() : null;

    public string? Format => Schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    public IReadOnlyList<string> Choices => Schema.TryGetProperty("enum", out var choices) ? [.. choices.EnumerateArray().Select(choice => choice.GetString()!)] : [];
}

/// <summary>One operation of a document.</summary>
/// <param name="Path">The whole path, with its names in braces.</param>
/// <param name="HasList">Whether its body is an array.</param>
public sealed record Operation(string Id, string Method, string Path, IReadOnlyList<Slot> Slots, bool HasBody, bool HasList)
{
    /// <summary>A stranger may call it, without a token.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Its body may come as a form, too.</summary>
    public bool TakesForms { get; init; }

    public bool IsPaged => PageSlot is not null;

    /// <summary>What the token of another page is sent as.</summary>
    public string? PageSlot => Slots.FirstOrDefault(slot => slot.IsPageToken)?.Name;

    public bool Reads => Method == "GET";

    public override string ToString() => $"{Id} ({Method} {Path})";
}

/// <summary>An OpenAPI document: all operations, with every value that they take.</summary>
public sealed class ApiDocument
{
    private readonly JsonElement document;

    public ApiDocument(JsonElement document)
    {
        this.document = document;
        Contract = new Contract(document);
        Server = document.GetProperty("servers")[0].GetProperty("url").GetString()!;
        Operations = [.. from path in document.GetProperty("paths").EnumerateObject() from operation in path.Value.EnumerateObject() select Read(path.Name, operation)];
    }

    public Contract Contract { get; }

    public string Server { get; }

    public IReadOnlyList<Operation> Operations { get; }

    private Operation Read(string path, JsonProperty operation)
    {
        var slots = new List<Slot>();
        if (operation.Value.TryGetProperty("parameters", out var parameters))
        {
            slots.AddRange(parameters.EnumerateArray().Select(parameter => new Slot(
                parameter.GetProperty("in").GetString() == "path" ? Place.Path : Place.Query, parameter.GetProperty("name").GetString()!, Solid(parameter.GetProperty("schema")),
                parameter.TryGetProperty("required", out var required) && required.GetBoolean(), TakesNull: false)));
        }
        JsonElement? body = operation.Value.TryGetProperty("requestBody", out var request) ? Solid(request.GetProperty("content").GetProperty("application/json").GetProperty("schema")) : null;
        if (body is { } schema) slots.AddRange(In(schema, ""));
        return new Operation(
            operation.Value.GetProperty("operationId").GetString()!, operation.Name.ToUpperInvariant(), Server + path, slots, body is not null,
            body?.GetProperty("type").GetString() == "array") { IsOpen = operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() == 0, TakesForms = body is not null && request.GetProperty("content").TryGetProperty("multipart/form-data", out _) };
    }

    /// <summary>The values in a body, whole objects left out: their members are in it.</summary>
    private IEnumerable<Slot> In(JsonElement schema, string at)
    {
        if (schema.TryGetProperty("items", out var items)) return In(Solid(items), at + "[]");
        if (!schema.TryGetProperty("properties", out var members)) return [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return members.EnumerateObject().SelectMany(member =>
        {
            var (name, solid) = (at.Length == 0 ? member.Name : $"{at}.{member.Name}", Solid(member.Value));
            return solid.TryGetProperty("properties", out _) || solid.TryGetProperty("items", out _) ? In(solid, name) : [
                new Slot(Place.Body, name, solid, required.Contains(member.Name), member.Value.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()),
            ];
        });
    }

    /// <summary>The schema itself, where this refers to one. A reference that may be null is written as the only part of an <c>allOf</c>.</summary>
    private JsonElement Solid(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("allOf", out var parts) ? Solid(parts[0]) : schema;
    }
}
