using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>What an application settles for a guided session; the rest is the owner's choice.</summary>
/// <param name="CompanyName">Who asks, as the owner is to read it; null for the application's own name.</param>
/// <param name="Brand">Id or name, whatever the case.</param>
public sealed record GuideOrder(
    string? CompanyName, string? Brand, DeviceKind? Kind, string? Name, Guid? Owner, Guid? CollectiveId, string? Properties, string? ReturnUrl);

/// <summary>Opens a guided session: checks that there will be something to choose, and records it.</summary>
public sealed class StartGuidedSession(Database database, IVendors vendors, Ids ids, TimeProvider time)
{
    public async Task<Result<GuidedSession>> Start(Client caller, GuideOrder order)
    {
        if (Check(caller, order) is { } fault) return fault;
        var now = time.GetUtcNow().Stored();
        var session = new GuidedSession(
            ids.New(), caller.TenantId, caller.Id, order.CompanyName?.Trim() ?? caller.Name, BrandId(caller, order), order.Kind, order.Name, order.Owner, order.CollectiveId,
            order.Properties, order.ReturnUrl, null, null, now, now + GuidedSession.Lifetime);

        return await database.Write<Result<GuidedSession>>(async db =>
        {
            if (order.Owner is { } owner && CheckOrder.Owner(await PrincipalTable.KindOf(db, caller.TenantId, owner)) is { } noUser) return noUser;
            if (order.CollectiveId is { } collective && await CollectiveTable.FindFor(db, caller, collective) is null)
                return new Fault(FaultKind.CollectiveUnknown, "There is no collective with this id. Leave it out, and the device stands by itself.", "collectiveId");
            await GuidedSessionTable.Add(db, session);
            return session;
        });
    }

    private Fault? Check(Client caller, GuideOrder order)
    {
        if (order.CompanyName?.Trim() is { Length: > GuidedSession.LongestCompanyName })
            return Fault.Invalid("companyName", $"A company's name has at most {GuidedSession.LongestCompanyName} characters.");
        var brand = BrandId(caller, order);
        if (order.Brand is not null && (brand is null || GuideOffer.Of(caller, brand, null, vendors).Count == 0))
            return new Fault(FaultKind.BrandUnknown, $"There is no brand '{order.Brand}' here.", "brand");
        if (order.Kind is { } kind && GuideOffer.Of(caller, brand, kind, vendors).Count == 0)
            return new Fault(FaultKind.KindNotOffered, brand is null ? $"No brand here offers {kind}." : $"{order.Brand} does not offer {kind}.", "type");
        return order.ReturnUrl is { } url ? CheckOrder.Return(url, caller) : null;
    }

    private string? BrandId(Client caller, GuideOrder order) => order.Brand is null ? null : vendors.Find(caller.Realm, order.Brand)?.Brand.Id;
}
