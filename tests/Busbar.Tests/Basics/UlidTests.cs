using Busbar.Core.Basics;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Basics;

public sealed class UlidTests
{
    private static readonly Arbitrary<Guid> anyBits = Gen.Choose(0, 255).ArrayOf(16).Select(bytes => new Guid([.. bytes.Select(one => (byte)one)], bigEndian: true)).ToArbitrary();

    [Fact]
    public void Any_128_bits_come_back_and_in_small_letters_too() => Prop.ForAll(anyBits, id =>
        Ulid.Of(id) is { Length: Ulid.Length } text && Ulid.Read(text) == id && Ulid.Read(text.ToLowerInvariant()) == id).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_sort_as_their_ids_do() => Prop.ForAll(anyBits, anyBits, (one, other) =>
        Math.Sign(string.CompareOrdinal(Ulid.Of(one), Ulid.Of(other))) == Math.Sign(string.CompareOrdinal(one.ToString(), other.ToString()))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "00000000000000000000000000")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("00000000-0000-0000-0000-000000000020", "00000000000000000000000010")]
    public void Is_spelled_from_the_highest_bit_on(string id, string text)
    {
        Assert.Equal(text, Ulid.Of(Guid.Parse(id)));
        Assert.Equal(Guid.Parse(id), Ulid.Read(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000")]
    [InlineData("000000000000000000000000000")]
    [InlineData("80000000000000000000000000")]
    [InlineData("0000000000000000000000000I")]
    [InlineData("0000000000000000000000000L")]
    [InlineData("0000000000000000000000000O")]
    [InlineData("0000000000000000000000000U")]
    [InlineData("0000000000000000000000000-")]
    [InlineData("0000000000000000000000000ſ")]
    public void What_spells_no_id_is_refused(string text) => Assert.Null(Ulid.Read(text));
}
