using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Connect;

/// <summary>Whether the command is to be sent although the last one was a short time ago.</summary>
internal sealed record IgnoreCooldown(bool Value) : IBindableFromHttpContext<IgnoreCooldown>, IEndpointParameterMetadataProvider
{
    private const string Name = "ignoreCooldown";

    /// <summary>How far apart commands to an entity lie, unless the caller says otherwise.</summary>
    private static readonly TimeSpan usual = TimeSpan.FromMinutes(10);

    public TimeSpan? Cooldown => Value ? null : usual;

    public static ValueTask<IgnoreCooldown?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<IgnoreCooldown?>(new(context.Request.Flag(Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter(Name, "boolean", "Whether to send it although another command to the entity is less than ten minutes away.", Default: false));
}
