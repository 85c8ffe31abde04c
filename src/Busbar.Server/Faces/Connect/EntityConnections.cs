using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Whether all is well between the platform and an entity; if not, why, and what mends it.</summary>
internal static class EntityConnections
{
    public static async Task<IResult> Get(
        Guid entityId, HttpContext context, Database database, IVendors vendors, ReconnectDevice reconnect, LinkToken tokens, Addresses addresses)
    {
        if (await Entities.Find(entityId, context, database) is not { Device: var device, State: var state }) return NotFound();
        var caller = Identity.Of(context);
        var connection = Connections.Of(state);
        var brand = ConnectWords.Brand(vendors, caller.Realm, device.Brand);

        // Whoever signs in there becomes the one whose account the entity is read with: not for those who may only look.
        var link = connection.WantsSignIn && await database.Read(db => PermissionTable.Holds(db, caller, entityId, Core.Tenancy.PermissionLevel.Administer))
            ? await reconnect.Reconnect(caller, device) : null;
        var budgets = vendors.Find(caller.Realm, device.Brand) is IKeepBudgets keeper ? await keeper.BudgetsLeft(device.GrantId, context.RequestAborted) : [];

        return Ok(new EntityConnection(
            ConnectionWords.State(connection.State), connection.Reason is { } reason ? ConnectionWords.Reason(reason) : null, connection.Message, connection.Since, connection.RetryAt,
            [.. connection.Interventions.Select(intervention => ConnectionWords.Intervention(intervention, brand))],
            link is null ? null : new Uri(addresses.Link(tokens.Of(link.Id))),
            [.. budgets.Select(budget => new CallBudget(budget.Name, budget.Limit, budget.Left, budget.ResetsAt))]));
    }
}
