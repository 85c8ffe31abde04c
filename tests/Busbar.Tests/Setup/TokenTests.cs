using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Setup;

public sealed class TokenTests
{
    private static readonly Action<IServiceCollection> NoBrands = services => services.AddSingleton<IVendors>(new OneVendor());

    [Theory, OnSqlite, OnPostgres]
    public async Task A_client_signs_in_by_form_by_Basic_and_by_the_older_body(Engine engine)
    {
        await using var house = await House.Open(engine, NoBrands);
        var client = await house.NewClient();
        string[] tokens =
        [
            await Token(await house.Http.PostAsync("/oauth2/token", Form(("grant_type", "client_credentials"), ("client_id", client.Client.ClientId), ("client_secret", client.Secret), ("scope", "esp")))),
            await Token(await house.Http.SendAsync(Basic(client.Client.ClientId, client.Secret))),
            await Token(await house.Http.PostAsync("/connect/v1/authentication", Json(new { clientId = client.Client.ClientId, clientSecret = client.Secret }))),
        ];
        Assert.All(tokens, token => Assert.Equal(new AccessToken(client.Client.Id, DateTimeOffset.FromUnixTimeSeconds(house.Clock.GetUtcNow().ToUnixTimeSeconds() + 3600), null), house.Get<Tokens>().Read(token)));
        house.Clock.Advance(TimeSpan.FromSeconds(3601));
        Assert.All(tokens, token => Assert.Null(house.Get<Tokens>().Read(token)));
    }

    [Theory]
    [InlineData("", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials", 400, "invalid_request")]
    [InlineData("grant_type=password&client_id={id}&client_secret={secret}", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_id={id}", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret=", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials&client_id={id}&client_secret={secret}", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_id={id}&client_secret={secret}", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=nobody&client_secret={secret}", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret={secret}x", 401, "invalid_client")]
    public async Task Everything_else_is_refused_by_name(string body, int status, string error)
    {
        await using var house = await House.Open(Engine.Sqlite, NoBrands);
        var client = await house.NewClient();
        var answer = await house.Http.PostAsync("/oauth2/token", new StringContent(
            body.Replace("{id}", client.Client.ClientId).Replace("{secret}", client.Secret), Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal((status, error), ((int)answer.StatusCode, await Member(answer, "error")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.Count == 1);
    }

    [Fact]
    public async Task Both_ways_at_once_or_another_body_is_refused()
    {
        await using var house = await House.Open(Engine.Sqlite, NoBrands);
        var client = await house.NewClient();
        var both = Basic(client.Client.ClientId, client.Secret);
        both.Content = Form(("grant_type", "client_credentials"), ("client_id", client.Client.ClientId), ("client_secret", client.Secret));
        Assert.Equal(HttpStatusCode.BadRequest, (await house.Http.SendAsync(both)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await house.Http.PostAsync("/oauth2/token", Json(new { grant_type = "client_credentials" }))).StatusCode);
        foreach (var body in new[] { "", "{", "[]", """{"clientId":1,"clientSecret":2}""", """{"clientId":"a"}""" })
            Assert.Equal(HttpStatusCode.BadRequest, (await house.Http.PostAsync("/connect/v1/authentication", new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revoked_client_is_out_within_a_second(Engine engine)
    {
        await using var house = await House.Open(engine, NoBrands);
        var client = await house.NewClient();
        var (_, token) = await house.SignIn(client);
        Assert.Equal(client.Client.Id, await Caller(house, token));
        Assert.True(await house.Get<RevokeClient>().Revoke(client.Client.ClientId));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Caller(house, token));
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Http.SendAsync(Basic(client.Client.ClientId, client.Secret))).StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_changed_anywhere_is_refused()
    {
        await using var house = await House.Open(Engine.Sqlite, NoBrands);
        var token = house.Get<Tokens>().Issue(Guid.Parse("01890000-0000-7000-8000-000000000001"), TimeSpan.FromHours(1));
        Assert.NotNull(house.Get<Tokens>().Read(token));
        for (var i = 0; i < token.Length; i++)
            for (var bit = 0; bit < 7; bit++)
                Assert.Null(house.Get<Tokens>().Read(token[..i] + (char)(token[i] ^ (1 << bit)) + token[(i + 1)..]));
        foreach (var forged in Forgeries(token)) Assert.Null(house.Get<Tokens>().Read(forged));
    }

    private static IEnumerable<string> Forgeries(string token)
    {
        var payload = token.Split('.')[1];
        foreach (var header in new[] { """{"alg":"none","typ":"JWT"}""", """{"alg":"none"}""", """{"alg":"HS384","typ":"JWT"}""", """{"alg":"RS256","typ":"JWT"}""", """{"typ":"JWT","alg":"HS256"}""", """{"alg":"HS256","typ":"JWT","kid":"../../x"}""" })
            foreach (var signature in new[] { "", token.Split('.')[2] })
                yield return $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(header)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.{payload}.{signature}";
        foreach (var odd in new[] { "", ".", "..", "...", token + ".", token + "=", "." + token, token[..^1], token.Replace('.', ' '), new string('a', 5000) }) yield return odd;
    }

    private static async Task<Guid?> Caller(House house, string token)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.Authorization = "Bearer " + token;
        var found = await house.Get<Identity>().Find(context);
        return found.Ok(out var client, out _) ? client.Id : null;
    }

    private static HttpRequestMessage Basic(string id, string secret) => new(HttpMethod.Post, "/oauth2/token")
    {
        Content = Form(("grant_type", "client_credentials")),
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))) },
    };

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static Task<string> Token(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Member(answer, "access_token");
    }

    private static async Task<string> Member(HttpResponseMessage answer, string name) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty(name).GetString()!;
}
