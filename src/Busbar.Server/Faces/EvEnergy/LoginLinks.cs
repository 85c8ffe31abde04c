using Busbar.Core.Basics;
using Busbar.Core.UserSignIns;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Where the link leads on.</summary>
/// <param name="RedirectUri">Where the browser goes once it is signed in: a return address of the application's, or /evenergy/o/authorize/ of this server with its query. Without one, a page says that all is done.</param>
public sealed record EvLoginLinkWrite(string? RedirectUri = null);

/// <summary>A link by which a user signs in.</summary>
/// <param name="Url">To be sent to the user, and to nobody else. It is good once.</param>
/// <param name="ExpiresAt">When it is good no more.</param>
public sealed record EvLoginLink(string Url, DateTimeOffset ExpiresAt);

internal static class LoginLinkRoutes
{
    public static void Map(RouteGroupBuilder api, Face face) =>
        api.MapPost("/users/{user_id}/login_link", Make).ForApplications().Tells<EvLoginLink>(face, 201, 404, 413, 415).Is("post-users-user_id-login_link", "Users", "Make a link by which a user signs in (ours)");

    private static async Task<IResult> Make(string user_id, Body<EvLoginLinkWrite> body, HttpContext context, Database database, MakeLoginLink make, SignInTokens tokens, Addresses addresses)
    {
        var caller = EvCaller.Of(context);
        if (await database.Read(db => caller.Find(db, user_id)) is not { } user) return NotFound();
        return (await make.Make(caller.Client, user.Id, body.Value.RedirectUri, addresses.Authorize)).Ok(out var link, out var fault)
            ? Created(new EvLoginLink(addresses.SignIn(tokens.OfLink(link.Id)), link.ExpiresAt)) : No(Spell(fault));
    }

    private static Fault Spell(Fault fault) => fault.Field is null ? fault : fault with { Field = "redirect_uri" };
}
