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
        var values = new Dictionary<Signal, Value>();
        Each(text, (signal, ref json) => values.Add(signal, ReadValue(ref json)));
        return values;
    }

    public static Dictionary<Signal, Known> ReadState(string text)
    {
        var state = new Dictionary<Signal, Known>();
        Each(text, (signal, ref json) => state.Add(signal, ReadKnown(ref json)));
        return state;
    }

    /// <summary>The signal whose name the reader is at.</summary>
    public static Signal SignalIn(ref Utf8JsonReader json) => NameIn(ref json, signals);

    private delegate void Member(Signal signal, ref Utf8JsonReader json);

    // Token by token, and names without a string of their own: every reading of every device comes through here.
    private static void Each(string text, Member member)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var signal = SignalIn(ref json);
            json.Read();
            member(signal, ref json);
        }
    }

    private static Known ReadKnown(ref Utf8JsonReader json)
    {
        var (value, measured, heard, source) = (default(Value), 0L, 0L, default(FactSource));
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var part = json.ValueSpan[0];
            json.Read();
            switch (part)
            {
                case (byte)'v': value = ReadValue(ref json); break;
                case (byte)'m': measured = json.GetInt64(); break;
                case (byte)'h': heard = json.GetInt64(); break;
                case (byte)'s': source = NameIn(ref json, sources); break;
            }
        }
        return new Known(value, measured.ToTime(), heard.ToTime(), source);
    }

    private static T NameIn<T>(ref Utf8JsonReader json, Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> known)
    {
        Span<char> name = stackalloc char[64];
        return known[name[..json.CopyString(name)]];
    }

    private static readonly Dictionary<string, Signal>.AlternateLookup<ReadOnlySpan<char>> signals = Names<Signal>();
    private static readonly Dictionary<string, FactSource>.AlternateLookup<ReadOnlySpan<char>> sources = Names<FactSource>();

    private static Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> Names<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => value.ToString()).GetAlternateLookup<ReadOnlySpan<char>>();

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

    private static Value ReadValue(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => json.GetString()!,
        _ => json.GetDouble(),
    };
}
