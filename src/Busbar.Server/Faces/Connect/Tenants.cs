using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>The caller's own tenant, and who looks after it.</summary>
internal static class Tenants
{
    private const int MostEntities = 1_000;

    public static async Task<IResult> List(PageRequest page, HttpContext context, Database database)
    {
        var own = await database.Read(db => Find(db, Identity.Of(context)));
        return Ok(page.Cut<Tenant, Tenant>(page.Place is null ? [own] : [], tenant => tenant.Id.ToString(), tenant => tenant));
    }

    public static async Task<IResult> Get(Guid tenantId, HttpContext context, Database database) =>
        IsOwn(tenantId, context) ? Ok(await database.Read(db => Find(db, Identity.Of(context)))) : NotFound();

    public static async Task<IResult> ListAdministrators(Guid tenantId, PageRequest page, HttpContext context, Database database)
    {
        if (!IsOwn(tenantId, context)) return NotFound();
        var administrators = await database.Read(db => AdministratorTable.List(db, tenantId, page.After, page.Limit));
        return Ok(page.Cut(administrators, member => Places.Write(member.Since, member.PrincipalId), CollectiveWords.Show));
    }

    public static async Task<IResult> AddAdministrator(Guid tenantId, Body<MemberRequest> body, HttpContext context, AddAdministrator add, Database database)
    {
        if (body.Value.Id is not { } id) return No(Fault.Missing("id", "Name a user or an application."));
        return await add.Add(Identity.Of(context), tenantId, id) is { } fault ? No(fault) : Ok(await database.Read(db => Find(db, Identity.Of(context))));
    }

    public static async Task<IResult> RemoveAdministrator(Guid tenantId, Guid principalId, HttpContext context, RemoveAdministrator remove) =>
        Done(await remove.Remove(Identity.Of(context), tenantId, principalId));

    private static bool IsOwn(Guid tenantId, HttpContext context) => tenantId == Identity.Of(context).TenantId;

    private static async Task<Tenant> Find(DbConnection db, Client caller)
    {
        var tenant = await TenantTable.Find(db, caller.TenantId) ?? throw new InvalidOperationException($"There is no tenant {caller.TenantId}.");
        var administrators = await AdministratorTable.Keepers(db, tenant.Id);
        var entities = await DeviceTable.ListFor(db, caller, null, MostEntities);
        return new Tenant([.. administrators.Select(one => one.PrincipalId)], [.. entities.Select(device => device.Id)], tenant.Id, tenant.Name);
    }
}
