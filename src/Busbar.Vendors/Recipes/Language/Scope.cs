using System.Collections.Immutable;
using System.Text.Json;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>The names that a call's texts may refer to, and what they stand for just now: <c>app.clientId</c>, <c>id</c>, <c>home.id</c>.</summary>
internal sealed class Scope
{
    public static readonly Scope Empty = new([], []);
    private readonly ImmutableDictionary<string, string> texts;
    private readonly ImmutableDictionary<string, JsonElement> entries;

    private Scope(ImmutableDictionary<string, string> texts, ImmutableDictionary<string, JsonElement> entries) => (this.texts, this.entries) = (texts, entries);

    public Scope With(string name, string? text) => text is null ? this : new(texts.SetItem(name, text), entries);

    /// <summary>Names a list's entry, so that what is nested in it can refer to its fields.</summary>
    public Scope With(string name, JsonElement entry) => new(texts, entries.SetItem(name, entry));

    public JsonElement? Entry(string name) => entries.TryGetValue(name, out var entry) ? entry : null;

    /// <summary>What the name stands for; null where it stands for nothing.</summary>
    public string? Find(string name)
    {
        if (texts.TryGetValue(name, out var text)) return text;
        var parts = name.Split('.');
        if (parts.Length < 2 || !entries.TryGetValue(parts[0], out var value)) return null;
        foreach (var part in parts.Skip(1))
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value)) return null;
        return Literal.TextOf(value);
    }
}
