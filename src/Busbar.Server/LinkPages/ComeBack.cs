using Busbar.Core.Linking;
using Busbar.Server.Setup;

namespace Busbar.Server.LinkPages;

/// <summary>The brand sent the browser back. Each brand has a callback of its own, so that none can answer for another.</summary>
public sealed class ComeBack(ReturnLink returnLink, LinkViews views, PageWriter pages, Addresses addresses)
{
    private const int LongestQuery = 6_000, MostValues = 20;

    public async Task Back(HttpContext context, string brand)
    {
        // A repeated key is read one way here and another way elsewhere: nobody honest sends one.
        var query = context.Request.Query;
        if (context.Request.QueryString.Value?.Length > LongestQuery || query.Count > MostValues || query.Any(one => one.Value.Count != 1))
        {
            await pages.Notice(context, 400, words => words.BadCallback);
            return;
        }
        var values = query.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
        // Not given up when the phone goes out of range: the code is used up by then, and only a stored grant is worth anything.
        await (await returnLink.Return(brand, values, BrowserCookie.Read(context), addresses.Callback(brand), CancellationToken.None) switch
        {
            LinkReturned.Ended ended => End(context, ended.Link),
            LinkReturned.TryAgain again => Again(context, again),
            LinkReturned.Unknown => pages.Notice(context, 400, words => words.UnknownSignIn),
            _ => throw new InvalidOperationException("There is no other way to come back."),
        });
    }

    // Always on to another address: code and state do not stay in the browser's bar, and reloading the page asks nothing anew.
    private async Task End(HttpContext context, Link ended)
    {
        await SeeOther.At(context, (await views.Of(ended)).AfterUrl);
    }

    private async Task Again(HttpContext context, LinkReturned.TryAgain again)
    {
        var link = await views.Of(again.Link);
        await pages.Notice(context, 503, words => words.BrandAway(link, again.Message), link, offersContinue: true);
    }
}
