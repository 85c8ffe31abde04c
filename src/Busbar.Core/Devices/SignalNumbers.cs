using System.Text;
using System.Text.Json;

namespace Busbar.Core.Devices;

/// <summary>
/// The numbers of stored readings, for those who read thousands: no dictionary for each, and its memory is used again and again, so
/// what it returns is good until the next call.
/// </summary>
internal sealed class SignalNumbers
{
    private readonly List<(Signal, double)> numbers = [];
    private byte[] utf8 = new byte[4096];

    public IReadOnlyList<(Signal Signal, double Value)> Of(string stored)
    {
        numbers.Clear();
        var most = Encoding.UTF8.GetMaxByteCount(stored.Length);
        if (utf8.Length < most) utf8 = new byte[most];
        var json = new Utf8JsonReader(utf8.AsSpan(0, Encoding.UTF8.GetBytes(stored, utf8)));

        var signal = default(Signal);
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.PropertyName) signal = SignalJson.SignalIn(ref json);
            else if (json.TokenType is JsonTokenType.Number) numbers.Add((signal, json.GetDouble()));
        }
        return numbers;
    }
}
