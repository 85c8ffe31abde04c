using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Server.Sandbox.Control;

/// <summary>JSON bodies of the control API: one object, each name once, no name that means nothing.</summary>
internal static class ControlBody
{
    public static async Task<Result<JsonElement>> Read(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, new() { AllowDuplicateProperties = false, MaxDepth = 4, AllowTrailingCommas = true }, context.RequestAborted);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException or InvalidOperationException)
        {
            // Told below.
        }
        return Fault.Invalid("body", "The body must be a JSON object in which each name stands once.");
    }

    /// <summary>The fault of a body that holds a name which is not among these, or none at all.</summary>
    public static Fault? Stranger(JsonElement body, IReadOnlyList<string> names)
    {
        foreach (var property in body.EnumerateObject())
            if (!names.Contains(property.Name)) return Fault.Invalid(property.Name, $"This is not known here. Known are: {string.Join(", ", names)}.");
        return body.EnumerateObject().Any() ? null : Fault.Missing("body", $"Name at least one of: {string.Join(", ", names)}.");
    }

    /// <summary>A text, trimmed; null where it is left out.</summary>
    public static Result<string> Text(JsonElement body, string name, int most)
    {
        if (!body.TryGetProperty(name, out var json)) return Fault.Missing(name, $"{name} is missing.");
        try
        {
            if (json.ValueKind == JsonValueKind.String && json.GetString()!.Trim() is { Length: > 0 } text && text.Length <= most && !text.Any(char.IsControl)) return text;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
        }
        return Fault.Invalid(name, $"{name} must be a text of 1 to {most} letters.");
    }
}
