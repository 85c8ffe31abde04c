namespace Busbar.Server.SignInPages;

/// <summary>
/// The pages on which a user signs in, by a link that an application made for it, and agrees that the application acts as it. They
/// stand beside the link pages, look like them, and are guarded as they are.
/// </summary>
public static class SignInSite
{
    public static IServiceCollection AddSignInSite(this IServiceCollection services) => services.AddSingleton<LoginPages>().AddSingleton<AuthorizePages>();

    public static void Map(WebApplication app)
    {
        string[] look = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/sign-in/{token}", look, (HttpContext context, string token, LoginPages pages) => pages.Show(context, token)).ExcludeFromDescription();
        app.MapPost("/sign-in/{token}", (HttpContext context, string token, LoginPages pages) => pages.Press(context, token)).ExcludeFromDescription();
        app.MapMethods("/evenergy/o/authorize", look, (HttpContext context, AuthorizePages pages) => pages.Show(context)).ExcludeFromDescription();
        app.MapPost("/evenergy/o/authorize", (HttpContext context, AuthorizePages pages) => pages.Press(context)).ExcludeFromDescription();
    }
}
