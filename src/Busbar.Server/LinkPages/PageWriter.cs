using System.Text;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;

namespace Busbar.Server.LinkPages;

/// <summary>
/// Renders a page to plain HTML, in the language of its session or of its browser. What it shows is encoded by Razor; no page
/// holds markup that came from outside.
/// </summary>
public sealed class PageWriter(IServiceProvider services, ILoggerFactory logs, StyleSheet sheet)
{
    /// <summary>A page of words alone; <paramref name="link"/> gives it a way back, and a way on where it is still open; so does <paramref name="guide"/>.</summary>
    public Task Notice(HttpContext context, int status, Func<LinkWords, Notice> notice, LinkView? link = null, bool offersContinue = false, GuideView? guide = null)
    {
        if (offersContinue) PageHeaders.LetFormsLeave(context.Response.Headers);
        return Show<NoticePage>(
            context, status, (nameof(NoticePage.Notice), notice(WordsFor(context, link?.Session ?? guide?.Session))), (nameof(NoticePage.Link), link),
            (nameof(NoticePage.OffersContinue), offersContinue), (nameof(NoticePage.Guide), guide));
    }

    public async Task Show<TPage>(HttpContext context, int status, params (string Name, object? Value)[] parameters) where TPage : Page
    {
        var given = parameters.ToDictionary(one => one.Name, one => one.Value);
        var (session, client) = Behind(given.Values);
        var words = given.GetValueOrDefault("Words") as LinkWords ?? WordsFor(context, session);
        given["Words"] = words;
        given["StyleUrl"] = sheet.Url;
        if (client?.Look.LogoUrl is { } logo) PageHeaders.LetPictureIn(context.Response.Headers, new Uri(logo));

        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(given))).ToHtmlString());

        var bytes = Encoding.UTF8.GetBytes(html);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentLanguage = words.Language;
        context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static LinkWords WordsFor(HttpContext context, GuidedSession? session) => LinkLanguages.Choose(session?.Language, context.Request.Headers.AcceptLanguage);

    // What a page shows tells whose it is.
    private static (GuidedSession? Session, Client? Client) Behind(IEnumerable<object?> shown)
    {
        foreach (var one in shown)
        {
            if (one is Client client) return (null, client);
            if (one is LinkView link) return (link.Session, link.Client);
            if ((one as GuideView ?? (one as GuideForm)?.Guide) is { } guide) return (guide.Session, guide.Client);
        }
        return (null, null);
    }
}
