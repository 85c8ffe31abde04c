using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Server.Setup;

namespace Busbar.Server.LinkPages;

/// <summary>The owner pressed Continue: off to the brand, with a state that only this browser can bring back.</summary>
public sealed class PressContinue(LinkViews views, ContinueLink continueLink, PageWriter pages, Addresses addresses)
{
    public async Task Press(HttpContext context, string token)
    {
        if (await views.Find(token) is not { } link) await pages.Notice(context, 404, words => words.NoSuchLink);
        else if (link.Standing is not Standing.Open || link.Link.Consent is not ConsentWay.Redirect) await SeeOther.At(context, link.Path);
        else if (link.Vendor is not ILinkDevices) await pages.Notice(context, 503, words => words.BrandAway(link, null), link, offersContinue: true);
        else await Go(context, link);
    }

    /// <summary>Sends the browser of an open link on to its brand.</summary>
    public async Task Go(HttpContext context, LinkView link)
    {
        var browser = BrowserCookie.Give(context);
        var started = await continueLink.Continue(link.Link, browser, addresses.Callback(link.Link.Brand), context.RequestAborted);
        if (started.Ok(out var brand, out var fault)) await SeeOther.At(context, brand.AbsoluteUri);
        else if (fault.Kind is FaultKind.AlreadyEnded) await SeeOther.At(context, link.Path);
        else await pages.Notice(context, 503, words => words.BrandAway(link, fault.Message), link, offersContinue: true);
    }
}
