using System.Text;
using Busbar.Server.LinkPages.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Busbar.Server.LinkPages;

/// <summary>Renders a page to plain HTML. What it shows is encoded by Razor; no page holds markup that came from outside.</summary>
public sealed class PageWriter(IServiceProvider services, ILoggerFactory logs, StyleSheet sheet)
{
    /// <summary>One language so far; a second is chosen here.</summary>
    private static readonly LinkWords Words = LinkWords.English;

    /// <summary>A page of words alone; <paramref name="link"/> gives it a way back, and a way on where it is still open; so does <paramref name="guide"/>.</summary>
    public Task Notice(HttpContext context, int status, Func<LinkWords, Notice> notice, LinkView? link = null, bool offersContinue = false, GuideView? guide = null)
    {
        if (offersContinue) PageHeaders.LetFormsLeave(context.Response.Headers);
        return Show<NoticePage>(
            context, status, (nameof(NoticePage.Notice), notice(Words)), (nameof(NoticePage.Link), link), (nameof(NoticePage.OffersContinue), offersContinue),
            (nameof(NoticePage.Guide), guide));
    }

    public async Task Show<TPage>(HttpContext context, int status, params (string Name, object? Value)[] parameters) where TPage : IComponent
    {
        var given = parameters.ToDictionary(one => one.Name, one => one.Value);
        given["Words"] = Words;
        given["StyleUrl"] = sheet.Url;

        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(given))).ToHtmlString());

        var bytes = Encoding.UTF8.GetBytes(html);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
