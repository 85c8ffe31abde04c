using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Busbar.Tests.Ground;

public sealed class BrowserTests
{
    [BrowserFact]
    public async Task It_follows_forms_and_keeps_cookies_apart()
    {
        await using var site = Site();
        await site.StartAsync();
        var address = site.Urls.Single();

        await using var anna = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await anna.Page.GotoAsync(address);
        await anna.Page.GetByLabel("Name").FillAsync("Anna");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await Assertions.Expect(anna.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Hello Anna");

        await using var stranger = await Browser.Open();
        await stranger.Page.GotoAsync(address);
        await Assertions.Expect(stranger.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Who is there?");
    }

    private static WebApplication Site()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", (HttpRequest request) => Results.Content(
            request.Cookies["name"] is { } name
                ? $"<h1>Hello {name}</h1>"
                : "<h1>Who is there?</h1><form method=post><label>Name <input name=name></label><button>Enter</button></form>",
            "text/html"));
        site.MapPost("/", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            http.Response.Cookies.Append("name", form["name"].ToString());
            return Results.Redirect("/");
        });
        return site;
    }
}
