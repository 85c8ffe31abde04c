using Busbar.Server.LinkPages.Views;
using Busbar.Server.Setup;

namespace Busbar.Server.LinkPages;

/// <summary>What somebody finds who opens the server's bare address: what this is, and where things are.</summary>
public sealed class FrontPage(PageWriter pages, Addresses addresses)
{
    public Task Show(HttpContext context) => pages.Show<HomePage>(context, 200, ("Words", LinkWords.English), (nameof(HomePage.Address), addresses.Public), (nameof(HomePage.SocketOrigin), addresses.Socket));
}
