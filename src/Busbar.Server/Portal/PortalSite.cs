namespace Busbar.Server.Portal;

/// <summary>
/// The pages on which an application's developers look after its webhooks: where events go, which, signed with what, and what became
/// of them. They work without script, and speak English. An application asks for a link; it lets one browser in, for an hour.
/// </summary>
public static class PortalSite
{
    public const string Root = "/portal";

    public static IServiceCollection AddPortal(this IServiceCollection services) => services.AddSingleton<PortalViews>().AddSingleton<PortalDoor>().AddSingleton<ShowPortal>().AddSingleton<PressPortal>();

    public static void Map(WebApplication app)
    {
        string[] look = [HttpMethods.Get, HttpMethods.Head];
        const string endpoint = Root + "/endpoints/{id:guid}";
        app.MapMethods(Root + "/open/{token}", look, (HttpContext context, string token, PortalDoor door) => door.Show(context, token)).ExcludeFromDescription();
        app.MapPost(Root + "/open/{token}", (HttpContext context, string token, PortalDoor door) => door.Enter(context, token)).ExcludeFromDescription();
        app.MapPost(Root + "/leave", (HttpContext context, PortalDoor door) => door.Leave(context)).ExcludeFromDescription();

        app.MapMethods(Root, look, (HttpContext context, ShowPortal show) => show.Endpoints(context)).ExcludeFromDescription();
        app.MapMethods(Root + "/new", look, (HttpContext context, ShowPortal show) => show.New(context)).ExcludeFromDescription();
        app.MapMethods(endpoint, look, (HttpContext context, Guid id, ShowPortal show) => show.Endpoint(context, id)).ExcludeFromDescription();
        app.MapMethods(endpoint + "/change", look, (HttpContext context, Guid id, ShowPortal show) => show.Change(context, id)).ExcludeFromDescription();
        app.MapMethods(endpoint + "/secret", look, (HttpContext context, Guid id, ShowPortal show) => show.Secret(context, id)).ExcludeFromDescription();
        app.MapMethods(endpoint + "/deliveries/{delivery:guid}", look, (HttpContext context, Guid id, Guid delivery, ShowPortal show) => show.Delivery(context, id, delivery)).ExcludeFromDescription();

        app.MapPost(Root + "/new", (HttpContext context, PressPortal press) => press.Add(context)).ExcludeFromDescription();
        app.MapPost(endpoint + "/change", (HttpContext context, Guid id, PressPortal press) => press.Change(context, id)).ExcludeFromDescription();
        app.MapPost(endpoint + "/pause", (HttpContext context, Guid id, PressPortal press) => press.Pause(context, id, true)).ExcludeFromDescription();
        app.MapPost(endpoint + "/resume", (HttpContext context, Guid id, PressPortal press) => press.Pause(context, id, false)).ExcludeFromDescription();
        app.MapPost(endpoint + "/rotate", (HttpContext context, Guid id, PressPortal press) => press.Rotate(context, id)).ExcludeFromDescription();
        app.MapPost(endpoint + "/test", (HttpContext context, Guid id, PressPortal press) => press.Test(context, id)).ExcludeFromDescription();
        app.MapPost(endpoint + "/recover", (HttpContext context, Guid id, PressPortal press) => press.Recover(context, id)).ExcludeFromDescription();
        app.MapPost(endpoint + "/remove", (HttpContext context, Guid id, PressPortal press) => press.Remove(context, id)).ExcludeFromDescription();
        app.MapPost(endpoint + "/deliveries/{delivery:guid}/replay", (HttpContext context, Guid id, Guid delivery, PressPortal press) => press.Replay(context, id, delivery)).ExcludeFromDescription();
    }
}
