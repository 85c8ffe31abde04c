using System.Globalization;
using System.Text.Json;
using Busbar.Tests.Faces;

namespace Busbar.Tests.Hostile;

/// <summary>The five lanes, one after the other and mixed, over every operation of a document; all that is random comes from one seed.</summary>
public sealed class Siege(Stage stage, Barrage barrage, Random random)
{
    private static readonly string[] kinds = ["null", "true", "7", "-1.5", "1e400", "\"text\"", "\"\"", "[]", "[7]", "{}", "{\"a\":1}", "\"\\ud800\"", "\"0199f3a2-0000-7000-8000-000000000001\""];

    /// <summary>Every rule of every operation broken, then every operation once as it should be, which changes things.</summary>
    public async Task Sweep(Func<Operation, bool>? which = null)
    {
        var operations = stage.Operations.Where(which ?? (_ => true)).ToList();
        foreach (var operation in operations)
            if (BrokenRules.Of(stage.Draft(operation), operation.IsPaged ? stage.ForeignTokens(operation) : []).ToList() is { Count: > 0 } shots) await barrage.FireRefused(shots);
        foreach (var shot in stage.Face.Rules(stage).Where(shot => operations.Contains(shot.Operation))) await barrage.Fire(shot);
        foreach (var operation in operations) await barrage.Fire(stage.Draft(operation).Sound(Lane.Valid, "as it should be"));
    }

    /// <summary>So many more, at random; chains in turn, so that none is left to chance.</summary>
    public async Task Storm(int count)
    {
        var (end, chains) = (barrage.Sent.Values.Sum() + count, stage.Face.Chains.ToArray());
        random.Shuffle(chains);
        var turn = 0;
        while (barrage.Sent.Values.Sum() < end)
        {
            switch (random.Next(10))
            {
                case < 6: await barrage.Fire(Varied()); break;
                case < 7:
                    // Of one operation, which a fault in the whole block is told of.
                    var operation = AnyOperation();
                    var confused = Enumerable.Range(0, 10).Select(_ => Confused(operation)).OfType<Shot>().ToList();
                    if (confused.Count > 0) await barrage.FireRefused(confused);
                    else await barrage.Fire(stage.Draft(operation).WithQuery([new("x", "1")], Lane.Valid, "an unknown parameter"));
                    break;
                default: await Follow(chains[turn++ % chains.Length]); break;
            }
        }
    }

    private Operation AnyOperation() => stage.Operations[random.Next(stage.Operations.Count)];

    /// <summary>A sound request with some other values that may stand where they stand, edges among them.</summary>
    private Shot Varied()
    {
        var operation = AnyOperation();
        var draft = stage.Draft(operation);
        var slots = operation.Slots.Where(slot => slot is not ({ Place: Place.Path } or { IsUuid: true } or { IsPageToken: true })).ToArray();
        if (slots.Length == 0) return draft.Sound(Lane.Valid, "as it should be");
        random.Shuffle(slots);
        var chosen = slots[..random.Next(1, slots.Length + 1)];
        var query = chosen.Where(slot => slot.Place is Place.Query).Select(slot => KeyValuePair.Create(slot.Name, SoundValues.InAddress(slot, random))).ToList();
        var inBody = chosen.FirstOrDefault(slot => slot.Place is Place.Body);
        return inBody is not null ? draft.WithValue(inBody, SoundValues.InBody(inBody, random), Lane.Boundary, inBody.Name) : draft.WithQuery(query, Lane.Boundary, "query");
    }

    /// <summary>A value of another kind than belongs there; null where all kinds do.</summary>
    private Shot? Confused(Operation operation)
    {
        var draft = stage.Draft(operation);
        var slots = operation.Slots.Where(slot => slot is { Place: Place.Body, Type: not null } or { Place: Place.Path, IsUuid: true } or { IsPrefixed: true } or { Place: Place.Query, Type: not "string" } or { Place: Place.Query, Format: not null }).ToList();
        if (slots.Count == 0) return null;
        var slot = slots[random.Next(slots.Count)];
        if (slot.IsPrefixed) return draft.WithPath(slot.Name, Uri.EscapeDataString("~" + Noise()), Lane.Confused, "noise", 404);
        // Dots alone would be another path.
        if (slot.Place is Place.Path) return draft.WithPath(slot.Name, Uri.EscapeDataString("~" + Noise()), Lane.Confused, "noise", 400, slot.Name);
        if (slot.Place is Place.Query) return draft.WithQuery([new(slot.Name, Uri.EscapeDataString("~" + Noise()))], Lane.Confused, "noise", 400, slot.Name);
        var unfit = kinds.Where(kind => !Fits(slot, kind)).ToList();
        return draft.WithValue(slot, unfit[random.Next(unfit.Count)], Lane.Confused, slot.Name, 400, slot.Name.Replace("[]", "[0]"));
    }

    private static bool Fits(Slot slot, string json) => json switch
    {
        "null" => slot.TakesNull,
        ['"', ..] when slot is { Type: "string", Format: null, Choices: [] } => !json.Contains("ud800", StringComparison.Ordinal),
        ['"', ..] when slot.IsUuid => json.Length == 38,
        "true" => slot.Type is "boolean",
        "7" => slot.Type is "number" or "integer",
        "-1.5" => slot.Type is "number",
        _ => false,
    };

    private string Noise()
    {
        var runes = new char[random.Next(1, 40)];
        for (var i = 0; i < runes.Length; i++) runes[i] = random.Next(4) == 0 ? (char)random.Next(0x80, 0x2000) : (char)random.Next(0x21, 0x7f);
        return new string(runes);
    }

    private async Task Follow(IReadOnlyList<Step> chain)
    {
        var made = new Dictionary<string, string>();
        foreach (var step in chain)
        {
            var operation = stage.Operations.Single(operation => operation.Id == step.Operation);
            var draft = stage.Draft(operation, made);
            var shot = step.Body is { } body ? draft.WithBody(body, Lane.Chain, "a step", step.Status) : draft.Sound(Lane.Chain, "a step") with { Status = step.Status };
            var (status, answer) = await barrage.Fire(shot with { Rule = string.Create(CultureInfo.InvariantCulture, $"step {made.Count}") });
            if (status != step.Status) return;
            if (step.Makes is { } slot) made[slot] = Value(answer, step.From);
        }
    }

    private static string Value(JsonElement answer, string from) =>
        from.Split('.').Aggregate(answer, (at, name) => int.TryParse(name, out var i) ? at[i] : at.GetProperty(name)).GetString()!;
}
