using Busbar.Server.Sandbox.Control;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>All homes of a sandbox tenant.</summary>
internal static class HomesPage
{
    public static IResult Show(IReadOnlyList<HomeBrief> homes) => Page.Show("Sandbox homes", Markup.Of(
        $"""
        <h1>Homes in your sandbox</h1>
        {(homes.Count == 0 ? Markup.Of($"<p>There are none yet. One is made when somebody signs in at a sandbox brand, or here.</p>") : Table(homes))}
        <h2>Make a home</h2>
        <form method="post" action="/sandbox/homes" class="row">
        <div><label for="home">Name</label><input id="home" name="home" required maxlength="40" autocomplete="off" autocapitalize="none"></div>
        <div><label for="speed">Speed</label><input id="speed" name="speed" inputmode="decimal" value="1"></div>
        <div><label for="startedAgo">Begins this many hours ago</label><input id="startedAgo" name="startedAgo" inputmode="decimal" value="0"></div>
        <button>Make</button></form>
        <hr><form method="post" action="/sandbox/sign-out"><button class="second">Sign out</button></form>
        """), wide: true);

    private static Markup Table(IReadOnlyList<HomeBrief> homes) => Markup.Of(
        $"""
        <div class="scroll"><table><thead><tr><th>Home</th><th>Its time (UTC)</th><th>Devices</th><th>Shared by</th></tr></thead><tbody>
        {homes.Select(h => Markup.Of(
            $"""
            <tr><td><a href="/sandbox/homes/{h.Home.Name}">{h.Home.Name}</a></td><td>{h.At.UtcDateTime:yyyy-MM-dd HH:mm}</td>
            <td>{string.Join(", ", h.Home.Devices.Select(d => d.Name))}</td><td>{string.Join(", ", h.Accounts)}</td></tr>
            """))}
        </tbody></table></div>
        """);
}
