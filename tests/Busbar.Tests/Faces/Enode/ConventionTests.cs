using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>What holds for every operation.</summary>
public sealed class ConventionTests
{
    [Fact]
    public async Task A_token_is_had_as_real_clients_ask_for_it()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var (client, secret) = await house.NewClient();
        var basic = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{client.ClientId}:{secret}"));
        var grant = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        var asked = new (HttpContent Body, string? Authorization)[]
        {
            (new FormUrlEncodedContent(grant), basic),
            (new FormUrlEncodedContent(new Dictionary<string, string>(grant) { ["client_id"] = client.ClientId, ["client_secret"] = secret }), null),
            (new MultipartFormDataContent { { new StringContent("client_credentials"), "grant_type" } }, basic),
        };
        foreach (var (body, authorization) in asked)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/enode/oauth2/token") { Content = body };
            if (authorization is not null) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
            using var answer = await house.Http.SendAsync(request);
            var token = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.IsSuccessStatusCode, token.ToString());
            Assert.Equal((3_599, "", "bearer"), (token.GetProperty("expires_in").GetInt32(), token.GetProperty("scope").GetString(), token.GetProperty("token_type").GetString()));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
            using var http = new HttpClient { BaseAddress = house.Url, DefaultRequestHeaders = { Authorization = new("Bearer", token.GetProperty("access_token").GetString()) } };
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/enode/vehicles")).StatusCode);
        }
        using var refused = await house.Http.PostAsync("/enode/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>(grant) { ["client_id"] = client.ClientId, ["client_secret"] = "wrong" }));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("\"error\":\"invalid_client\"", await refused.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("2024-10-01", 200)]
    [InlineData("2024-01-01", 400)]
    [InlineData("latest", 400)]
    [InlineData("", 400)]
    public async Task The_version_is_the_one_that_there_is(string? version, int status)
    {
        await using var house = await ConnectHouse.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/enode/vehicles");
        if (version is not null) request.Headers.TryAddWithoutValidation("Enode-Version", version);
        using var answer = await house.Http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 400) Assert.StartsWith("Enode-Version: ", JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Ready_needs_no_token()
    {
        await using var house = await House.Open(Engine.Sqlite);
        using var answer = await house.Http.GetAsync("/enode/health/ready");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>Some clients announce JSON wherever they go.</summary>
    [Theory]
    [InlineData("GET", "/enode/vehicles", 200)]
    [InlineData("POST", "/enode/vehicles/0199f3a2-0000-7000-8000-000000000001/refresh-hint", 404)]
    [InlineData("DELETE", "/enode/locations/0199f3a2-0000-7000-8000-000000000001", 404)]
    public async Task A_content_type_without_a_body_does_no_harm(string method, string path, int status)
    {
        await using var house = await ConnectHouse.Open();
        foreach (var body in new[] { "", "{}" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            Assert.Equal(status, (int)(await house.Http.SendAsync(request)).StatusCode);
        }
    }
}
