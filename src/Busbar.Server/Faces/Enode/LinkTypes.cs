using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>What a link session is to be like.</summary>
/// <param name="Scopes">What the user is asked to allow. They say which types of asset are linked; each type needs its :read:data.</param>
/// <param name="Language">The language of the pages; browser takes what the browser prefers.</param>
/// <param name="RedirectUri">Where the browser goes at the end: an address on the application's list, of at most 500 characters.</param>
/// <param name="Vendor">The only brand to choose.</param>
/// <param name="VendorType">The only type of asset to link.</param>
/// <param name="ColorScheme">Whether the pages are light or dark; system where it is left out.</param>
public sealed record LinkPayload(
    IReadOnlyList<AssetScope> Scopes, LinkLanguage Language, string RedirectUri, string? Vendor = null, AssetType? VendorType = null, LinkColors? ColorScheme = null);

/// <summary>What a session is to be like that renews the connection of an asset.</summary>
/// <param name="Language">The language of the pages; browser takes what the browser prefers.</param>
/// <param name="RedirectUri">Where the browser goes at the end: an address on the application's list, of at most 500 characters.</param>
/// <param name="ColorScheme">Whether the pages are light or dark; system where it is left out.</param>
public sealed record RelinkPayload(LinkLanguage Language, string RedirectUri, LinkColors? ColorScheme = null);

/// <summary>Where to send the user. Both are secrets until they are used, or 24 hours are over.</summary>
/// <param name="LinkUrl">The address of the pages.</param>
/// <param name="LinkToken">The same for apps: base64 of a JSON object with linkUrl and redirectUri.</param>
public sealed record LinkSession(Uri LinkUrl, string LinkToken);

public enum AssetScope
{
    [JsonStringEnumMemberName("vehicle:read:data")]
    VehicleData,
    [JsonStringEnumMemberName("vehicle:read:location")]
    VehicleLocation,
    [JsonStringEnumMemberName("vehicle:control:charging")]
    VehicleCharging,
    [JsonStringEnumMemberName("charger:read:data")]
    ChargerData,
    [JsonStringEnumMemberName("charger:control:charging")]
    ChargerCharging,
    [JsonStringEnumMemberName("hvac:read:data")]
    HeatPumpData,
    [JsonStringEnumMemberName("hvac:control:mode")]
    HeatPumpMode,
    [JsonStringEnumMemberName("inverter:read:data")]
    InverterData,
    [JsonStringEnumMemberName("inverter:read:location")]
    InverterLocation,
    [JsonStringEnumMemberName("battery:read:data")]
    BatteryData,
    [JsonStringEnumMemberName("battery:read:location")]
    BatteryLocation,
    [JsonStringEnumMemberName("battery:control:operation_mode")]
    BatteryMode,
    [JsonStringEnumMemberName("meter:read:data")]
    MeterData,
    [JsonStringEnumMemberName("meter:read:location")]
    MeterLocation,
}

public enum LinkLanguage
{
    [JsonStringEnumMemberName("browser")]
    Browser,
    [JsonStringEnumMemberName("da-DK")]
    DaDk,
    [JsonStringEnumMemberName("de-DE")]
    DeDe,
    [JsonStringEnumMemberName("en-US")]
    EnUs,
    [JsonStringEnumMemberName("en-GB")]
    EnGb,
    [JsonStringEnumMemberName("es-ES")]
    EsEs,
    [JsonStringEnumMemberName("fi-FI")]
    FiFi,
    [JsonStringEnumMemberName("fr-FR")]
    FrFr,
    [JsonStringEnumMemberName("it-IT")]
    ItIt,
    [JsonStringEnumMemberName("ja-JP")]
    JaJp,
    [JsonStringEnumMemberName("lv-LV")]
    LvLv,
    [JsonStringEnumMemberName("lt-LT")]
    LtLt,
    [JsonStringEnumMemberName("nb-NO")]
    NbNo,
    [JsonStringEnumMemberName("nl-NL")]
    NlNl,
    [JsonStringEnumMemberName("nl-BE")]
    NlBe,
    [JsonStringEnumMemberName("pl-PL")]
    PlPl,
    [JsonStringEnumMemberName("pt-PT")]
    PtPt,
    [JsonStringEnumMemberName("ro-RO")]
    RoRo,
    [JsonStringEnumMemberName("sv-SE")]
    SvSe,
}

public enum LinkColors
{
    [JsonStringEnumMemberName("system")]
    System,
    [JsonStringEnumMemberName("light")]
    Light,
    [JsonStringEnumMemberName("dark")]
    Dark,
}
