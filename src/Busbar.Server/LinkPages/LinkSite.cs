namespace Busbar.Server.LinkPages;

/// <summary>
/// The pages that a device's owner sees, and the site's front page. They work without script. Their one secret is the token in
/// a link's address: who holds it can open the link, and nobody else.
/// </summary>
public static class LinkSite
{
    public static IServiceCollection AddLinkSite(this IServiceCollection services) => services
        .AddSingleton<StyleSheet>().AddSingleton<PageWriter>().AddSingleton<PageGuard>().AddSingleton<LinkViews>()
        .AddSingleton<ShowLink>().AddSingleton<PressContinue>().AddSingleton<TellPassword>().AddSingleton<ComeBack>().AddSingleton<FrontPage>()
        .AddSingleton<GuideViews>().AddSingleton<BrandSearch>().AddSingleton<ShowGuide>().AddSingleton<PressConnect>();

    public static void Map(WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<PageGuard>().Guard);

        // HEAD too: what scans mail for bad links asks that way.
        string[] look = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/", look, (HttpContext context, FrontPage page) => page.Show(context)).ExcludeFromDescription();
        app.MapMethods("/link/{token}", look, (HttpContext context, string token, ShowLink page) => page.Show(context, token)).ExcludeFromDescription();
        app.MapPost("/link/{token}", (HttpContext context, string token, PressContinue page) => page.Press(context, token)).ExcludeFromDescription();
        app.MapPost("/link/{token}/password", (HttpContext context, string token, TellPassword page) => page.Tell(context, token)).ExcludeFromDescription();

        app.MapMethods("/link/guide/{token}", look, (HttpContext context, string token, ShowGuide page) => page.Introduce(context, token)).ExcludeFromDescription();
        app.MapMethods("/link/guide/{token}/device", look, (HttpContext context, string token, ShowGuide page) => page.Kinds(context, token)).ExcludeFromDescription();
        app.MapMethods("/link/guide/{token}/car", look, (HttpContext context, string token, ShowGuide page) => page.Cars(context, token)).ExcludeFromDescription();
        app.MapMethods("/link/guide/{token}/brand", look, (HttpContext context, string token, ShowGuide page) => page.Brands(context, token)).ExcludeFromDescription();
        app.MapMethods("/link/guide/{token}/details", look, (HttpContext context, string token, ShowGuide page) => page.Details(context, token)).ExcludeFromDescription();
        app.MapPost("/link/guide/{token}/details", (HttpContext context, string token, PressConnect page) => page.Press(context, token)).ExcludeFromDescription();

        // GET alone: a HEAD would use up the state, and a form posted here comes without the cookie.
        app.MapGet("/callback/{brand}", (HttpContext context, string brand, ComeBack page) => page.Back(context, brand)).ExcludeFromDescription();
        app.MapGet(StyleSheet.Route, (HttpContext context, string file, StyleSheet sheet) => sheet.Send(context, file)).ExcludeFromDescription();
    }
}
