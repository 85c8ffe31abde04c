using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Events;

/// <summary>Signatures as the Standard Webhooks specification has them: HMAC-SHA256 over id, time and body.</summary>
public static class StandardWebhooks
{
    private const string Prefix = "whsec_";

    public static IEnumerable<(string Name, string Value)> Headers(Guid deliveryId, string key, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{deliveryId}.{seconds}."), .. body];
        return [("webhook-id", deliveryId.ToString()), ("webhook-timestamp", seconds), ("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(key), signed)))];
    }

    // A key in the specification's own spelling is base64; another is taken as it is.
    private static byte[] Key(string key)
    {
        var bytes = new byte[key.Length];
        return key.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(key[Prefix.Length..], bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(key);
    }
}
