using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Smoke;

/// <summary>The real process, as an operator runs it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_first_start_links_the_demo_household_and_commands_work_beside_it()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(folder.Path);
        using var http = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz/ready")).StatusCode);
        await server.Says("household");

        // The first GET returns a household that is linked and live.
        var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "credentials.json"))).RootElement;
        Assert.EndsWith("/connect", credentials.GetProperty("connectUrl").GetString());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(http, credentials.GetProperty("clientId").GetString()!, credentials.GetProperty("clientSecret").GetString()!));
        var entities = JsonDocument.Parse(await http.GetStringAsync("/connect/v1/entities")).RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(
            ["Battery", "ChargePoint", "EV", "HeatPump", "Inverter", "Meter", "RetrofitMeter", "SolarPlant"],
            entities.Select(entity => entity.GetProperty("type").GetString()!).Order());

        // Commands of the same binary, while the server holds the folder.
        var added = await ServerProcess.Run(folder.Path, "clients", "add", "--name", "Beside", "--client-id", "beside");
        Assert.Equal(0, added.Exit);
        var secret = added.Text.Split('\n').Single(line => line.StartsWith("client secret", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];
        var token = await Token(http, "beside", secret);
        Assert.Contains("beside", (await ServerProcess.Run(folder.Path, "clients", "list")).Text);
        Assert.Equal(0, (await ServerProcess.Run(folder.Path, "clients", "revoke", "beside")).Exit);
        Assert.Equal(2, (await ServerProcess.Run(folder.Path, "clients", "revoke", "beside")).Exit);
        http.DefaultRequestHeaders.Authorization = null;
        Assert.Null(await Token(http, "beside", secret));
        Assert.NotEmpty(token!);

        // A second server on the same folder is refused and told why.
        var second = await ServerProcess.Run(folder.Path, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, second.Exit);
        Assert.Contains(folder.Path, second.Text);

        foreach (var file in new[] { "master.key", "credentials.json" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, file)));
        Assert.DoesNotContain(server.Output, line => line.Contains(secret) || line.Contains(credentials.GetProperty("clientSecret").GetString()!));
    }

    [Theory]
    [InlineData("--colour red", "no option '--colour'")]
    [InlineData("--urls", "--urls needs a value")]
    [InlineData("--urls nonsense", "not an address")]
    [InlineData("brands check /nowhere.yaml", "no file /nowhere.yaml")]
    public async Task A_mistake_is_named_and_ends_the_process(string words, string named)
    {
        using var folder = new TempFolder();
        var (exit, text) = await ServerProcess.Run(folder.Path, words.Split(' '));
        Assert.NotEqual(0, exit);
        Assert.Contains(named, text);
    }

    private static async Task<string?> Token(HttpClient http, string id, string secret)
    {
        var answer = await http.PostAsync("/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret }));
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString() : null;
    }
}
