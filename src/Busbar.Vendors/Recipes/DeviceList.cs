using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>A call that lists devices, or what devices are nested in.</summary>
/// <param name="Each">Where the entries stand; the answer itself is the one entry where null.</param>
/// <param name="As">The name by which nested lists refer to an entry.</param>
/// <param name="Then">Lists asked for each entry.</param>
/// <param name="Keep">Which entries count.</param>
/// <param name="Device">How an entry is a device; null where it is none.</param>
/// <param name="Next">Where the answer says the address of the next page.</param>
internal sealed record DeviceList(Call Call, PathTo? Each, string? As, IReadOnlyList<DeviceList> Then, Condition? Keep, DeviceRule? Device, PathTo? Next);

/// <summary>How an entry of a list is a device.</summary>
internal sealed record DeviceRule(IdRule Id, KindRule Kind, TextRule? Identifier, TextRule? Name, TextRule? Model, IdRule? Parent, CommandsRule? Commands);

/// <summary>A device's id: one field, or several that together name it, in the order of the file.</summary>
internal sealed record IdRule(IReadOnlyList<(string? Name, PathTo At)> Parts);

/// <summary>What kind of device an entry is.</summary>
internal abstract record KindRule
{
    private KindRule() { }

    public sealed record Always(DeviceKind Kind) : KindRule;
    public sealed record ByMap(PathTo At, IReadOnlyDictionary<string, DeviceKind> Map) : KindRule;
    public sealed record ByCondition(IReadOnlyList<(DeviceKind Kind, Condition When)> Cases) : KindRule;

    public DeviceKind? Of(JsonElement entry, Scope scope) => this switch
    {
        Always always => always.Kind,
        ByMap map => map.At.Find(entry, scope).Select(Literal.TextOf).FirstOrDefault(text => text is not null) is { } word && map.Map.TryGetValue(word, out var kind) ? kind : null,
        ByCondition cases => cases.Cases.Where(one => one.When.Holds(entry, scope)).Select(one => (DeviceKind?)one.Kind).FirstOrDefault(),
        _ => throw new InvalidOperationException("A kind rule is one of three."),
    };
}

/// <summary>A text of an entry; only what follows <paramref name="After"/> where that is given and there.</summary>
internal sealed record TextRule(IReadOnlyList<PathTo> At, string? After)
{
    public string? Find(JsonElement entry, Scope scope)
    {
        var text = At.SelectMany(path => path.Find(entry, scope)).Select(Literal.TextOf).FirstOrDefault(found => !string.IsNullOrWhiteSpace(found))?.Trim();
        if (text is null || After is null) return text;
        var at = text.IndexOf(After, StringComparison.Ordinal);
        return at < 0 ? text : text[(at + After.Length)..];
    }
}

/// <summary>What a device can be told: the vendor's words for it where it lists them.</summary>
internal sealed record CommandsRule(IReadOnlyList<CommandKind>? Always, PathTo? At, IReadOnlyDictionary<string, CommandKind>? Map);
