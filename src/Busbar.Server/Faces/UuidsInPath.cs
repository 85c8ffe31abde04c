using System.Reflection;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces;

/// <summary>Which parts of an endpoint's path its handler takes as UUIDs. Binding would refuse another text without saying which.</summary>
internal sealed record UuidsInPath(IReadOnlyList<string> Names)
{
    public static UuidsInPath Of(EndpointBuilder endpoint) => new(
        [.. endpoint.Metadata.OfType<MethodInfo>().SelectMany(handler => handler.GetParameters()).Where(parameter => parameter.ParameterType == typeof(Guid)).Select(parameter => parameter.Name!)]);

    /// <summary>The first that is none, as a fault; null where all are.</summary>
    public static Fault? Check(HttpContext context)
    {
        foreach (var name in context.GetEndpoint()?.Metadata.GetMetadata<UuidsInPath>()?.Names ?? [])
            if (!Guid.TryParseExact(context.GetRouteValue(name) as string, "D", out _)) return Fault.Invalid(name, "This must be a UUID such as 0199f3a2-1c5e-7a41-9b52-3f6f0f0c8a11.");
        return null;
    }
}
