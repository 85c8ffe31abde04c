using Busbar.Core.Ports;
using Busbar.Server.LinkPages.Views;
using Busbar.Server.Setup;

namespace Busbar.Server.LinkPages;

/// <summary>Opens a link. May be done any number of times, by anybody who has the address: it changes nothing.</summary>
public sealed class ShowLink(LinkViews views, PageWriter pages, Addresses addresses)
{
    /// <summary>In the address of a page that is not to look again by itself.</summary>
    public const string Still = "still";

    public async Task Show(HttpContext context, string token)
    {
        if (await views.Find(token) is not { } link) await pages.Notice(context, 404, words => words.NoSuchLink);
        else if (link.Standing is not Standing.Open) await Outcome(context, link);
        else await (link.Link.Consent switch
        {
            ConsentWay.Redirect => Ask(context, link),
            ConsentWay.Elsewhere or ConsentWay.None => Wait(context, link),
        });
    }

    /// <summary>A link that is over.</summary>
    public Task Outcome(HttpContext context, LinkView link) => link.Standing switch
    {
        Standing.Succeeded => pages.Notice(context, 200, words => words.Succeeded(link), link),
        Standing.Failed => pages.Notice(context, 200, words => words.Failed(link), link),
        Standing.Canceled => pages.Notice(context, 200, words => words.Canceled(link), link),
        Standing.Expired => pages.Notice(context, 410, words => words.Expired(link), link),
        Standing.Withdrawn => pages.Notice(context, 410, words => words.Withdrawn(link), link),
        Standing.Open => throw new InvalidOperationException("The link is not over."),
    };

    private Task Ask(HttpContext context, LinkView link)
    {
        PageHeaders.LetFormsLeave(context.Response.Headers);
        return pages.Show<AskPage>(context, 200, (nameof(AskPage.Link), link));
    }

    private async Task Wait(HttpContext context, LinkView link)
    {
        var still = context.Request.Query.ContainsKey(Still);
        if (link.Vendor is IDialIn vendor && await vendor.Describe(link.Link.TenantId, link.Link.Id) is { } station)
            await pages.Show<DialInPage>(
                context, 200, (nameof(DialInPage.Link), link), (nameof(DialInPage.Station), station),
                (nameof(DialInPage.SocketOrigin), addresses.Socket), (nameof(DialInPage.LooksAgain), !still));
        else await pages.Show<ElsewherePage>(context, 200, (nameof(ElsewherePage.Link), link), (nameof(ElsewherePage.LooksAgain), !still));
    }
}
