using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>The users whom the application looks after.</summary>
internal static class Users
{
    public static async Task<IResult> List(EnodePage page, HttpContext context, Database database)
    {
        var users = await database.Read(db => UserTable.ListFor(db, Identity.Of(context), page.Slice));
        return Ok(page.Cut(users, user => new Cursor(user.CreatedAt, user.Id), user => new ListedUser(user.ExternalId, user.CreatedAt, [])));
    }

    public static async Task<IResult> Get(string userId, HttpContext context, Database database)
    {
        var consents = await database.Read(async db =>
            await UserTable.FindFor(db, Identity.Of(context), userId) is { } user ? await ConsentTable.OfUserFor(db, Identity.Of(context), user.Id) : null);
        return consents is null ? NoUser(userId) : Ok(new User(userId,
            [.. consents.GroupBy(consent => (consent.Brand, Type: EnodeWords.Type(consent.Kind)))
                .Select(linked => new LinkedVendor(EnodeWords.Vendor(linked.Key.Brand), linked.Key.Type, linked.All(consent => consent.State is GrantState.Active)))]));
    }

    public static async Task<IResult> Erase(string userId, HttpContext context, EraseUser erase) => Say(await erase.Erase(Identity.Of(context), userId), userId);

    public static async Task<IResult> Deauthorize(string userId, HttpContext context, WithdrawGrants withdraw) => Say(await withdraw.Withdraw(Identity.Of(context), userId), userId);

    public static Task<IResult> Disconnect(string userId, string vendor, HttpContext context, IVendors vendors, DisconnectBrand disconnect) =>
        Disconnect(userId, vendor, null, context, vendors, disconnect);

    public static async Task<IResult> DisconnectType(string userId, string vendor, string vendorType, HttpContext context, IVendors vendors, DisconnectBrand disconnect) =>
        EnumWords<AssetType>.Read(vendorType) is { } type
            ? await Disconnect(userId, vendor, [.. Enum.GetValues<DeviceKind>().Where(kind => EnodeWords.Type(kind) == type)], context, vendors, disconnect)
            : No(Fault.Invalid("vendorType", $"The value is one of {string.Join(", ", EnodeWords.Types)}."));

    private static async Task<IResult> Disconnect(string userId, string vendor, IReadOnlyCollection<DeviceKind>? kinds, HttpContext context, IVendors vendors, DisconnectBrand disconnect)
    {
        var caller = Identity.Of(context);
        return EnodeWords.BrandOf(vendors, caller.Realm, vendor) is { } brand
            ? Say(await disconnect.Disconnect(caller, userId, brand, kinds), userId)
            : No(new Fault(FaultKind.BrandUnknown, $"There is no vendor '{vendor}' here.", "vendor"));
    }

    private static IResult Say(Fault? fault, string userId) => fault is null ? Nothing() : fault.Kind is FaultKind.NotFound ? NoUser(userId) : No(fault);
}
