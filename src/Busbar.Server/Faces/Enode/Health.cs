using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>Whether all is well, here and at the brands.</summary>
internal static class Health
{
    /// <summary>For everybody: needs no token.</summary>
    public static async Task<IResult> Ready(Database database)
    {
        await database.Read(TenantTable.Any);
        return Nothing();
    }

    public static Task<IResult> Vehicles(HttpContext context, IVendors vendors, BrandHealths healths) => Of(AssetType.Vehicle, context, vendors, healths);

    public static Task<IResult> Chargers(HttpContext context, IVendors vendors, BrandHealths healths) => Of(AssetType.Charger, context, vendors, healths);

    public static Task<IResult> Hvacs(HttpContext context, IVendors vendors, BrandHealths healths) => Of(AssetType.Hvac, context, vendors, healths);

    public static Task<IResult> Inverters(HttpContext context, IVendors vendors, BrandHealths healths) => Of(AssetType.Inverter, context, vendors, healths);

    public static Task<IResult> Batteries(HttpContext context, IVendors vendors, BrandHealths healths) => Of(AssetType.Battery, context, vendors, healths);

    public static Task<IResult> Meters(HttpContext context, IVendors vendors, BrandHealths healths) => Of(AssetType.Meter, context, vendors, healths);

    /// <summary>Every brand that the application may link, with all that can be linked of it.</summary>
    public static async Task<IResult> Integrations(IntegrationFilter filter, HttpContext context, IVendors vendors, BrandHealths healths)
    {
        var found = await Find(filter.Types, context, vendors, healths);
        return Ok<IReadOnlyList<Integration>>([.. found.Select(one => new Integration(
            one.Health.Vendor, one.Health.DisplayName, one.Health.Status, one.Health.PortalName, one.Health.LinkingStatus,
            [.. one.Choices.Select(choice => EnodeWords.Type(choice.Kind)).Distinct().Order()], EnodeWords.Scopes([.. one.Choices.Select(choice => choice.Kind)])))]);
    }

    private static async Task<IResult> Of(AssetType type, HttpContext context, IVendors vendors, BrandHealths healths) =>
        Ok<IReadOnlyList<VendorHealth>>([.. (await Find([type], context, vendors, healths)).Select(one => one.Health)]);

    private static async Task<IReadOnlyList<(VendorHealth Health, IReadOnlyList<GuideChoice> Choices)>> Find(
        IReadOnlyCollection<AssetType> types, HttpContext context, IVendors vendors, BrandHealths healths)
    {
        var caller = Identity.Of(context);
        var (linking, reading) = (await healths.Of(caller.Realm), await healths.OfReading(caller.Realm));
        return
        [
            .. from choice in GuideOffer.Of(caller, null, null, vendors)
               where types.Contains(EnodeWords.Type(choice.Kind))
               group choice by choice.Brand into offered
               select (new VendorHealth(
                   EnodeWords.Vendor(offered.Key.Id), offered.Key.Name, Word(reading, offered.Key), offered.Key.Name, Word(linking, offered.Key)), (IReadOnlyList<GuideChoice>)[.. offered]),
        ];
    }

    private static VendorStatus Word(IReadOnlyDictionary<string, BrandHealth> known, Brand brand) => known.GetValueOrDefault(brand.Id) switch
    {
        BrandHealth.Ready => VendorStatus.Ready,
        BrandHealth.ElevatedErrors => VendorStatus.ElevatedErrorRate,
        BrandHealth.Outage => VendorStatus.Outage,
    };
}
