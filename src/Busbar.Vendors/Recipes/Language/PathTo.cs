using System.Globalization;
using System.Text.Json;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>
/// A way into an answer. <c>data.soc</c> follows keys; <c>['a.b']</c> is a key with odd signs; <c>[0]</c> an entry of a list,
/// <c>[*]</c> each of them, <c>[id=40004]</c> those whose field says so; a lone <c>.</c> is the answer itself.
/// </summary>
internal sealed class PathTo
{
    private readonly IReadOnlyList<Step> steps;

    private PathTo(string source, IReadOnlyList<Step> steps) => (Source, this.steps) = (source, steps);

    public string Source { get; }

    /// <summary>The first key, where the way begins with one.</summary>
    public string? FirstKey => steps is [Step.Key key, ..] ? key.Name : null;

    public IEnumerable<string> Names => steps.OfType<Step.Match>().SelectMany(match => match.Says.Names);

    /// <summary>The way without its first key.</summary>
    public PathTo AfterFirst() => new(Source, [.. steps.Skip(1)]);

    /// <summary>Everything at the end of the way, in the answer's order; nothing where it leads nowhere.</summary>
    public IEnumerable<JsonElement> Find(JsonElement from, Scope scope) =>
        steps.Aggregate(Enumerable.Repeat(from, 1), (found, step) => found.SelectMany(value => step.From(value, scope)));

    public static PathTo? Parse(string source)
    {
        var steps = new List<Step>();
        if (source == ".") return new PathTo(source, steps);
        for (var at = 0; at < source.Length;)
        {
            if (source[at] == '[')
            {
                if (Bracket(source, ref at) is not { } step) return null;
                steps.Add(step);
            }
            else
            {
                if (steps.Count > 0 && source[at++] != '.') return null;
                var end = source.IndexOfAny(['.', '['], at);
                if (end < 0) end = source.Length;
                if (end == at || source[at..end].Any(sign => sign is ']' or '\'' or '=' or '*' or '$' || char.IsWhiteSpace(sign))) return null;
                steps.Add(new Step.Key(source[at..end]));
                at = end;
            }
        }
        return steps.Count == 0 ? null : new PathTo(source, steps);
    }

    private static Step? Bracket(string source, ref int at)
    {
        var quoted = source.AsSpan(at).StartsWith("['");
        var close = source.IndexOf(quoted ? "']" : "]", at, StringComparison.Ordinal);
        if (close < 0) return null;
        var inside = source[(at + (quoted ? 2 : 1))..close];
        at = close + (quoted ? 2 : 1);
        if (quoted) return inside.Length == 0 ? null : new Step.Key(inside);
        if (inside == "*") return new Step.Each();
        if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new Step.Index(index);
        var equals = inside.IndexOf('=');
        return equals < 1 || equals == inside.Length - 1 ? null : new Step.Match(inside[..equals], Template.Parse(inside[(equals + 1)..]));
    }

    private abstract record Step
    {
        public abstract IEnumerable<JsonElement> From(JsonElement value, Scope scope);

        public sealed record Key(string Name) : Step
        {
            public override IEnumerable<JsonElement> From(JsonElement value, Scope scope) =>
                value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Name, out var inner) ? [inner] : [];
        }

        public sealed record Index(int At) : Step
        {
            public override IEnumerable<JsonElement> From(JsonElement value, Scope scope) =>
                value.ValueKind == JsonValueKind.Array && At < value.GetArrayLength() ? [value[At]] : [];
        }

        public sealed record Each : Step
        {
            public override IEnumerable<JsonElement> From(JsonElement value, Scope scope) => Entries(value);
        }

        public sealed record Match(string Name, Template Says) : Step
        {
            public override IEnumerable<JsonElement> From(JsonElement value, Scope scope)
            {
                if (Says.Fill(scope) is not { } wanted) return [];
                var literal = new Literal(LiteralKind.Text, wanted);
                return Entries(value).Where(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(Name, out var field) && literal.Says(field));
            }
        }

        private static IEnumerable<JsonElement> Entries(JsonElement value) =>
            value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Empty<JsonElement>();
    }
}
