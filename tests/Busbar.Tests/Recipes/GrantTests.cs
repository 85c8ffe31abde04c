using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>Renewing grants and giving them back.</summary>
public sealed class GrantTests : IDisposable
{
    private const string Token = "POST https://login.acme.example/token", Revocation = "POST https://login.acme.example/revoke";
    private readonly Bench bench = new(
        Samples.Acme.Replace("    account: account", "    revoke: https://login.acme.example/revoke\n    account: account", StringComparison.Ordinal)
        + "refresh: { replay: revokes, early: 60s, params: { client_id: \"{app.clientId}\" } }\n", Samples.App);

    [Fact]
    public async Task A_refresh_replaces_both_tokens_and_keeps_the_rest()
    {
        bench.Cloud.On(Token, """{"access_token":"AT-2","refresh_token":"RT-2","expires_in":3600}""");
        var old = Bench.Secret();
        var fresh = await Refresh(old);
        Assert.Equal(("AT-2", "RT-2", bench.Clock.GetUtcNow().AddSeconds(3540)), (fresh.AccessToken, fresh.RefreshToken, fresh.ExpiresAt));
        Assert.Equal(old.Extras, fresh.Extras);
        var form = bench.Cloud.Calls.Single().Form;
        Assert.Equal(("refresh_token", "RT-1", "busbar"), (form["grant_type"], form["refresh_token"], form["client_id"]));
        Assert.Equal(RefreshReplay.Revokes, bench.Vendor.Replay);
    }

    [Fact]
    public async Task An_answer_without_a_refresh_token_keeps_the_old_one()
    {
        bench.Cloud.On(Token, """{"access_token":"AT-2"}""");
        Assert.Equal("RT-1", (await Refresh(Bench.Secret())).RefreshToken);
    }

    [Fact]
    public async Task A_short_life_is_used_for_its_first_half_at_least()
    {
        bench.Cloud.On(Token, """{"access_token":"AT-2","expires_in":60}""");
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(30), (await Refresh(Bench.Secret())).ExpiresAt);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", VendorFaultKind.GrantLost, false)]
    [InlineData(401, """{"error":"login_required"}""", VendorFaultKind.GrantLost, false)]
    [InlineData(401, """{"error":"invalid_client"}""", VendorFaultKind.SetupIncomplete, false)]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", VendorFaultKind.Outage, false)]
    [InlineData(400, """{"error":"a b"}""", VendorFaultKind.BadAnswer, false)]
    [InlineData(401, "", VendorFaultKind.BadAnswer, false)]
    [InlineData(404, "<html>", VendorFaultKind.BadAnswer, false)]
    [InlineData(429, """{"error":"invalid_grant"}""", VendorFaultKind.OutOfBudget, false)]
    [InlineData(408, "", VendorFaultKind.Outage, true)]
    [InlineData(500, """{"error":"invalid_grant"}""", VendorFaultKind.Outage, true)]
    [InlineData(503, "", VendorFaultKind.Outage, true)]
    [InlineData(302, "", VendorFaultKind.BadAnswer, true)]
    [InlineData(200, "", VendorFaultKind.BadAnswer, true)]
    [InlineData(200, """{"access_token":null}""", VendorFaultKind.BadAnswer, true)]
    public async Task Only_the_brands_own_word_loses_a_grant(int status, string body, VendorFaultKind kind, bool mayHaveHappened)
    {
        bench.Cloud.On(Token, body, status);
        var fault = await Assert.ThrowsAsync<VendorFault>(() => Refresh(Bench.Secret()));
        Assert.Equal((kind, mayHaveHappened), (fault.Kind, fault.MayHaveHappened));
        Assert.DoesNotContain("RT-1", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    public async Task The_network_never_loses_a_grant(HttpRequestError error, bool mayHaveHappened)
    {
        bench.Cloud.On(Token, _ => throw new HttpRequestException(error));
        var fault = await Assert.ThrowsAsync<VendorFault>(() => Refresh(Bench.Secret()));
        Assert.Equal((VendorFaultKind.Outage, mayHaveHappened), (fault.Kind, fault.MayHaveHappened));
    }

    [Fact]
    public async Task A_grant_without_a_refresh_token_asks_nothing()
    {
        var fault = await Assert.ThrowsAsync<VendorFault>(() => Refresh(Bench.Secret(refresh: null)));
        Assert.Equal(VendorFaultKind.GrantLost, fault.Kind);
        Assert.Empty(bench.Cloud.Calls);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Giving_back_names_the_refresh_token(int status)
    {
        bench.Cloud.On(Revocation, "{}", status);
        await bench.Vendor.Revoke(Bench.Secret(), CancellationToken.None);
        Assert.Equal(("RT-1", "refresh_token"), (bench.Cloud.Calls.Single().Form["token"], bench.Cloud.Calls.Single().Form["token_type_hint"]));
    }

    [Fact]
    public async Task A_brand_without_an_address_for_it_takes_nothing_back()
    {
        using var other = new Bench(Samples.Acme, Samples.App);
        Assert.Equal(VendorFaultKind.NotSupported, (await Assert.ThrowsAsync<VendorFault>(() => other.Vendor.Revoke(Bench.Secret(), CancellationToken.None))).Kind);
        Assert.Empty(other.Cloud.Calls);
    }

    [Fact]
    public async Task Giving_back_without_an_answer_is_a_fault()
    {
        bench.Cloud.On(Revocation, "", 500);
        Assert.Equal(VendorFaultKind.Outage, (await Assert.ThrowsAsync<VendorFault>(() => bench.Vendor.Revoke(Bench.Secret(), CancellationToken.None))).Kind);
    }

    [Theory]
    [InlineData("basic", "form")]
    [InlineData("body", "form")]
    [InlineData("body", "json")]
    [InlineData("none", "json")]
    public async Task The_application_says_who_it_is_as_the_brand_wants_it(string clientAuth, string bodyFormat)
    {
        using var other = new Bench(Samples.Acme.Replace("    account:", $"    clientAuth: {clientAuth}\n    bodyFormat: {bodyFormat}\n    tokenParams: {{ audience: \"https://a\" }}\n    account:", StringComparison.Ordinal),
            new Dictionary<string, string> { ["clientId"] = "bus bar", ["clientSecret"] = "s:e/c" });
        other.Cloud.On(Token, """{"access_token":"AT-2"}""");
        await other.Vendor.Refresh(Bench.Secret(), CancellationToken.None);
        var call = other.Cloud.Calls.Single();
        string? Field(string name) => bodyFormat == "json" ? call.Json.TryGetProperty(name, out var value) ? value.GetString() : null : call.Form.GetValueOrDefault(name);
        Assert.Equal(clientAuth == "basic" ? "Basic " + Convert.ToBase64String("bus+bar:s%3Ae%2Fc"u8) : null, call.Headers.GetValueOrDefault("Authorization"));
        Assert.Equal(clientAuth == "basic" ? null : "bus bar", Field("client_id"));
        Assert.Equal(clientAuth == "body" ? "s:e/c" : null, Field("client_secret"));
        Assert.Equal(("RT-1", "https://a"), (Field("refresh_token"), Field("audience")));
        Assert.Equal(bodyFormat == "json" ? "application/json" : "application/x-www-form-urlencoded", call.BodyType);
        Assert.Equal("", call.Address.Query);
    }

    public void Dispose() => bench.Dispose();

    private Task<GrantSecret> Refresh(GrantSecret secret) => bench.Vendor.Refresh(secret, CancellationToken.None);
}
