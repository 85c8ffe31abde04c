using Busbar.Core.Limits;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces;

/// <summary>How a face lists its routes.</summary>
internal static class FaceRoutes
{
    /// <summary>Puts the face's door in front of all that is below its prefix, and opens a group for its endpoints.</summary>
    public static RouteGroupBuilder MapFace(this WebApplication app, Face face, string path)
    {
        var door = new FaceDoor(face, app.Services.GetRequiredService<Identity>(), app.Services.GetRequiredService<Crowd>(), app.Services.GetRequiredService<HourlyLimits>(), app.Services.GetRequiredService<ILogger<FaceDoor>>());
        app.UseWhen(context => context.Request.Path.StartsWithSegments(face.Prefix), below => below.Use(next => context => door.Pass(context, next)));
        var group = app.MapGroup(path).WithMetadata(face);
        group.WithGroupName(face.Document);
        ((IEndpointConventionBuilder)group).Finally(endpoint => endpoint.Metadata.Add(UuidsInPath.Of(endpoint)));
        return group;
    }

    /// <summary>What an endpoint answers: this with that status, or one of these refusals. That a stranger, a crowd and
    /// what cannot be read are refused goes without saying.</summary>
    public static RouteHandlerBuilder Tells<T>(this RouteHandlerBuilder route, Face face, int status, params int[] refusals)
    {
        route.Produces<T>(status);
        return route.Refuses(face, refusals);
    }

    /// <summary>The same for an endpoint whose 200 has no body.</summary>
    public static RouteHandlerBuilder TellsNothing(this RouteHandlerBuilder route, Face face, params int[] refusals) =>
        route.TellsOnly(face, StatusCodes.Status200OK, refusals);

    /// <summary>The same for an endpoint that answers with a status and no body.</summary>
    public static RouteHandlerBuilder TellsOnly(this RouteHandlerBuilder route, Face face, int status, params int[] refusals)
    {
        route.Produces(status);
        return route.Refuses(face, refusals);
    }

    public static RouteHandlerBuilder Is(this RouteHandlerBuilder route, string operationId, string tag, string summary) =>
        route.WithName(operationId).WithTags(tag).WithSummary(summary);

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, Face face, int[] refusals)
    {
        foreach (var refusal in refusals.Union([StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests]).Order()) route.Produces(refusal, face.RefusalType, face.RefusalMediaType);
        return route;
    }
}
