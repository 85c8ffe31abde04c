using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Busbar.Core.Basics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Busbar.Server.Faces;

/// <summary>
/// The JSON body of a request, read as the endpoint's face reads it: whole first, then checked field by field, then made into a
/// <typeparamref name="T"/>; a list, where the body is an array. A body that is not as it should be is refused by the name of the field.
/// </summary>
public sealed class Body<T> : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider where T : class
{
    private const int LongestBody = 1024 * 1024;

    private static readonly bool takesForms = typeof(T).IsDefined(typeof(TakesFormsAttribute), inherit: false);

    private readonly JsonElement raw;
    private readonly JsonSerializerOptions options;

    private Body(T value, JsonElement raw, JsonSerializerOptions options) => (Value, this.raw, this.options) = (value, raw, options);

    public T Value { get; }

    /// <summary>What is known, with all that the body holds in its place; what the body leaves out stays. A null takes away (RFC 7396).</summary>
    public T Over(T known) => Merge(JsonSerializer.SerializeToNode(known, options), raw)!.Deserialize<T>(options)!;

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var face = context.GetEndpoint()?.Metadata.GetMetadata<Face>() ?? throw new InvalidOperationException($"{context.Request.Path} belongs to no face.");
        var bytes = await ReadWhole(context);
        var isForm = takesForms && context.Request.HasFormContentType;
        if (bytes.Length == 0)
            throw new Refused(Fault.Missing("body", isForm ? "Send a form with a field, or a JSON object." : face.Json.GetTypeInfo(typeof(T)).Kind is JsonTypeInfoKind.Enumerable ? "Send a JSON array." : "Send a JSON object."));
        if (isForm) bytes = await FormJson.Read(context, bytes, face.Json.GetTypeInfo(typeof(T)));
        else if (!IsJson(context.Request.ContentType)) throw new BadHttpRequestException("Not JSON by its content type.", StatusCodes.Status415UnsupportedMediaType);
        return Read(bytes, face.Json, context);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json", "text/json", "application/*+json", .. takesForms ? TakesFormsAttribute.MediaTypes : []], typeof(T)));

    // Parsing while reading would make an over-long body 400 or 413 by chance.
    private static async Task<byte[]> ReadWhole(HttpContext context)
    {
        using var whole = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(piece, context.RequestAborted) is > 0 and var read)
        {
            if (whole.Length + read > LongestBody) throw new BadHttpRequestException("Too long.", StatusCodes.Status413PayloadTooLarge);
            whole.Write(piece, 0, read);
        }
        return whole.ToArray();
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static Body<T> Read(ReadOnlySpan<byte> bytes, JsonSerializerOptions options, HttpContext context)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes["\uFEFF"u8.Length..];
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) throw new Refused(Fault.Invalid("body", "The body is not UTF-8."));
        try
        {
            using var json = JsonDocument.Parse(bytes.ToArray(), new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = FaceJson.MaxDepth });
            var body = context.GetEndpoint()?.Metadata.GetMetadata<IOlderWords>()?.Modernize(json.RootElement, context) ?? json.RootElement;
            if (JsonShape.Check(body, options.GetTypeInfo(typeof(T)), "") is { } fault) throw new Refused(fault);
            return new Body<T>(body.Deserialize<T>(options)!, body.Clone(), options);
        }
        catch (JsonException e)
        {
            // Its own text would name our types.
            throw new Refused(Fault.Invalid("body", $"This is not JSON, or it is nested more than {FaceJson.MaxDepth} levels deep: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."));
        }
    }
    private static JsonNode? Merge(JsonNode? known, JsonElement told)
    {
        if (told.ValueKind is not JsonValueKind.Object) return JsonSerializer.SerializeToNode(told);
        var merged = known as JsonObject ?? [];
        foreach (var member in told.EnumerateObject()) merged[member.Name] = Merge(merged[member.Name]?.DeepClone(), member.Value);
        return merged;
    }
}
