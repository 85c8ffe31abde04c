using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which addresses in an endpoint's answer may be asked for as the whole thing; metadata.</summary>
internal sealed record ExpandChoices(IReadOnlyList<string> Names);

/// <summary>
/// What the request wants whole: <c>expand</c>, which may stand several times, or hold several names parted by commas. A name with
/// dots wants what leads there too.
/// </summary>
internal sealed class EvExpand : IBindableFromHttpContext<EvExpand>
{
    public const string Name = "expand";
    private const int Most = 20;

    /// <summary>What a user has to have agreed to for a thing to be shown whole, by its name in the answer. Makes, models and trims are everybody's.</summary>
    private static readonly IReadOnlyDictionary<string, string> scopes = new Dictionary<string, string>
    {
        ["user"] = "user:read", ["vehicle"] = "vehicle:read", ["evse"] = "evse:read", ["sub_sessions"] = "charging_session:read", ["charging_sub_session"] = "charging_session:read",
        ["inverter"] = "inverter:read", ["ct_clamp"] = CtClamps.Scope, ["tariff"] = Tariffs.Scope, ["prices"] = Tariffs.PriceScope, ["debug_metadata"] = SubSessions.DebugScope,
    };

    public static readonly EvExpand Nothing = new([]);

    private readonly IReadOnlyList<string> asked;

    private EvExpand(IReadOnlyList<string> asked) => this.asked = asked;

    /// <summary>Whether this member is wanted whole.</summary>
    public bool Has(string member) => asked.Any(one => one == member || one.StartsWith(member + ".", StringComparison.Ordinal));

    /// <summary>What is wanted within this member.</summary>
    public EvExpand Within(string member) => asked.Count == 0 ? this : new([.. asked.Where(one => one.StartsWith(member + ".", StringComparison.Ordinal)).Select(one => one[(member.Length + 1)..])]);

    public static ValueTask<EvExpand?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var asked = context.Request.Query[Name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().Take(Most + 1).ToList();
        if (asked.Count == 0) return ValueTask.FromResult<EvExpand?>(Nothing);
        var choices = context.GetEndpoint()?.Metadata.GetMetadata<ExpandChoices>()?.Names ?? [];
        // The documented shorthand `model,make` is not told from two names of their own: where make is none, it is model's.
        asked = [.. asked.Select((one, index) => choices.Contains(one) || index == 0 || !choices.Contains($"{asked[index - 1]}.{one}") ? one : $"{asked[index - 1]}.{one}")];
        if (asked.Count > Most || asked.Any(one => !choices.Contains(one)))
            throw new Refused(Fault.Invalid(Name, choices.Count == 0 ? "Nothing can be expanded here." : $"The value is one of {string.Join(", ", choices)}."));
        if (Identity.UserOf(context) is { } user && asked.SelectMany(one => one.Split('.')).FirstOrDefault(part => scopes.TryGetValue(part, out var scope) && !user.Scopes.Contains(scope)) is { } lacking)
            throw new Refused(new Fault(FaultKind.PermissionMissing, $"Expanding {lacking} needs the scope {scopes[lacking]}. Ask the user for it at /evenergy/o/authorize/."));
        return ValueTask.FromResult<EvExpand?>(new EvExpand(asked));
    }
}
