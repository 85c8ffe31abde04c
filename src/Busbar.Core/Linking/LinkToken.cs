using Busbar.Core.Basics;

namespace Busbar.Core.Linking;

/// <summary>
/// The token in a link's address, <c>/link/{token}</c>. It is derived, not stored: the link's id and a MAC of it under our own
/// key. So it can be shown again for as long as the link is open, and nothing in the store gives it away.
/// </summary>
public sealed class LinkToken(MasterKey master)
{
    private const int MacBytes = 20;
    private readonly byte[] key = master.Derive("link-token");

    public string Of(Guid linkId) => Secrets.Base64Url([.. linkId.ToByteArray(bigEndian: true), .. Mac(linkId)]);

    /// <summary>The link that the token is for; null where it is not one of ours.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[16 + MacBytes];
        if (token.Length != 48 || System.Buffers.Text.Base64Url.DecodeFromChars(token, bytes, out _, out var written) is not System.Buffers.OperationStatus.Done || written != bytes.Length) return null;
        var id = new Guid(bytes[..16], bigEndian: true);
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(bytes[16..], Mac(id)) ? id : null;
    }

    private byte[] Mac(Guid linkId) => System.Security.Cryptography.HMACSHA256.HashData(key, linkId.ToByteArray(bigEndian: true))[..MacBytes];
}
