using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Begins a link: checks the order, asks the vendor for the first step where no browser is needed, and records it.</summary>
public sealed class StartLink(Database database, IVendors vendors, FinishLink finish, TenantVault vault, Doorbell doorbell, Ids ids, TimeProvider time)
{
    public async Task<Result<Link>> Start(Client caller, LinkOrder order, CancellationToken stop)
    {
        if (!CheckOrder.Check(order, caller, vendors).Ok(out var order2, out var fault)) return fault;
        var (vendor, way, inputs) = order2;

        if (order.Owner is { } owner && await database.Read(db => PrincipalTable.KindOf(db, caller.TenantId, owner)) is not PrincipalKind.User)
            return Fault.Invalid("owner", "This is not the id of a user of this tenant. Leave it out, and the device gets a user of its own.");

        var collective = order.CollectiveId is { } id ? await database.Read(db => CollectiveTable.FindFor(db, caller, id)) : null;
        if (order.CollectiveId is not null && collective is null)
            return new Fault(FaultKind.CollectiveUnknown, "There is no collective with this id. Leave it out, and the entity stands by itself.", "collectiveId");

        var now = time.GetUtcNow().Stored();
        var user = order.Owner ?? collective?.HomeUserId ?? await UserOfKnownStation(caller, vendor, inputs);
        var link = new Link(
            ids.New(), caller.TenantId, caller.Id, user ?? ids.New(), user is null, order.Owner,
            order.Kind, vendor.Brand.Id, way.Consent, inputs, order.Properties, order.ReturnUrl,
            LinkStatus.Pending, null, null, null, null, null, null, false, false, now, now + Link.Lifetime, 1, collective?.Id);

        // A brand that sends browsers is asked when the owner presses Continue; the others now.
        var step = way.Consent is ConsentWay.Redirect ? null : await FirstStep(vendor, link, stop);
        var started = await database.Write(async db =>
        {
            if (link.HasOwnUser) await UserTable.Add(db, new User(link.UserId, link.TenantId, link.UserId.ToString(), now));
            var asked = step is LinkStep.Consent { Secret: { } secret }
                ? link with { Secret = await vault.Seal(db, link.TenantId, $"link:{link.Id}", secret) }
                : link;
            if (step is LinkStep.Consent consent) asked = asked with { UserCode = consent.UserCode, BrandUrl = consent.Url };
            await LinkTable.Add(db, asked);
            switch (step)
            {
                case LinkStep.Linked linked: return await finish.Finish(db, link.Id, linked);
                case LinkStep.Failed failed: return await finish.Fail(db, asked, failed.Failure, failed.Message);
                case LinkStep.Consent { AskAgainAt: { } at }: await DueTable.Put(db, WorkKind.LinkCheck, link.Id, at); return asked;
                default: return asked;
            }
        });
        if (started.Status is LinkStatus.Succeeded) doorbell.Ring(WorkKind.Poll);
        if (step is LinkStep.Consent { AskAgainAt: not null }) doorbell.Ring(WorkKind.LinkCheck);
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

    private static async Task<LinkStep> FirstStep(ILinkDevices vendor, Link link, CancellationToken stop)
    {
        try
        {
            return await vendor.Start(link.Request(), stop);
        }
        catch (VendorFault fault)
        {
            return LinkTrouble.Explain(fault);
        }
    }
}
