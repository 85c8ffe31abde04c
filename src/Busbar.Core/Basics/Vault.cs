using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Basics;

/// <summary>Opening something failed: another key sealed it, or it was moved or changed.</summary>
public sealed class SealBroken(string message) : Exception(message);

/// <summary>
/// Seals secrets at rest with AES-256-GCM. A sealed text is <c>v1.{keyId}.{base64url(nonce, cipher, tag)}</c>; what it
/// belongs to (tenant and row) is authenticated with it, so that a row moved elsewhere does not open.
/// </summary>
public sealed class Vault(MasterKey master)
{
    private const int NonceBytes = 12, TagBytes = 16;
    private readonly byte[] wrappingKey = master.Derive("wrap");

    /// <summary>A new data key of a tenant, wrapped by the master key.</summary>
    public string NewTenantKey(Guid tenantId) => Seal(wrappingKey, master.Id, RandomNumberGenerator.GetBytes(32), $"tenant:{tenantId}");

    /// <summary>Seals a secret of a tenant; <paramref name="row"/> names the row it stands in, such as <c>grant:{id}</c>.</summary>
    public string Seal(Guid tenantId, string tenantKey, string row, string secret) =>
        Seal(Unwrap(tenantId, tenantKey), tenantId.ToString("N")[..8], Encoding.UTF8.GetBytes(secret), $"{tenantId}/{row}");

    public string Open(Guid tenantId, string tenantKey, string row, string sealedText) =>
        Encoding.UTF8.GetString(Open(Unwrap(tenantId, tenantKey), sealedText, $"{tenantId}/{row}"));

    /// <summary>Seals a secret of the installation itself, such as a brand's application secret.</summary>
    public string SealOwn(string row, string secret) => Seal(wrappingKey, master.Id, Encoding.UTF8.GetBytes(secret), "busbar/" + row);

    public string OpenOwn(string row, string sealedText) => Encoding.UTF8.GetString(Open(wrappingKey, sealedText, "busbar/" + row));

    private byte[] Unwrap(Guid tenantId, string tenantKey) => Open(wrappingKey, tenantKey, $"tenant:{tenantId}");

    private static string Seal(byte[] key, string keyId, byte[] plain, string about)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(keyId + "|" + about));
        return $"v1.{keyId}.{Secrets.Base64Url(box)}";
    }

    private static byte[] Open(byte[] key, string sealedText, string about)
    {
        var parts = sealedText.Split('.');
        if (parts is not ["v1", var keyId, var body]) throw new SealBroken("This is not a sealed text.");
        try
        {
            var box = System.Buffers.Text.Base64Url.DecodeFromChars(body);
            var plain = new byte[box.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(keyId + "|" + about));
            return plain;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException or ArgumentException)
        {
            throw new SealBroken("A sealed text does not open: it was sealed with another key, or moved or changed.");
        }
    }
}
