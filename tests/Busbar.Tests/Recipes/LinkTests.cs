using System.Security.Cryptography;
using System.Text;
using System.Web;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>The code flow: what is asked, what is checked, how it ends.</summary>
public sealed class LinkTests : IDisposable
{
    private const string Token = "POST https://login.acme.example/token";
    private readonly Bench bench = new(
        Samples.Acme.Replace("    account: account", "    scopes: [read, offline_access]\n    iss: https://login.acme.example\n    authorizeParams: { login_hint: \"{input.identifier}\", kind: \"{kind}\" }\n    account: account", StringComparison.Ordinal)
            .Replace("EV: { consent: Redirect }", "EV: { consent: Redirect, inputs: [{ name: identifier }] }", StringComparison.Ordinal), Samples.App);

    [Fact]
    public async Task The_browser_goes_with_state_challenge_and_hint_and_without_secrets()
    {
        var step = await Start(("identifier", "VIN & 1"));
        var query = HttpUtility.ParseQueryString(new Uri(step.Url).Query);
        Assert.StartsWith("https://login.acme.example/authorize?", step.Url, StringComparison.Ordinal);
        Assert.Equal(("code", "busbar", "https://busbar.example/callback/x", "state-1", "read offline_access"),
            (query["response_type"], query["client_id"], query["redirect_uri"], query["state"], query["scope"]));
        Assert.Equal(("VIN & 1", "EV"), (query["login_hint"], query["kind"]));
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(43, step.Secret!.Length);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(step.Secret))).TrimEnd('=').Replace('+', '-').Replace('/', '_'), query["code_challenge"]);
        Assert.DoesNotContain("very-secret", step.Url, StringComparison.Ordinal);
        Assert.NotEqual(step.Secret, (await Start()).Secret);
    }

    [Fact]
    public async Task A_hint_that_was_not_given_is_left_out() =>
        Assert.DoesNotContain("login_hint", (await Start()).Url, StringComparison.Ordinal);

    [Fact]
    public async Task The_code_becomes_a_grant_with_its_devices()
    {
        bench.Cloud.On(Token, """{"access_token":"AT-9","refresh_token":"RT-9","token_type":"bearer","expires_in":3600,"account":"owner-7"}""")
            .On("GET https://api.acme.example/cars", """{"cars":[{"id":"c-1"},{"id":2},{"name":"no id"}]}""");
        var step = await Start();
        var linked = Assert.IsType<LinkStep.Linked>(await Return(step.Secret, ("code", "c/1"), ("iss", "https://login.acme.example")));
        Assert.Equal("owner-7", linked.Account);
        Assert.Equal(["c-1", "2"], linked.Devices.Select(device => device.VendorId));
        Assert.Equal(("AT-9", "RT-9", bench.Clock.GetUtcNow().AddHours(1)), (linked.Secret.AccessToken, linked.Secret.RefreshToken, linked.Secret.ExpiresAt));
        var (ask, list) = (bench.Cloud.Calls[0], bench.Cloud.Calls[1]);
        Assert.Equal(("authorization_code", "c/1", "https://busbar.example/callback/x", step.Secret), (ask.Form["grant_type"], ask.Form["code"], ask.Form["redirect_uri"], ask.Form["code_verifier"]));
        Assert.Equal("Basic " + Convert.ToBase64String("busbar:very-secret"u8), ask.Headers["Authorization"]);
        Assert.False(ask.Form.ContainsKey("client_secret"));
        Assert.Equal("Bearer AT-9", list.Headers["Authorization"]);
        bench.Cloud.AllAsked();
    }

    [Theory]
    [InlineData("error=access_denied&iss=https://login.acme.example", LinkFailure.Denied)]
    [InlineData("error=temporarily_unavailable", LinkFailure.BrandUnavailable)]
    [InlineData("error=invalid_scope", LinkFailure.RefusedByBrand)]
    [InlineData("error=<script>", LinkFailure.RefusedByBrand)]
    [InlineData("code=", LinkFailure.RefusedByBrand)]
    [InlineData("nothing=1", LinkFailure.RefusedByBrand)]
    [InlineData("code=c-1&iss=https://evil.example", LinkFailure.RefusedByBrand)]
    [InlineData("code=c-1&iss=https://login.acme.example/", LinkFailure.RefusedByBrand)]
    [InlineData("error=access_denied&iss=https://evil.example", LinkFailure.RefusedByBrand)]
    public async Task What_comes_back_without_a_good_code_asks_nothing_more(string query, LinkFailure failure)
    {
        var values = query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1])).ToArray();
        var failed = Assert.IsType<LinkStep.Failed>(await Return("verifier", values));
        Assert.Equal(failure, failed.Failure);
        Assert.DoesNotContain('<', failed.Message);
        Assert.Empty(bench.Cloud.Calls);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", LinkFailure.RefusedByBrand)]
    [InlineData(401, """{"error":"invalid_client"}""", LinkFailure.RefusedByBrand)]
    [InlineData(403, "forbidden", LinkFailure.BrandUnavailable)]
    [InlineData(500, "{}", LinkFailure.BrandUnavailable)]
    [InlineData(302, "", LinkFailure.BrandUnavailable)]
    [InlineData(200, "not json", LinkFailure.BrandUnavailable)]
    [InlineData(200, "[]", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a"}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":""}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":7}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":"a\r\nX: y"}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":"a","token_type":"mac"}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":"a","refresh_token":[]}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":"a","expires_in":-1}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"account":"a","access_token":"a","expires_in":"soon"}""", LinkFailure.BrandUnavailable)]
    [InlineData(200, """{"access_token":"a"}""", LinkFailure.BrandUnavailable)]
    public async Task A_token_answer_that_is_none_ends_the_link(int status, string body, LinkFailure failure)
    {
        bench.Cloud.On(Token, body, status);
        Assert.Equal(failure, Assert.IsType<LinkStep.Failed>(await Return("verifier", ("code", "c-1"))).Failure);
    }

    [Theory]
    [InlineData("\"expires_in\":86400.0", 86400)]
    [InlineData("\"expires_in\":\"3600\"", 3600)]
    [InlineData("\"expires_in\":null", null)]
    [InlineData("\"scope\":\"x\"", null)]
    public async Task Lifetimes_as_brands_write_them(string field, int? seconds)
    {
        bench.Cloud.On(Token, $$"""{"access_token":"a","account":"o",{{field}}}""").On("GET https://api.acme.example/cars", "{}");
        var linked = Assert.IsType<LinkStep.Linked>(await Return("verifier", ("code", "c-1")));
        Assert.Equal(seconds is { } count ? bench.Clock.GetUtcNow().AddSeconds(count) : null, linked.Secret.ExpiresAt);
        Assert.Null(linked.Secret.RefreshToken);
    }

    [Fact]
    public async Task A_device_list_in_trouble_ends_the_link_without_an_exception()
    {
        bench.Cloud.On(Token, """{"access_token":"AT-9","account":"owner-7"}""").On("GET https://api.acme.example/cars", "{}", 500);
        Assert.Equal(LinkFailure.BrandUnavailable, Assert.IsType<LinkStep.Failed>(await Return("verifier", ("code", "c-1"))).Failure);
    }

    [Fact]
    public async Task A_brand_that_is_not_set_up_says_so()
    {
        using var bare = new Bench(Samples.Acme);
        var failed = Assert.IsType<LinkStep.Failed>(await bare.Vendor.Start(Bench.Link(DeviceKind.EV, "s"), CancellationToken.None));
        Assert.Contains("not set up", failed.Message, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();

    private async Task<LinkStep.Redirect> Start(params (string, string)[] inputs) =>
        Assert.IsType<LinkStep.Redirect>(await bench.Vendor.Start(Bench.Link(DeviceKind.EV, "state-1", inputs), CancellationToken.None));

    private Task<LinkStep> Return(string? secret, params (string Name, string Value)[] query) =>
        bench.Vendor.Return(Bench.Link(DeviceKind.EV, null), new LinkReturn(query.ToDictionary(q => q.Name, q => q.Value)), secret, CancellationToken.None);
}
