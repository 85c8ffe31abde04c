using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Devices;

/// <summary>How signals stand in the store: one JSON object by signal name.</summary>
internal static class SignalJson
{
    /// <summary>A reading: <c>{"Power":7200,"IsCharging":true}</c>.</summary>
    public static string Write(IReadOnlyDictionary<Signal, Value> signals) => Write(json =>
    {
        foreach (var (signal, value) in signals.OrderBy(s => s.Key)) WriteValue(json, signal.ToString(), signal, value);
    });

    /// <summary>A state: <c>{"Power":{"v":7200,"m":…,"h":…,"s":"Poll"}}</c>, times in microseconds.</summary>
    public static string Write(IReadOnlyDictionary<Signal, Known> signals) => Write(json =>
    {
        foreach (var (signal, known) in signals.OrderBy(s => s.Key))
        {
            json.WriteStartObject(signal.ToString());
            WriteValue(json, "v", signal, known.Value);
            json.WriteNumber("m", known.MeasuredAt.ToMicros());
            json.WriteNumber("h", known.HeardAt.ToMicros());
            json.WriteString("s", known.Source.ToString());
            json.WriteEndObject();
        }
    });

    public static Dictionary<Signal, Value> ReadValues(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.EnumerateObject().ToDictionary(p => Enum.Parse<Signal>(p.Name), p => ReadValue(p.Value));
    }

    public static Dictionary<Signal, Known> ReadState(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.EnumerateObject().ToDictionary(
            p => Enum.Parse<Signal>(p.Name),
            p => new Known(
                ReadValue(p.Value.GetProperty("v")),
                p.Value.GetProperty("m").GetInt64().ToTime(),
                p.Value.GetProperty("h").GetInt64().ToTime(),
                Enum.Parse<FactSource>(p.Value.GetProperty("s").GetString()!)));
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, Signal signal, Value value)
    {
        switch (signal.Meaning().Type)
        {
            case SignalType.Number: json.WriteNumber(name, value.Number); break;
            case SignalType.Flag: json.WriteBoolean(name, value.Flag); break;
            case SignalType.Text: json.WriteString(name, value.Text); break;
        }
    }

    private static Value ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString()!,
        _ => throw new FormatException($"A stored signal is {value.ValueKind}."),
    };
}
