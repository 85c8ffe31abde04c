using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Server.LinkPages;
using Busbar.Server.Portal.Views;

namespace Busbar.Server.Portal;

/// <summary>
/// In and out. Opening a link changes nothing, so that whoever looks at it first, a mail scanner or a preview, does not use it up; the
/// button on its page does.
/// </summary>
public sealed class PortalDoor(PortalViews views, EnterPortal enter, Database database)
{
    public async Task Show(HttpContext context, string token)
    {
        if (await views.Behind(token) is { } view) await views.Show<DoorPage>(context, 200, view, (nameof(DoorPage.Path), context.Request.Path.Value));
        else await views.Notice(context, 410, PortalNotices.LinkOver);
    }

    public async Task Enter(HttpContext context, string token)
    {
        if (await views.Behind(token) is null || await enter.Enter(token) is not { } secret)
        {
            await views.Notice(context, 410, PortalNotices.LinkOver);
            return;
        }
        PortalCookie.Give(context, secret);
        await SeeOther.At(context, PortalSite.Root);
    }

    public async Task Leave(HttpContext context)
    {
        if (await views.Enter(context) is not { } view) return;
        await database.Write(db => PortalTable.Remove(db, view.Visit.Id));
        PortalCookie.Take(context);
        await views.Notice(context, 200, PortalNotices.Left);
    }
}
