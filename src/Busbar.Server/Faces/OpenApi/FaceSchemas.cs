using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Busbar.Server.Faces.OpenApi;

/// <summary>The schemas of a face's document: names of our own, and what may be null said where readers of OpenAPI 3.0 look for it.</summary>
internal sealed class FaceSchemas(JsonSerializerOptions json, string prefix)
{
    /// <summary>As <c>ConfigureHttpJsonOptions</c> has it.</summary>
    private static readonly JsonSerializerOptions common = FaceJson.Options(JsonNamingPolicy.CamelCase);

    private const string FreeJson = nameof(JsonElement);
    private readonly ConcurrentDictionary<string, Type> named = new();

    public string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null || IsRef(type.Type)) return null;
        var plain = System.Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        // One page envelope for all lists: Page<Entity> is an EntityPage.
        var name = plain.IsGenericType ? plain.GenericTypeArguments[0].Name + plain.Name.Split('`')[0] : plain.Name.StartsWith(prefix, StringComparison.Ordinal) ? plain.Name[prefix.Length..] : plain.Name;
        if (named.GetOrAdd(name, plain) != plain) throw new InvalidOperationException($"Two types are called {name} in one document.");
        return name;
    }

    public void Shape(OpenApiDocument document)
    {
        if (document.Components?.Schemas is not { } schemas) return;
        var requests = new HashSet<string>();
        foreach (var content in document.Paths.Values.SelectMany(path => path.Operations ?? []).SelectMany(operation => operation.Value.RequestBody?.Content?.Values ?? [])) Reach(content.Schema, schemas, requests);
        foreach (var (name, schema) in schemas)
        {
            if (schema is OpenApiSchema { Enum.Count: > 0 } choices)
            {
                choices.Type = JsonSchemaType.String;
                // Where it may be null, whoever refers to it says so.
                choices.Enum = [.. choices.Enum.Where(choice => choice is not null)];
            }
            if (schema is not OpenApiSchema plain || json.GetTypeInfo(named[name]) is not { Kind: JsonTypeInfoKind.Object } type) continue;
            Spell(plain, type);
            foreach (var property in type.Properties) plain.Properties![property.Name] = Refer(property, schemas) ?? Show(plain.Properties[property.Name], property);
            // What an answer always holds is not promised for good; what a request must hold is said.
            if (!requests.Contains(name)) plain.Required = null;
        }
        schemas.Remove(FreeJson);
    }

    /// <summary>The library knows one spelling of names for all documents; each face has its own.</summary>
    private static void Spell(OpenApiSchema schema, JsonTypeInfo type)
    {
        var names = common.GetTypeInfo(type.Type).Properties.Zip(type.Properties).ToDictionary(both => both.First.Name, both => both.Second.Name);
        schema.Properties = schema.Properties?.ToDictionary(property => names[property.Key], property => property.Value);
        schema.Required = schema.Required?.Select(name => names[name]).ToHashSet();
    }

    /// <summary>A schema, and all that its values may hold, by name.</summary>
    private static void Reach(IOpenApiSchema? schema, IDictionary<string, IOpenApiSchema> schemas, HashSet<string> reached)
    {
        if (schema?.Items is { } items) Reach(items, schemas, reached);
        if (NameIn(schema) is not { } name || !reached.Add(name) || !schemas.TryGetValue(name, out var solid)) return;
        foreach (var member in solid.Properties?.Values ?? []) Reach(member, schemas, reached);
    }

    /// <summary>A member that is the address of something or the whole of it; null for any other.</summary>
    private IOpenApiSchema? Refer(JsonPropertyInfo property, IDictionary<string, IOpenApiSchema> schemas)
    {
        var isList = property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var single = isList ? property.PropertyType.GenericTypeArguments[0] : property.PropertyType;
        if (!IsRef(single)) return null;
        var (meant, isOfMany) = single.GenericTypeArguments[0] is { IsGenericType: true } many ? (many.GenericTypeArguments[0], true) : (single.GenericTypeArguments[0], false);
        var whole = named.FirstOrDefault(one => one.Value == meant).Key;
        var isNullable = property.IsGetNullable && !FaceJson.IsAbsentWhenNull(property);
        // Readers look for it at the choice that has a type; one of several is enough.
        var address = new OpenApiSchema { Type = isNullable && !isList ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, Format = "uri" };
        var either = whole is null || !schemas.ContainsKey(whole) ? address
            : new OpenApiSchema { AnyOf = [address, isOfMany ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(whole) } : new OpenApiSchemaReference(whole)] };
        if (isList) return Nullable(new OpenApiSchema { Type = JsonSchemaType.Array, Items = either }, isNullable);
        return either == address ? address : Nullable(either, isNullable);
    }

    private static bool IsRef(Type type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Ref<>);

    private static IOpenApiSchema Show(IOpenApiSchema schema, JsonPropertyInfo property)
    {
        var isNullable = property.IsGetNullable && !FaceJson.IsAbsentWhenNull(property);
        if (IsFreeJson(property.PropertyType)) return Nullable(new OpenApiSchema { Description = schema.Description }, isNullable);
        if (NameIn(schema) is { } name && schema.Items is null)
        {
            var reference = new OpenApiSchemaReference(name);
            return isNullable ? Nullable(new OpenApiSchema { AllOf = [reference] }, true) : reference;
        }
        if (schema is OpenApiSchema plain)
        {
            var isTime = property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?);
            if (isTime) plain.Format = "date-time";
            var type = isTime ? JsonSchemaType.String : plain.Type ?? default;
            plain.Type = isNullable ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
        }
        return schema;
    }

    // The library has no way to say this of a schema without a type of its own.
    private static OpenApiSchema Nullable(OpenApiSchema schema, bool isNullable)
    {
        if (isNullable) schema.Extensions = new Dictionary<string, IOpenApiExtension> { ["nullable"] = new JsonNodeExtension(true) };
        return schema;
    }

    /// <summary>The schema that this one is, or is where it is not null.</summary>
    private static string? NameIn(IOpenApiSchema? schema) => schema switch
    {
        OpenApiSchemaReference reference => reference.Reference.Id,
        { OneOf: { Count: > 0 } choices } => choices.OfType<OpenApiSchemaReference>().FirstOrDefault()?.Reference.Id,
        _ => null,
    };

    private static bool IsFreeJson(Type type) => type == typeof(JsonElement) || type == typeof(JsonElement?);
}
