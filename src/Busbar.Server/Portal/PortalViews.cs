using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages;
using Busbar.Server.LinkPages.Views;
using Busbar.Server.Portal.Views;

namespace Busbar.Server.Portal;

/// <summary>Whose browser this is, and pages for it.</summary>
public sealed class PortalViews(Database database, IEnumerable<IEventDialect> dialects, Secrets secrets, PageWriter pages, TimeProvider time)
{
    /// <summary>The browser's visit; where there is none, or no more, it is told so, and this is null.</summary>
    public async Task<PortalView?> Enter(HttpContext context)
    {
        if (PortalCookie.Read(context) is { } secret && await Find(db => PortalTable.Of(db, secrets.Hash(secret), time.GetUtcNow())) is { } view) return view;
        await Notice(context, 403, PortalNotices.Over);
        return null;
    }

    /// <summary>The visit that a link is for; null where it does not work any more.</summary>
    public Task<PortalView?> Behind(string token) => Find(db => PortalTable.Behind(db, secrets.Hash(token), time.GetUtcNow()));

    /// <summary>An endpoint of the visitor's; where there is none, that is told, and this is null.</summary>
    public async Task<Subscription?> Endpoint(HttpContext context, PortalView view, Guid id)
    {
        if (await database.Read(db => SubscriptionTable.FindFor(db, view.Client, view.Dialect.Name, id)) is { } endpoint) return endpoint;
        await Notice(context, 404, PortalNotices.NoEndpoint);
        return null;
    }

    public Task Show<TPage>(HttpContext context, int status, PortalView view, params (string, object?)[] parameters) where TPage : PortalPage =>
        pages.Show<TPage>(context, status, [("Words", LinkWords.English), (nameof(PortalPage.View), view), .. parameters]);

    public Task Notice(HttpContext context, int status, Notice notice) => pages.Show<NoticePage>(context, status, ("Words", LinkWords.English), (nameof(NoticePage.Notice), notice));

    private Task<PortalView?> Find(Func<System.Data.Common.DbConnection, Task<PortalVisit?>> find) => database.Read(async db =>
        await find(db) is { } visit && await ClientTable.Find(db, visit.ClientId) is { RevokedAt: null } client && dialects.FirstOrDefault(one => one.Name == visit.Dialect) is { } dialect
            ? new PortalView(visit, client, dialect, time.GetUtcNow()) : null);
}
