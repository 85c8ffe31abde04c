using System.Buffers.Binary;

namespace Busbar.Core.Basics;

/// <summary>
/// The other spelling of an id: its 128 bits as 26 characters of Crockford's base32, as ULIDs are written
/// (https://github.com/ulid/spec). Any 128 bits have exactly one such text, whatever version of UUID they are.
/// </summary>
public static class Ulid
{
    public const int Length = 26;
    private const int BitsEach = 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid id) => string.Create(Length, Bits(id), (text, bits) =>
    {
        for (var i = Length - 1; i >= 0; i--, bits >>= BitsEach) text[i] = Alphabet[(int)(bits & 31)];
    });

    /// <summary>
    /// The id that the text spells, in capitals or not; null where it spells none. The letters that the alphabet leaves out are
    /// no other way to write 1 and 0, and 26 characters could hold two bits too many: such texts are refused.
    /// </summary>
    public static Guid? Read(string text)
    {
        if (text.Length != Length || text[0] is < '0' or > '7') return null;
        UInt128 bits = 0;
        foreach (var letter in text)
        {
            var value = char.IsAscii(letter) ? Alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal) : -1;
            if (value < 0) return null;
            bits = bits << BitsEach | (uint)value;
        }
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return new Guid(bytes, bigEndian: true);
    }

    private static UInt128 Bits(Guid id) => BinaryPrimitives.ReadUInt128BigEndian(id.ToByteArray(bigEndian: true));
}
