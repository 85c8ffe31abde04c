using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>How each field of an answer is wrapped: <c>{"status": "OK", "value": 55, "unit": "percentage", "updatedAt": …}</c>.</summary>
internal sealed record Wrapper(PathTo Value, Condition? Ok, PathTo? Unit, TimeRule? Time);

/// <summary>Where a signal stands in an answer and how it becomes ours.</summary>
/// <param name="Kinds">The kinds of device that have it.</param>
/// <param name="At">Where to look; the first usable value counts.</param>
/// <param name="Unit">The unit where the answer itself says none.</param>
/// <param name="UnitAt">Where the answer says the unit.</param>
/// <param name="Time">Where the answer says when it was measured.</param>
/// <param name="Map">The vendor's words and what they mean; words that are not in it say nothing.</param>
/// <param name="NullIf">Values that stand for "none".</param>
internal sealed record SignalRule(
    Signal Signal,
    IReadOnlyList<DeviceKind> Kinds,
    IReadOnlyList<PathTo> At,
    string? Unit,
    PathTo? UnitAt,
    TimeRule? Time,
    IReadOnlyDictionary<string, Literal>? Map,
    IReadOnlyList<Literal> NullIf,
    double Scale,
    double Offset)
{
    /// <summary>Reads the signal; null where the answer does not give it.</summary>
    public Observation? Read(JsonElement answer, Reading reading) =>
        At.SelectMany(path => path.Find(answer, reading.Scope)).Select(field => FromField(field, answer, reading)).FirstOrDefault(found => found is not null);

    private Observation? FromField(JsonElement field, JsonElement answer, Reading reading)
    {
        if (reading.Wrapper is { } wrapper)
        {
            if (wrapper.Ok is { } ok && !ok.Holds(field, reading.Scope)) return null;
            return wrapper.Value.Find(field, reading.Scope).Select(value => FromValue(value, field, answer, reading)).FirstOrDefault(found => found is not null);
        }
        return FromValue(field, field, answer, reading);
    }

    private Observation? FromValue(JsonElement value, JsonElement field, JsonElement answer, Reading reading)
    {
        if (NullIf.Any(none => none.Says(value)) || Literal.TextOf(value) is not { } text) return null;
        if (Map is not null)
        {
            if (!Map.TryGetValue(text, out var meant) || meant.Kind == LiteralKind.Null) return null;
            text = meant.Text;
        }
        var meaning = Signal.Meaning();
        var ours = meaning.Type switch
        {
            SignalType.Number => Number(text, UnitOf(field, answer, reading), meaning, reading),
            SignalType.Flag => Flag(text),
            SignalType.Text => Word(text),
        };
        return ours is { } said && When(field, answer, reading) is { } at ? new Observation(Signal, said, at) : null;
    }

    private Value? Number(string text, string? unit, SignalMeaning meaning, Reading reading)
    {
        if (Literal.Number(text) is not { } number || unit is null) return null;
        if (reading.ConversionFrom(unit, meaning.Unit) is not { } conversion) return null;
        var ours = conversion.Ours(number * Scale + Offset);
        return double.IsFinite(ours) ? new Value(ours) : null as Value?;
    }

    private static Value? Flag(string text) => text switch { "true" or "1" => true, "false" or "0" => false, _ => null };

    private Value? Word(string text)
    {
        foreach (var word in WordsOf(Signal))
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) return new Value(0, word);
        return null;
    }

    /// <summary>The closed list of texts of a text signal.</summary>
    public static IReadOnlyList<string> WordsOf(Signal signal) => signal switch
    {
        Signal.HeatMode => HeatModes.All,
        Signal.ThermostatMode => ThermostatModes.All,
        Signal.OperationMode => OperationModes.All,
        _ => ChargeStates.All,
    };

    private string? UnitOf(JsonElement field, JsonElement answer, Reading reading) =>
        (UnitAt is not null ? TextAt(UnitAt, answer, reading) : reading.Wrapper?.Unit is { } inField ? TextAt(inField, field, reading) : null) ?? Unit;

    private static string? TextAt(PathTo path, JsonElement value, Reading reading) =>
        path.Find(value, reading.Scope).Select(Literal.TextOf).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>
    /// Where the file names a place for the time, an answer that has none there says nothing: it could be of any age. Without
    /// such a place the value counts as measured when it was heard. Nothing is measured later than it is heard.
    /// </summary>
    private DateTimeOffset? When(JsonElement field, JsonElement answer, Reading reading)
    {
        var at = Time is not null ? Time.Find(answer, reading.Scope)
            : reading.Wrapper?.Time is { } inField ? inField.Find(field, reading.Scope)
            : reading.Time is { } ofAll ? ofAll.Find(answer, reading.Scope)
            : reading.HeardAt;
        return at > reading.HeardAt ? reading.HeardAt : at;
    }
}

/// <summary>One answer being read: what holds for all its signals.</summary>
/// <param name="OwnUnits">The vendor's own spellings of units.</param>
/// <param name="OnUnknownUnit">Told the spelling of a unit that is not known.</param>
internal sealed record Reading(
    Wrapper? Wrapper, TimeRule? Time, Scope Scope, DateTimeOffset HeardAt, IReadOnlyDictionary<string, string> OwnUnits, Action<string> OnUnknownUnit)
{
    public Conversion? ConversionFrom(string theirs, string ours)
    {
        var found = Units.From(OwnUnits.GetValueOrDefault(theirs, theirs), ours);
        if (found is null) OnUnknownUnit(theirs);
        return found;
    }
}
