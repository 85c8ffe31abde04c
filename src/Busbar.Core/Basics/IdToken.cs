using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Busbar.Core.Basics;

/// <summary>
/// A secret for an address, derived from an id: the id and a MAC of it under our own key. So it can be shown again at any time,
/// and nothing in the store gives it away.
/// </summary>
/// <param name="purpose">Keeps tokens of one sort from passing for another.</param>
public sealed class IdToken(MasterKey master, string purpose)
{
    private const int IdBytes = 16, MacBytes = 20, Length = 48;
    private readonly byte[] key = master.Derive(purpose);

    public string Of(Guid id) => Secrets.Base64Url([.. id.ToByteArray(bigEndian: true), .. Mac(id)]);

    /// <summary>The id that the token is for; null where it is not one of ours.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + MacBytes];
        if (token.Length != Length || Base64Url.DecodeFromChars(token, bytes, out _, out var written) is not OperationStatus.Done || written != bytes.Length) return null;
        var id = new Guid(bytes[..IdBytes], bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(bytes[IdBytes..], Mac(id)) ? id : null;
    }

    private byte[] Mac(Guid id) => HMACSHA256.HashData(key, id.ToByteArray(bigEndian: true))[..MacBytes];
}
