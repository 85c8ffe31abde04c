using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Core.Pairing;

/// <summary>
/// How evidence stands in the store: one JSON object of short names, each a row of numbers; times in microseconds, null for what is
/// not known.
/// </summary>
public static class PlugEvidenceJson
{
    /// <summary>Grows when a name changes its meaning. Evidence of another form is forgotten: the next plug-in brings new.</summary>
    private const int Form = 1;

    public static string Write(PlugEvidence evidence)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("form", Form);
            Row(json, "heard", evidence.NewestAt?.ToMicros(), evidence.HeardAt?.ToMicros(), evidence.Lead.Ticks / TimeSpan.TicksPerMicrosecond, Flag(evidence.IsPrompt), Flag(evidence.MayHaveMissed));
            if (evidence.PlugSeenAt is { } plugSeen) Row(json, "plug", Flag(evidence.IsPlugged), plugSeen.ToMicros());
            Row(json, "in", evidence.Plug);
            Row(json, "out", evidence.Unplug);
            Row(json, "hole", evidence.Hole);
            if (evidence.ChargeSeenAt is { } chargeSeen) Row(json, "charge", Flag(evidence.IsCharging), chargeSeen.ToMicros());
            Row(json, "chargeHole", evidence.ChargeHole);
            if (evidence.Turns is { } turns) Row(json, "turns", [.. turns.SelectMany<Turn, double?>(turn => [Flag(turn.IsOn), turn.Window.After?.ToMicros(), turn.Window.By.ToMicros()])]);
            if (evidence.Power is { } power) Row(json, "power", [.. power.SelectMany<PowerSample, double?>(sample => [sample.At.ToMicros(), sample.Watts])]);
            if (evidence.Register is { } register) Row(json, "register", register.At.ToMicros(), register.Kwh);
            if (evidence.Place is { } place) Row(json, "place", place.Latitude, place.Longitude, place.At.ToMicros());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Null where it is of a form that we do not know.</summary>
    public static PlugEvidence? Read(string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        var (evidence, isKnown) = (PlugEvidence.None, false);
        var row = new List<double?>();
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name is "form")
            {
                isKnown = json.TryGetInt32(out var form) && form == Form;
                if (!isKnown) return null;
            }
            else
            {
                Fill(ref json, row);
                evidence = With(evidence, name, row);
            }
        }
        return isKnown ? evidence : null;
    }

    private static PlugEvidence With(PlugEvidence evidence, string? name, List<double?> row) => name switch
    {
        "heard" => evidence with { NewestAt = Time(row[0]), HeardAt = Time(row[1]), Lead = new TimeSpan((long)row[2]!.Value * TimeSpan.TicksPerMicrosecond), IsPrompt = row[3] == 1, MayHaveMissed = row[4] == 1 },
        "plug" => evidence with { IsPlugged = row[0] == 1, PlugSeenAt = Time(row[1]) },
        "in" => evidence with { Plug = WindowAt(row, 0) },
        "out" => evidence with { Unplug = WindowAt(row, 0) },
        "hole" => evidence with { Hole = WindowAt(row, 0) },
        "charge" => evidence with { IsCharging = row[0] == 1, ChargeSeenAt = Time(row[1]) },
        "chargeHole" => evidence with { ChargeHole = WindowAt(row, 0) },
        "turns" => evidence with { Turns = [.. Enumerable.Range(0, row.Count / 3).Select(n => new Turn(row[3 * n] == 1, WindowAt(row, 3 * n + 1)))] },
        "power" => evidence with { Power = [.. Enumerable.Range(0, row.Count / 2).Select(n => new PowerSample(Time(row[2 * n])!.Value, row[2 * n + 1]!.Value))] },
        "register" => evidence with { Register = new RegisterSample(Time(row[0])!.Value, row[1]!.Value) },
        "place" => evidence with { Place = new SeenPlace(row[0]!.Value, row[1]!.Value, Time(row[2])!.Value) },
        _ => evidence,
    };

    private static void Fill(ref Utf8JsonReader json, List<double?> row)
    {
        row.Clear();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray) row.Add(json.TokenType is JsonTokenType.Number ? json.GetDouble() : null);
    }

    private static Window WindowAt(List<double?> row, int at) => new(Time(row[at]), Time(row[at + 1])!.Value);

    // Microseconds are whole in a double until the year 2255.
    private static DateTimeOffset? Time(double? micros) => ((long?)micros).ToTime();

    private static double Flag(bool? flag) => flag is true ? 1 : 0;

    private static void Row(Utf8JsonWriter json, string name, Window? window)
    {
        if (window is { } known) Row(json, name, known.After?.ToMicros(), known.By.ToMicros());
    }

    private static void Row(Utf8JsonWriter json, string name, params ReadOnlySpan<double?> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (number is { } known) json.WriteNumberValue(known);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }
}
