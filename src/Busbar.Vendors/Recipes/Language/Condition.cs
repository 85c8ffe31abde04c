using System.Text.Json;
using System.Text.RegularExpressions;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Something that an answer says or does not say at one place.</summary>
/// <param name="At">Where; the first single value there counts.</param>
/// <param name="Is">It says one of these.</param>
/// <param name="IsNot">It says none of these, or nothing.</param>
/// <param name="Exists">It is there, or it is not.</param>
/// <param name="Matches">It is a text that matches whole.</param>
internal sealed record Condition(PathTo At, IReadOnlyList<Literal>? Is, IReadOnlyList<Literal>? IsNot, bool? Exists, Regex? Matches)
{
    public bool Holds(JsonElement answer, Scope scope)
    {
        var found = At.Find(answer, scope).Select(value => (JsonElement?)value).FirstOrDefault();
        if (Exists is { } exists) return exists == found is { ValueKind: not JsonValueKind.Null };
        if (IsNot is not null) return found is not { } other || !IsNot.Any(literal => literal.Says(other));
        if (found is not { } value) return false;
        if (Is is not null) return Is.Any(literal => literal.Says(value));
        return Literal.TextOf(value) is { } text && Matches!.IsMatch(text);
    }
}
