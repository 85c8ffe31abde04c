using System.Buffers.Text;
using Busbar.Core.Basics;

namespace Busbar.Server.Storage;

/// <summary>A master key as text: 32 bytes as hex, base64 or base64url.</summary>
internal static class MasterKeyText
{
    public static string Write(byte[] key) => Convert.ToBase64String(key) + "\n";

    /// <param name="source">Where the text came from, for the message; the text itself is never told.</param>
    public static MasterKey Parse(string text, string source) => Bytes(text.Trim()) is { Length: 32 } key
        ? new MasterKey(key)
        : throw new StoreRefused($"{source} does not hold a master key: 32 bytes, written as hex, base64 or base64url. A new one comes from: openssl rand -base64 32");

    private static byte[]? Bytes(string text)
    {
        try
        {
            return text.Length == 64 ? Convert.FromHexString(text) : Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_'));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
