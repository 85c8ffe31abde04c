using System.Globalization;
using System.Text.Json;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>A JSON body with names in braces. A field whose name stands for nothing is left out; a lone <c>{value}</c> or <c>{upper}</c> is a number.</summary>
internal abstract record JsonBody
{
    private JsonBody() { }

    public sealed record Fields(IReadOnlyList<(string Name, JsonBody Value)> Each) : JsonBody;
    public sealed record Entries(IReadOnlyList<JsonBody> Each) : JsonBody;
    public sealed record Fixed(Literal Literal) : JsonBody;
    public sealed record Filled(Template Template) : JsonBody;

    public byte[] Write(Scope scope)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) Write(writer, scope);
        return bytes.ToArray();
    }

    private bool Says(Scope scope) => this is not Filled filled || filled.Template.Fill(scope) is not null;

    private void Write(Utf8JsonWriter writer, Scope scope)
    {
        switch (this)
        {
            case Fields fields:
                writer.WriteStartObject();
                foreach (var (name, value) in fields.Each.Where(field => field.Value.Says(scope)))
                {
                    writer.WritePropertyName(name);
                    value.Write(writer, scope);
                }
                writer.WriteEndObject();
                break;
            case Entries entries:
                writer.WriteStartArray();
                foreach (var value in entries.Each.Where(value => value.Says(scope))) value.Write(writer, scope);
                writer.WriteEndArray();
                break;
            case Fixed { Literal: var literal }:
                Write(writer, literal);
                break;
            case Filled { Template: var template }:
                var text = template.Fill(scope);
                if (template.SoleName is "value" or "upper" && double.TryParse(text, CultureInfo.InvariantCulture, out var number)) writer.WriteNumberValue(number);
                else writer.WriteStringValue(text);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, Literal literal)
    {
        switch (literal.Kind)
        {
            case LiteralKind.Null: writer.WriteNullValue(); break;
            case LiteralKind.Flag: writer.WriteBooleanValue(literal.Text == "true"); break;
            case LiteralKind.Number: writer.WriteNumberValue(Literal.Number(literal.Text)!.Value); break;
            case LiteralKind.Text: writer.WriteStringValue(literal.Text); break;
        }
    }
}
