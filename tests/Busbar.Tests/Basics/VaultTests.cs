using System.Security.Cryptography;
using Busbar.Core.Basics;

namespace Busbar.Tests.Basics;

public sealed class VaultTests
{
    private readonly Guid tenant = Guid.Parse("01890000-0000-7000-8000-000000000001"), other = Guid.Parse("01890000-0000-7000-8000-000000000002");
    private readonly Vault vault = new(new MasterKey(RandomNumberGenerator.GetBytes(32)));

    [Fact]
    public void What_was_sealed_opens_again_and_tells_nothing()
    {
        var key = vault.NewTenantKey(tenant);
        var sealedText = vault.Seal(tenant, key, "grant:1", "a refresh token");
        Assert.DoesNotContain("refresh", sealedText);
        Assert.NotEqual(sealedText, vault.Seal(tenant, key, "grant:1", "a refresh token"));
        Assert.Equal("a refresh token", vault.Open(tenant, key, "grant:1", sealedText));
    }

    [Fact]
    public void A_row_moved_to_another_row_or_tenant_does_not_open()
    {
        var key = vault.NewTenantKey(tenant);
        var sealedText = vault.Seal(tenant, key, "grant:1", "secret");
        Assert.Throws<SealBroken>(() => vault.Open(tenant, key, "grant:2", sealedText));
        Assert.Throws<SealBroken>(() => vault.Open(other, key, "grant:1", sealedText));
        Assert.Throws<SealBroken>(() => vault.Open(other, vault.NewTenantKey(other), "grant:1", sealedText));
    }

    [Fact]
    public void Another_master_key_opens_nothing()
    {
        var key = vault.NewTenantKey(tenant);
        var sealedText = vault.Seal(tenant, key, "grant:1", "secret");
        var stranger = new Vault(new MasterKey(RandomNumberGenerator.GetBytes(32)));
        Assert.Throws<SealBroken>(() => stranger.Open(tenant, key, "grant:1", sealedText));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1.")]
    [InlineData("v1.abc.")]
    [InlineData("v1.abc.AAAA")]
    [InlineData("v1.abc.not base64")]
    [InlineData("v2.abc.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_was_never_sealed_does_not_open(string text) => Assert.Throws<SealBroken>(() => vault.OpenOwn("x", text));

    [Fact]
    public void Every_changed_character_is_noticed()
    {
        var sealedText = vault.SealOwn("row", "secret");
        for (var i = 0; i < sealedText.Length; i++)
        {
            var changed = sealedText[..i] + (sealedText[i] == 'A' ? 'B' : 'A') + sealedText[(i + 1)..];
            // The last character of base64 carries bits that mean nothing; all others count.
            if (i < sealedText.Length - 1) Assert.Throws<SealBroken>(() => vault.OpenOwn("row", changed));
        }
    }
}
