using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Named groups of entities, and who shares them.</summary>
internal static class Collectives
{
    public static async Task<IResult> List(PageRequest page, HttpContext context, Database database)
    {
        var (collectives, entities) = await database.Read(async db =>
        {
            var collectives = await CollectiveTable.ListFor(db, Identity.Of(context), page.After, page.Limit);
            return (collectives, await DeviceTable.IdsByCollectiveFor(db, Identity.Of(context), [.. collectives.Select(collective => collective.Id)]));
        });
        return Ok(page.Cut(collectives, collective => Places.Write(collective.CreatedAt, collective.Id), collective => CollectiveWords.Show(collective, entities[collective.Id])));
    }

    public static async Task<IResult> Get(Guid collectiveId, HttpContext context, Database database) =>
        await database.Read(db => CollectiveTable.FindFor(db, Identity.Of(context), collectiveId)) is { } collective ? await Show(collective, context, database) : NotFound();

    public static async Task<IResult> Update(Guid collectiveId, Body<CollectiveUpdateRequest> body, HttpContext context, ChangeCollective change, Database database)
    {
        var wanted = new CollectiveChange(
            body.Value.Name, body.Value.Type is { } type ? CollectiveWords.Kind(type) : null,
            body.Value.NewProperties is { } properties ? new Change<string?>(ConnectWords.Text(properties.Value)) : null);
        if (wanted.IsNone) return No(Fault.Missing("body", "Send name, type or properties, or several of them."));
        return await Show(await change.Change(Identity.Of(context), collectiveId, wanted), context, database);
    }

    public static async Task<IResult> ListMembers(Guid collectiveId, PageRequest page, HttpContext context, Database database)
    {
        var members = await database.Read(async db => await CollectiveTable.FindFor(db, Identity.Of(context), collectiveId) is null
            ? null : await CollectiveTable.Members(db, collectiveId, page.After, page.Limit));
        return members is null ? NotFound() : Ok(page.Cut(members, member => Places.Write(member.Since, member.PrincipalId), CollectiveWords.Show));
    }

    public static async Task<IResult> AddMember(Guid collectiveId, Body<MemberRequest> body, HttpContext context, AddMember add, Database database) =>
        body.Value.Id is { } id ? await Show(await add.Add(Identity.Of(context), collectiveId, id), context, database) : No(Fault.Missing("id", "Name a user or an application."));

    public static async Task<IResult> RemoveMember(Guid collectiveId, Guid principalId, HttpContext context, RemoveMember remove) =>
        Done(await remove.Remove(Identity.Of(context), collectiveId, principalId));

    public static async Task<IResult> AddEntity(Guid collectiveId, Body<CollectiveEntityRequest> body, HttpContext context, PutInCollective put, Database database) =>
        await Show(await put.Put(Identity.Of(context), collectiveId, body.Value.EntityId), context, database);

    public static async Task<IResult> RemoveEntity(Guid collectiveId, Guid entityId, HttpContext context, TakeFromCollective take) =>
        Done(await take.Take(Identity.Of(context), collectiveId, entityId));

    private static async Task<IResult> Show(Result<Core.Tenancy.Collective> changed, HttpContext context, Database database) =>
        changed.Ok(out var collective, out var fault) ? await Show(collective, context, database) : No(fault);

    private static async Task<IResult> Show(Core.Tenancy.Collective collective, HttpContext context, Database database) =>
        Ok(CollectiveWords.Show(collective, (await database.Read(db => DeviceTable.IdsByCollectiveFor(db, Identity.Of(context), [collective.Id])))[collective.Id]));
}
