using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

internal enum LiteralKind { Null, Flag, Number, Text }

/// <summary>A fixed value of the file. Unquoted <c>null</c>, <c>true</c>, <c>false</c> and numbers are what they look like; all else is text.</summary>
internal sealed record Literal(LiteralKind Kind, string Text)
{
    public static Literal Of(YamlScalarNode node)
    {
        var text = node.Value ?? "";
        if (node.Style is not (ScalarStyle.Plain or ScalarStyle.Any)) return new(LiteralKind.Text, text);
        if (text is "" or "null" or "~") return new(LiteralKind.Null, "");
        if (text is "true" or "false") return new(LiteralKind.Flag, text);
        return new(Number(text) is null ? LiteralKind.Text : LiteralKind.Number, text);
    }

    /// <summary>A finite number in plain notation; null for anything else.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;

    /// <summary>What an answer's single value says, as text; null where it is null, absent or no single value.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array => null,
    };

    /// <summary>Whether an answer's value says this. Vendors write numbers and flags as text at times, so 7, 7.0 and "7" are one.</summary>
    public bool Says(JsonElement value)
    {
        if (Kind == LiteralKind.Null) return value.ValueKind == JsonValueKind.Null;
        if (TextOf(value) is not { } text) return false;
        return text == Text || (Number(text) is { } theirs && Number(Text) is { } ours && theirs == ours);
    }
}
