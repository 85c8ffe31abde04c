using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>Lists an account's devices.</summary>
internal sealed class RecipeDevices(RecipeCalls calls)
{
    private const int MostPages = 50, MostDevices = 2000;

    public async Task<IReadOnlyList<FoundDevice>> List(Scope scope, Caller caller, CancellationToken stop)
    {
        var found = new Dictionary<(DeviceKind, string), FoundDevice>();
        foreach (var list in calls.Recipe.Devices) await Walk(list, scope, caller, found, stop);
        return [.. found.Values];
    }

    private async Task Walk(DeviceList list, Scope scope, Caller caller, Dictionary<(DeviceKind, string), FoundDevice> found, CancellationToken stop)
    {
        var address = calls.Address(list.Call.Address, scope);
        for (var page = 0; page < MostPages; page++)
        {
            var outcome = await calls.Try(list.Call, address, scope, caller, Deed.Read, [], stop);
            var answer = outcome.Answer ?? throw outcome.Fault!;
            foreach (var entry in Entries(list, answer, scope))
            {
                var inner = list.As is null ? scope : scope.With(list.As, entry);
                if (list.Device is { } rule && Device(rule, entry, inner) is { } device && found.Count < MostDevices) found.TryAdd((device.Kind, device.VendorId), device);
                foreach (var nested in list.Then) await Walk(nested, inner, caller, found, stop);
            }
            if (list.Next?.Find(answer, scope).Select(Literal.TextOf).FirstOrDefault() is not { Length: > 0 } next) return;
            address = calls.Found(next, address);
        }
    }

    private static IEnumerable<JsonElement> Entries(DeviceList list, JsonElement answer, Scope scope)
    {
        var places = list.Each is null ? [answer] : list.Each.Find(answer, scope);
        return places.SelectMany(place => place.ValueKind == JsonValueKind.Array ? place.EnumerateArray() : Enumerable.Repeat(place, 1))
            .Where(entry => list.Keep is null || list.Keep.Holds(entry, scope));
    }

    private FoundDevice? Device(DeviceRule rule, JsonElement entry, Scope scope)
    {
        if (Id(rule.Id, entry, scope) is not { } id || rule.Kind.Of(entry, scope) is not { } kind || !calls.Brand.Kinds.ContainsKey(kind) && !IsChild(rule, entry, scope)) return null;
        return new FoundDevice(kind, id, rule.Identifier?.Find(entry, scope), rule.Name?.Find(entry, scope), rule.Model?.Find(entry, scope),
            rule.Parent is null ? null : Id(rule.Parent, entry, scope), Commands(rule.Commands, kind, entry, scope), calls.Recipe.SignalsOf(kind));
    }

    /// <summary>A plant's inverter comes with it, also where the brand does not offer inverters alone.</summary>
    private static bool IsChild(DeviceRule rule, JsonElement entry, Scope scope) => rule.Parent is not null && Id(rule.Parent, entry, scope) is not null;

    /// <summary>The id of one field as it is; several fields are encoded and joined, so that they can be told apart again.</summary>
    private static string? Id(IdRule rule, JsonElement entry, Scope scope)
    {
        var parts = rule.Parts.Select(part => At(part.At, entry, scope)).ToList();
        if (parts.Any(string.IsNullOrEmpty)) return null;
        return rule.Parts is [(null, _)] ? parts[0] : string.Join('/', parts.Select(part => Uri.EscapeDataString(part!)));
    }

    /// <summary>A path may begin with the name of an outer entry: <c>home.id</c>.</summary>
    private static string? At(PathTo path, JsonElement entry, Scope scope) =>
        (path.FirstKey is { } first && scope.Entry(first) is { } outer ? path.AfterFirst().Find(outer, scope) : path.Find(entry, scope)).Select(Literal.TextOf).FirstOrDefault();

    private IReadOnlyList<CommandKind> Commands(CommandsRule? rule, DeviceKind kind, JsonElement entry, Scope scope)
    {
        var possible = calls.Recipe.CommandsOf(kind);
        if (rule is null) return possible;
        if (rule.Always is { } always) return [.. possible.Intersect(always)];
        var said = rule.At!.Find(entry, scope).SelectMany(place => place.ValueKind == JsonValueKind.Array ? place.EnumerateArray() : Enumerable.Repeat(place, 1))
            .Select(Literal.TextOf).OfType<string>().ToHashSet();
        return [.. possible.Where(command => rule.Map!.Any(word => word.Value == command && said.Contains(word.Key)))];
    }
}
