using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Basics;

/// <summary>Random secrets of ours, and what the store keeps of them.</summary>
public sealed class Secrets(MasterKey master)
{
    private readonly byte[] hashKey = master.Derive("secret-hash");

    /// <summary>A new secret: 192 random bits, safe in URLs, headers and chargers' settings pages.</summary>
    public static string New() => Base64Url(RandomNumberGenerator.GetBytes(24));

    /// <summary>What the store keeps. A keyed SHA-256 is enough: the secret is random, and a slow hash would cap a reconnect storm.</summary>
    public string Hash(string secret) => Base64Url(HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(secret)));

    public bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));

    public static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
