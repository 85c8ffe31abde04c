using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Begins a link: checks the order, asks the vendor for the first step where no browser is needed, and records it.</summary>
public sealed class StartLink(Database database, IVendors vendors, BeginLink begin, Doorbell doorbell)
{
    public async Task<Result<Link>> Start(Client caller, LinkOrder order, CancellationToken stop)
    {
        if (!CheckOrder.Check(order, caller, vendors).Ok(out var order2, out var fault)) return fault;
        var (vendor, way, inputs) = order2;

        if (order.Owner is { } owner && CheckOrder.Owner(await database.Read(db => PrincipalTable.KindOf(db, caller.TenantId, owner))) is { } noUser) return noUser;

        var collective = order.CollectiveId is { } id ? await database.Read(db => CollectiveTable.FindFor(db, caller, id)) : null;
        if (order.CollectiveId is not null && collective is null)
            return new Fault(FaultKind.CollectiveUnknown, "There is no collective with this id. Leave it out, and the entity stands by itself.", "collectiveId");

        var link = begin.Of(caller, order, vendor.Brand, way, inputs, order.Owner ?? collective?.HomeUserId ?? await UserOfKnownStation(caller, vendor, inputs));
        var step = await BeginLink.Ask(vendor, link, stop);
        var started = await database.Write(async db =>
        {
            await BeginLink.Add(db, link);
            return await begin.Take(db, link, step);
        });
        BeginLink.Ring(doorbell, started, step);
        return started;
    }

    /// <summary>
    /// A device that dials in is its own account: a client that links one anew without naming a user means the user that it was
    /// linked for. (With other brands the account shows only after the sign-in, and <see cref="FinishLink"/> looks then.)
    /// </summary>
    private async Task<Guid?> UserOfKnownStation(Client caller, ILinkDevices vendor, IReadOnlyDictionary<string, string> inputs) =>
        vendor is IDialIn && inputs.GetValueOrDefault(LinkInputs.Identifier) is { } identity
            ? (await database.Read(db => GrantTable.FindByClient(db, caller.TenantId, caller.Id, vendor.Brand.Id, identity)))?.UserId
            : null;
}
