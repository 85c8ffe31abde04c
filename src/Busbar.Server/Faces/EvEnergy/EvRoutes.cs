namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What an endpoint of this face says of itself beside its answers.</summary>
internal static class EvRoutes
{
    /// <summary>A stranger may call it, without a token.</summary>
    public static RouteHandlerBuilder OpenToAll(this RouteHandlerBuilder route) => route.WithMetadata(OpenToStrangers.Here);

    /// <summary>These addresses in its answer may be asked for as the whole thing.</summary>
    public static RouteHandlerBuilder Expands(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata(
        new ExpandChoices(names),
        new QueryParameter(EvExpand.Name, "string", "What the answer is to hold whole instead of its address; may stand several times.", Choices: names) { IsList = true });

    /// <summary>What a user who signed in has to have agreed to.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string scope) => route.WithMetadata(new NeededScope(scope)).MayForbid();

    /// <summary>A user who signed in may not call it, whatever was agreed to.</summary>
    public static RouteHandlerBuilder ForApplications(this RouteHandlerBuilder route) => route.WithMetadata(ApplicationsOnly.Here).MayForbid();

    private static RouteHandlerBuilder MayForbid(this RouteHandlerBuilder route) =>
        route.Produces(StatusCodes.Status403Forbidden, EvEnergyFace.Face.RefusalType, EvEnergyFace.Face.RefusalMediaType);
}

/// <summary>The scope that an endpoint needs; metadata.</summary>
internal sealed record NeededScope(string Name);

/// <summary>An endpoint for applications themselves; metadata.</summary>
internal sealed class ApplicationsOnly
{
    public static readonly ApplicationsOnly Here = new();

    private ApplicationsOnly() { }
}
