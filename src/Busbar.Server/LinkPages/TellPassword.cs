using Busbar.Core.Ports;
using Busbar.Server.LinkPages.Views;
using Busbar.Server.Setup;

namespace Busbar.Server.LinkPages;

/// <summary>Shows the password that the owner enters into a device which dials in: once, in the answer to the button.</summary>
public sealed class TellPassword(LinkViews views, PageWriter pages, Addresses addresses)
{
    public async Task Tell(HttpContext context, string token)
    {
        if (await views.Find(token) is not { } link)
        {
            await pages.Notice(context, 404, words => words.NoSuchLink);
            return;
        }
        var (tenantId, linkId) = (link.Link.TenantId, link.Link.Id);
        if (link.Standing is not Standing.Open || link.Vendor is not IDialIn vendor || await vendor.Describe(tenantId, linkId) is not { } station)
        {
            await SeeOther.At(context, link.Path);
            return;
        }
        var password = await vendor.RevealPassword(tenantId, linkId);

        // Does not look again by itself: that would take the password away while it is being copied.
        await pages.Show<DialInPage>(
            context, 200,
            (nameof(DialInPage.Link), link), (nameof(DialInPage.Station), station with { PasswordShown = true }),
            (nameof(DialInPage.SocketOrigin), addresses.Socket), (nameof(DialInPage.Password), password), (nameof(DialInPage.LooksAgain), password is null));
    }
}
