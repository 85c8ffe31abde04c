using System.Security.Cryptography;

namespace Busbar.Core.Basics;

/// <summary>An id for what is known by its key: the same wherever and whenever it is computed. A name-based UUID, version 8.</summary>
public static class NamedId
{
    public static Guid Of(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
