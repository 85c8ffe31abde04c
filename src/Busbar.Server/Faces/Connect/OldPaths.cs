namespace Busbar.Server.Faces.Connect;

/// <summary>
/// Addresses of earlier generations have no version: what stands below <c>/connect</c> and not below <c>/connect/v1</c> is served as
/// what stands there.
/// </summary>
internal static class OldPaths
{
    /// <summary>To be called before the routes are chosen.</summary>
    public static void Understand(IApplicationBuilder app) => app.Use(next => context =>
    {
        var face = ConnectFace.Face.Prefix;
        if (context.Request.Path.StartsWithSegments(face, out var rest) && rest.Value is { Length: > 1 } && !rest.StartsWithSegments(ConnectFace.Version))
            context.Request.Path = new PathString(face).Add(ConnectFace.Version).Add(rest);
        return next(context);
    });
}
