using Busbar.Server.LinkPages.Views;
using Busbar.Server.Portal;
using Busbar.Server.Setup;

namespace Busbar.Server.LinkPages;

/// <summary>
/// Stands around all pages: security headers on each, none at an address that cannot hold the cookie, no form of another site,
/// and a page where there would be an empty answer.
/// </summary>
public sealed partial class PageGuard(PageWriter pages, Addresses addresses, BusbarOptions options, ILogger<PageGuard> log)
{
    public Task Guard(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var isOwners = path.StartsWithSegments("/link") || path.StartsWithSegments("/callback") || path.StartsWithSegments(PortalSite.Root)
            || path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/evenergy/o/authorize");
        return isOwners || path == "/" || path.StartsWithSegments(StyleSheet.Folder) ? Guard(context, next, isOwners) : next(context);
    }

    private async Task Guard(HttpContext context, RequestDelegate next, bool isOwners)
    {
        PageHeaders.Set(context.Response.Headers);
        try
        {
            if (isOwners && !CanHoldCookies(context.Request)) await Notice(context, 503, words => words.NeedsHttps);
            else if (HttpMethods.IsPost(context.Request.Method) && !FormOrigin.IsOurs(context.Request, addresses.Public)) await Notice(context, 403, words => words.OtherSite);
            else await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(log, e);
            await Notice(context, 500, words => words.OurFault);
        }
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null } empty)
            await Notice(context, empty.StatusCode, words => empty.StatusCode is 405 ? words.WrongMethod : words.NothingHere);
    }

    // Without a public address that somebody set, the address that this browser used is the one that counts.
    private bool CanHoldCookies(HttpRequest request) =>
        addresses.CanHoldCookies && (options.PublicUrl is not null || request.IsHttps || BusbarOptions.IsLoopback([$"http://{request.Host}"]));

    // Developers are spoken to in English.
    private Task Notice(HttpContext context, int status, Func<LinkWords, Notice> notice) => context.Request.Path.StartsWithSegments(PortalSite.Root)
        ? pages.Show<NoticePage>(context, status, ("Words", LinkWords.English), (nameof(NoticePage.Notice), notice(LinkWords.English)))
        : pages.Notice(context, status, notice);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A page could not be made.")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
