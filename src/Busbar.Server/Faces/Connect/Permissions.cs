using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Who may do what with an entity.</summary>
internal static class Permissions
{
    public static async Task<IResult> List(Guid entityId, PageRequest page, HttpContext context, Database database)
    {
        var held = await database.Read(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is null ? null : await PermissionTable.Of(db, entityId, page.After?.Id, page.Limit));
        return held is null ? NotFound() : Ok(page.Cut(held, one => Places.Write(DateTimeOffset.UnixEpoch, one.PrincipalId), Show));
    }

    public static async Task<IResult> Add(Guid entityId, Body<AddPermissionRequest> body, HttpContext context, GivePermission give) =>
        Done(await give.Give(Identity.Of(context), entityId, body.Value.PrincipalId, ConnectWords.Level(body.Value.PermissionLevel)));

    public static async Task<IResult> Remove(Guid entityId, Guid principalId, WhichLevel which, HttpContext context, TakePermission take) =>
        Done(await take.Take(Identity.Of(context), entityId, principalId, which.Level is { } level ? ConnectWords.Level(level) : null));

    private static Permission Show(Core.Tenancy.Permission held)
    {
        Span<byte> key = stackalloc byte[32];
        held.DeviceId.TryWriteBytes(key, bigEndian: true, out _);
        held.PrincipalId.TryWriteBytes(key[16..], bigEndian: true, out _);
        return new Permission(held.DeviceId, NamedId.Of(key), [.. held.Levels.Select(ConnectWords.Level)], held.PrincipalId);
    }
}

/// <summary>Which level is to be taken back; all, where none is given.</summary>
internal sealed record WhichLevel(PermissionLevel? Level) : IBindableFromHttpContext<WhichLevel>, IEndpointParameterMetadataProvider
{
    private const string Name = "permissionLevel";

    public static ValueTask<WhichLevel?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<WhichLevel?>(new(context.Request.Choice<PermissionLevel>(Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter(Name, "string", "Only this level is taken back; without it, all are.", Choices: Enum.GetNames<PermissionLevel>()));
}
