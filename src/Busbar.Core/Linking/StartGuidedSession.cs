using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;

namespace Busbar.Core.Linking;

/// <summary>What an application settles for a guided session; the rest is the owner's choice.</summary>
/// <param name="CompanyName">Who asks, as the owner is to read it; null for the application's own name.</param>
/// <param name="Brand">Id or name, whatever the case.</param>
public sealed record GuideOrder(
    string? CompanyName, string? Brand, IReadOnlyList<DeviceKind>? Kinds, string? Name, Guid? Owner, Guid? CollectiveId, string? Properties, string? ReturnUrl)
{
    /// <summary>What the owner is asked to let the application have; null for everything.</summary>
    public IReadOnlyList<LinkScope>? Scopes { get; init; }

    /// <summary>See <see cref="GuidedSession.AllDevices"/>.</summary>
    public bool AllDevices { get; init; }

    /// <summary>A device that the caller sees, whose connection is to be renewed; brand, kinds, scopes and owner are its own.</summary>
    public Guid? Relinks { get; init; }

    /// <summary>See <see cref="GuidedSession.TellsExit"/>.</summary>
    public bool TellsExit { get; init; }

    /// <summary>See <see cref="GuidedSession.Language"/>.</summary>
    public string? Language { get; init; }

    public ColourScheme Colours { get; init; }

    /// <summary>See <see cref="GuidedSession.Car"/>.</summary>
    public CarChoice? Car { get; init; }

    /// <summary>See <see cref="GuidedSession.TellsLinked"/>.</summary>
    public DeviceKind? TellsLinked { get; init; }
}

/// <summary>Opens a guided session: checks that there will be something to choose, and records it.</summary>
public sealed class StartGuidedSession(Database database, IVendors vendors, Ids ids, TimeProvider time)
{
    public async Task<Result<GuidedSession>> Start(Client caller, GuideOrder order)
    {
        if (order.Relinks is { } relinked)
        {
            var device = await database.Read(db => DeviceTable.FindFor(db, caller, relinked));
            if (device is null) return Fault.NotFound();
            order = await Renewal(order, device);
        }
        if (Check(caller, order) is { } fault) return fault;
        var now = time.GetUtcNow().Stored();
        var session = new GuidedSession(
            ids.New(), caller.TenantId, caller.Id, order.CompanyName?.Trim() ?? caller.Name, BrandId(caller, order), order.Kinds, order.Name, order.Owner, order.CollectiveId,
            order.Properties, order.ReturnUrl, null, null, now, now + GuidedSession.Lifetime)
        {
            Scopes = order.Scopes, AllDevices = order.AllDevices, Relinks = order.Relinks, TellsExit = order.TellsExit, Language = order.Language, Colours = order.Colours, Car = order.Car, TellsLinked = order.TellsLinked,
        };

        return await database.Write<Result<GuidedSession>>(async db =>
        {
            if (order.Owner is { } owner && CheckOrder.Owner(await PrincipalTable.KindOf(db, caller.TenantId, owner)) is { } noUser) return noUser;
            if (order.CollectiveId is { } collective && await CollectiveTable.FindFor(db, caller, collective) is null)
                return new Fault(FaultKind.CollectiveUnknown, "There is no collective with this id. Leave it out, and the device stands by itself.", "collectiveId");
            await GuidedSessionTable.Add(db, session);
            return session;
        });
    }

    private async Task<GuideOrder> Renewal(GuideOrder order, Device device) => order with
    {
        Brand = device.Brand, Kinds = [device.Kind], AllDevices = true, Owner = null, CollectiveId = null,
        Scopes = (await database.Read(db => GrantTable.Find(db, device.GrantId)))?.Scopes,
    };

    /// <summary>What is wrong with an order, whoever the owner is; null where nothing is.</summary>
    public Fault? Check(Client caller, GuideOrder order)
    {
        if (order.CompanyName?.Trim() is { Length: > GuidedSession.LongestCompanyName })
            return Fault.Invalid("companyName", $"A company's name has at most {GuidedSession.LongestCompanyName} characters.");
        var brand = BrandId(caller, order);
        if (order.Brand is not null && (brand is null || GuideOffer.Of(caller, brand, null, vendors).Count == 0))
            return new Fault(FaultKind.BrandUnknown, $"There is no brand '{order.Brand}' here.", "brand");
        if (order.Kinds is { } kinds && GuideOffer.Of(caller, brand, kinds, vendors).Count == 0)
            return new Fault(FaultKind.KindNotOffered, brand is null ? $"No brand here offers {string.Join(" or ", kinds)}." : $"{order.Brand} does not offer {string.Join(" or ", kinds)}.", "type");
        return order.ReturnUrl is { } url ? CheckOrder.Return(url, caller) : null;
    }

    private string? BrandId(Client caller, GuideOrder order) => order.Brand is null ? null : vendors.Find(caller.Realm, order.Brand)?.Brand.Id;
}
