using System.Collections.Frozen;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.Enode;

/// <summary>Names of this dialect for things of ours.</summary>
internal static class EnodeWords
{
    // Upper case without signs, but for these.
    private static readonly FrozenDictionary<string, string> vendors = new Dictionary<string, string>
    {
        ["mercedes-benz"] = "MERCEDES", ["land-rover"] = "LANDROVER", ["alfa-romeo"] = "ALFAROMEO",
        ["csi-solar"] = "CSISolar", ["deye"] = "Deye", ["hoymiles"] = "Hoymiles",
    }.ToFrozenDictionary();

    public static string Vendor(string brand) => vendors.TryGetValue(brand, out var vendor) ? vendor : string.Concat(brand.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>The id of the brand that goes by this name here; null where none does.</summary>
    public static string? BrandOf(IVendors known, Realm realm, string vendor) => known.List(realm).Select(one => one.Brand.Id).FirstOrDefault(id => Vendor(id) == vendor);

    public static string BrandName(IVendors known, Realm realm, string brand) => known.Find(realm, brand)?.Brand.Name ?? brand;

    public static AssetType Type(DeviceKind kind) => kind switch
    {
        DeviceKind.EV => AssetType.Vehicle,
        DeviceKind.ChargePoint => AssetType.Charger,
        DeviceKind.HeatPump => AssetType.Hvac,
        DeviceKind.SolarPlant or DeviceKind.Inverter => AssetType.Inverter,
        DeviceKind.Battery => AssetType.Battery,
        DeviceKind.Meter or DeviceKind.RetrofitMeter => AssetType.Meter,
    };

    /// <summary>What its owner agreed to; one who was not asked for scopes agreed to all that there are for such a device.</summary>
    public static IReadOnlyList<string> Scopes(DeviceView view) =>
        Written(LinkScopes.Of([view.Device.Kind], view.Device.Scopes ?? everything)!);

    /// <summary>All that there are for these kinds.</summary>
    public static IReadOnlyList<string> Scopes(IReadOnlyList<DeviceKind> kinds) =>
        Written(LinkScopes.Of(kinds, everything)!);

    private static IReadOnlyList<string> Written(IReadOnlyList<LinkScope> scopes) => [.. scopes.Select(scope => EnumWords<AssetScope>.Write(Enum.Parse<AssetScope>(scope.ToString())))];

    private static readonly IReadOnlyList<LinkScope> everything = Enum.GetValues<LinkScope>();

    public static readonly IReadOnlyList<string> Types = EnumWords<AssetType>.All;

    public static double? Kilo(double? number) => number / 1000;
}
