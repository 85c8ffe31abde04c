using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Busbar.Core.Events;

/// <summary>Signatures as the Standard Webhooks specification has them: HMAC-SHA256 over id, time and body. Svix's are the same under names of their own.</summary>
public static class StandardWebhooks
{
    private const string KeyPrefix = "whsec_", Standard = "webhook", Svix = "svix";

    /// <summary>A new key in the specification's spelling: 192 random bits.</summary>
    public static string NewKey() => KeyPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));

    /// <param name="keys">Those that count: a receiver may know any one of them.</param>
    public static IEnumerable<(string Name, string Value)> Headers(Guid id, IReadOnlyList<string> keys, DateTimeOffset now, ReadOnlySpan<byte> body) => Signed(Standard, id, keys, now, body);

    /// <param name="eventType">What is told, in the dialect's words.</param>
    public static IEnumerable<(string Name, string Value)> SvixHeaders(Guid id, IReadOnlyList<string> keys, DateTimeOffset now, ReadOnlySpan<byte> body, string? eventType)
    {
        var signed = Signed(Svix, id, keys, now, body);
        return eventType is null ? signed : [.. signed, ($"{Svix}-event-type", eventType)];
    }

    /// <summary>Whether a header, in small letters, is one of those.</summary>
    public static bool Uses(string header) => header.StartsWith(Standard + "-", StringComparison.Ordinal) || header.StartsWith(Svix + "-", StringComparison.Ordinal);

    /// <summary>What an event is called in the envelope that the specification recommends; null where the body has no such name.</summary>
    public static string? TypeOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        var json = document.RootElement;
        return json.ValueKind is JsonValueKind.Object && json.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String ? type.GetString() : null;
    }

    private static IEnumerable<(string Name, string Value)> Signed(string prefix, Guid id, IReadOnlyList<string> keys, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body];
        var signatures = keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Bytes(key), signed)));
        return [($"{prefix}-id", id.ToString()), ($"{prefix}-timestamp", seconds), ($"{prefix}-signature", string.Join(' ', signatures))];
    }

    // A key in the specification's own spelling is base64; another is taken as it is.
    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length];
        return key.StartsWith(KeyPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(key[KeyPrefix.Length..], bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(key);
    }
}
