using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Tests.LinkPages;

/// <summary>
/// A brand's own site and an application's, on a server of their own. Like real ones it sends the browser on to yet another
/// origin before it asks, and back without asking where the owner agreed before.
/// </summary>
public sealed class BrandSite : IAsyncDisposable
{
    private readonly WebApplication site;

    private BrandSite(WebApplication site) => this.site = site;

    public string Address => site.Urls.Single();

    /// <summary>The same server under another name: to a browser another origin.</summary>
    public string Elsewhere => Address.Replace("127.0.0.1", "localhost");

    /// <summary>Where the application wants its owners back.</summary>
    public string Application => Elsewhere + "/app/done";

    public bool AgreedBefore { get; set; }

    public static async Task<BrandSite> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var brand = new BrandSite(builder.Build());
        brand.site.MapGet("/authorize", (HttpRequest request, string redirect_uri, string state) =>
            brand.AgreedBefore ? Results.Redirect($"{redirect_uri}?code=anna&state={state}") : Results.Redirect(brand.Elsewhere + "/consent" + request.QueryString));
        brand.site.MapGet("/consent", (string redirect_uri, string state) => Html($"""
            <h1>Volta Motors</h1>
            <form action="/answer"><input type=hidden name=back value="{redirect_uri}"><input type=hidden name=state value="{state}">
            <button name=code value=anna>Agree</button> <button name=error value=access_denied>Deny</button></form>
            """));
        brand.site.MapGet("/answer", (string back, string state, string? code, string? error) =>
            Results.Redirect($"{back}?state={state}&{(error is null ? "code=" + code : "error=" + error)}"));
        brand.site.MapGet("/app/done", (HttpRequest request) => Html($"<h1>Welcome back</h1><p id=referrer>{request.Headers.Referer}</p>"));
        await brand.site.StartAsync();
        return brand;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static IResult Html(string body) => Results.Content($"<!DOCTYPE html><html lang=en><title>Volta</title>{body}</html>", "text/html");
}
