using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces;

/// <summary>A body of this type may come as a form, too: with a dot for each step inwards, as in <c>default_location.city</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFormsAttribute : Attribute
{
    public static readonly IReadOnlyList<string> MediaTypes = ["application/x-www-form-urlencoded", "multipart/form-data"];
}

/// <summary>A form as the JSON that it stands for.</summary>
internal static class FormJson
{
    public static async Task<byte[]> Read(HttpContext context, byte[] body, JsonTypeInfo type)
    {
        context.Request.Body = new MemoryStream(body);
        var json = new JsonObject();
        foreach (var (name, values) in await ReadFields(context))
        {
            if (values.Count != 1) throw new Refused(Fault.Invalid(name, "This field stands twice."));
            Put(json, name, values[0] ?? "", type);
        }
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static async Task<IFormCollection> ReadFields(HttpContext context)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form.Files.Count == 0 ? form : throw new Refused(Fault.Invalid(form.Files[0].Name, "This must be a text, not a file."));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new Refused(Fault.Invalid("body", "This is not a form of the kind that its content type says."));
        }
    }

    private static void Put(JsonObject json, string name, string text, JsonTypeInfo type)
    {
        var (at, known, steps) = (json, type, name.Split('.'));
        foreach (var step in steps[..^1])
        {
            if (Within(known, step) is not { Kind: JsonTypeInfoKind.Object } inner) throw new Refused(JsonShape.NoField(name, known));
            known = inner;
            at[step] ??= new JsonObject();
            at = at[step] as JsonObject ?? throw new Refused(Fault.Invalid(name, "This field stands twice: by itself, and as what it is a part of."));
        }
        at[steps[^1]] = Value(text, Within(known, steps[^1])?.Type);
    }

    private static JsonTypeInfo? Within(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(property => property.Name == name) is { } property ? type.Options.GetTypeInfo(property.PropertyType) : null;

    // What is no number stays a text, and is refused as any other text in its place. Forms have no null: an empty field is one.
    private static JsonNode? Value(string text, Type? type) =>
        text.Length == 0 ? null
        : (Nullable.GetUnderlyingType(type ?? typeof(string)) ?? type) == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : text;
}
