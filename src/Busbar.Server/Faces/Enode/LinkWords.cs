using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.Enode;

/// <summary>Link sessions in this dialect's words.</summary>
internal static class LinkWords
{
    private const int LongestRedirect = 500;

    public static Result<GuideOrder> Read(LinkPayload told, Realm realm, IVendors vendors)
    {
        if (told.Scopes.Count == 0) return Fault.Invalid("scopes", "Ask for one scope at least.");
        var scopes = told.Scopes.Select(scope => Enum.Parse<LinkScope>(scope.ToString())).Distinct().ToList();
        var types = scopes.SelectMany(LinkScopes.Kinds).Select(EnodeWords.Type).Distinct().ToList();
        foreach (var type in types)
            if (!scopes.Any(scope => LinkScopes.Sort(scope) is ScopeSort.Data && LinkScopes.Kinds(scope).Select(EnodeWords.Type).Contains(type)))
                return Fault.Invalid("scopes", $"The scope {EnumWords<AssetType>.Write(type)}:read:data is needed for that type of asset.");
        if (told.VendorType is { } only && !types.Contains(only)) return Fault.Invalid("vendorType", "None of the scopes is of this type.");
        string? brand = null;
        if (told.Vendor is { } vendor && (brand = EnodeWords.BrandOf(vendors, realm, vendor)) is null)
            return new Fault(FaultKind.BrandUnknown, $"There is no vendor '{vendor}' here.", "vendor");
        if (CheckRedirect(told.RedirectUri) is { } fault) return fault;
        return new GuideOrder(
            null, brand, [.. scopes.SelectMany(LinkScopes.Kinds).Distinct().Where(kind => told.VendorType is null || EnodeWords.Type(kind) == told.VendorType)], null, null, null, null, told.RedirectUri)
        {
            Scopes = scopes, AllDevices = true, TellsExit = true, Language = EnumWords<LinkLanguage>.Write(told.Language), Colours = Colours(told.ColorScheme),
        };
    }

    public static Result<GuideOrder> Read(RelinkPayload told, Guid assetId) => CheckRedirect(told.RedirectUri) is { } fault ? fault
        : new GuideOrder(null, null, null, null, null, null, null, told.RedirectUri)
        {
            Relinks = assetId, TellsExit = true, Language = EnumWords<LinkLanguage>.Write(told.Language), Colours = Colours(told.ColorScheme),
        };

    public static LinkSession Show(string url, string redirectUri) =>
        new(new Uri(url), Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { linkUrl = url, redirectUri }, EnodeFace.Face.Json)));

    /// <summary>The field as this dialect calls it.</summary>
    public static Fault Spell(Fault fault) => fault with { Field = fault.Field switch { "returnUrl" => "redirectUri", "brand" => "vendor", "type" => "vendorType", var other => other } };

    private static Fault? CheckRedirect(string redirectUri) =>
        redirectUri.Length is 0 or > LongestRedirect ? Fault.Invalid("redirectUri", $"The value is an address of at most {LongestRedirect} characters.") : null;

    private static ColourScheme Colours(LinkColors? told) => told is { } colours ? Colours(colours) : ColourScheme.System;

    private static ColourScheme Colours(LinkColors told) => told switch
    {
        LinkColors.System => ColourScheme.System,
        LinkColors.Light => ColourScheme.Light,
        LinkColors.Dark => ColourScheme.Dark,
    };
}
