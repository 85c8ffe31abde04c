using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Recipes;

/// <summary>
/// Reads a device by the calls that its kind has. Part of an answer is an answer: what one call does not give does not spoil
/// what the others gave, unless the grant or the device itself is gone.
/// </summary>
internal sealed partial class RecipeReads(RecipeCalls calls, ILogger log)
{
    public async Task<ReadAnswer> Read(DeviceAddress device, GrantSecret secret, CancellationToken stop)
    {
        var scope = DeviceScope(await calls.Open(device.TenantId), calls.Recipe, device);
        var caller = new Caller(device.GrantId, secret);
        var observations = new List<Observation>();
        var hint = ReadHint.None;
        var answered = false;
        var troubles = new List<VendorFault>();
        foreach (var rule in calls.Recipe.Reads.Where(rule => rule.Kinds.Contains(device.Kind)))
        {
            var outcome = await Ask(rule.Call, scope, caller, answered, stop);
            if (outcome.Answer is { } answer)
            {
                answered = true;
                hint = Take(rule, answer, device.Kind, outcome.HeardAt, scope, observations) is var said and not ReadHint.None ? said : hint;
                continue;
            }
            if (outcome.Trouble is Trouble.Reauth or Trouble.Gone) throw outcome.Fault!;
            if (outcome.Trouble is Trouble.Asleep or Trouble.Offline) return new ReadAnswer(observations, outcome.Trouble == Trouble.Asleep ? ReadHint.Asleep : ReadHint.Offline, outcome.Fault!.RetryAt);
            troubles.Add(outcome.Fault!);
            if (outcome.Trouble is not (Trouble.Unsupported or Trouble.Permission)) break;
        }
        if (!answered && troubles is [.., var last]) throw last;
        foreach (var trouble in troubles) Log.NotAll(log, trouble.Message);
        return new ReadAnswer(observations, hint, troubles.Select(trouble => trouble.RetryAt).Max());
    }

    /// <summary>The names by which a device's calls refer to it.</summary>
    public static Scope DeviceScope(Scope scope, Recipe recipe, DeviceAddress device)
    {
        scope = scope.With("kind", device.Kind.ToString());
        var names = Ids(recipe.Devices).Select(part => part.Name).ToList();
        if (names is not [{ } _, ..]) return scope.With("id", device.VendorId);
        var parts = device.VendorId.Split('/');
        return names.Zip(parts).Aggregate(scope, (all, part) => all.With("id." + part.First, Uri.UnescapeDataString(part.Second)));
    }

    private static IReadOnlyList<(string? Name, PathTo At)> Ids(IReadOnlyList<DeviceList> lists) =>
        lists.Select(list => list.Device?.Id.Parts ?? Ids(list.Then)).FirstOrDefault(parts => parts.Count > 0) ?? [];

    /// <summary>Once something was answered, trouble on the way to the rest (no answer, no budget) does not spoil it.</summary>
    private async Task<Outcome> Ask(Call call, Scope scope, Caller caller, bool answered, CancellationToken stop)
    {
        try
        {
            return await calls.Try(call, calls.Address(call.Address, scope), scope, caller, Deed.Read, [], stop);
        }
        catch (VendorFault fault) when (answered)
        {
            return new Outcome(null, Trouble.Outage, fault, calls.Time.GetUtcNow());
        }
    }

    private ReadHint Take(ReadRule rule, JsonElement answer, DeviceKind kind, DateTimeOffset heardAt, Scope scope, List<Observation> observations)
    {
        if ((rule.In?.Find(answer, scope) ?? [answer]).Take(1).ToList() is not [var own]) return ReadHint.None;
        foreach (var signal in rule.Signals.Where(signal => signal.Kinds.Contains(kind)))
        {
            var reading = new Reading(rule.Wrapper, rule.Time, scope, heardAt, calls.Recipe.Units, unit => Log.UnknownUnit(log, calls.Brand.Name, signal.Signal, unit));
            if (signal.Read(own, reading) is { } observation && observations.All(other => other.Signal != observation.Signal)) observations.Add(observation);
        }
        if (rule.Asleep is { } asleep && asleep.Holds(own, scope)) return ReadHint.Asleep;
        return rule.Online is null || rule.Online.Holds(own, scope) ? ReadHint.None : ReadHint.Offline;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Not all was read: {Trouble}")]
        public static partial void NotAll(ILogger log, string trouble);

        [LoggerMessage(LogLevel.Warning, "{Brand} gives {Signal} in `{Unit}`, which is not known: it is left out. Add the unit to the brand's `units`.")]
        public static partial void UnknownUnit(ILogger log, string brand, Signal signal, string unit);
    }
}
