using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Basics;

/// <summary>The installation's one key. Everything else is derived from it or wrapped by it.</summary>
public sealed class MasterKey
{
    private readonly byte[] key;

    public MasterKey(byte[] key)
    {
        if (key.Length != 32) throw new ArgumentException("A master key is 32 bytes.", nameof(key));
        this.key = key;
        Id = Secrets.Base64Url(Derive("key-id").AsSpan(0, 6));
    }

    /// <summary>Names the key without telling it; stands in everything that it seals.</summary>
    public string Id { get; }

    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("busbar/" + purpose));
}
