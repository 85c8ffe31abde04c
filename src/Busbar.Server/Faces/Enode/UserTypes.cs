using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>A user and what was linked for it.</summary>
/// <param name="Id">Your own id of the user.</param>
public sealed record User(string Id, IReadOnlyList<LinkedVendor> LinkedVendors);

/// <param name="Vendor">The brand.</param>
/// <param name="VendorType">What of it was linked.</param>
/// <param name="IsValid">Whether the consent still holds; if not, the user has to link again.</param>
public sealed record LinkedVendor(string Vendor, AssetType VendorType, bool IsValid);

/// <param name="Id">Your own id of the user.</param>
/// <param name="CreatedAt">When it was first named.</param>
/// <param name="Scopes">Of an older version of this API: always empty.</param>
public sealed record ListedUser(string Id, DateTimeOffset CreatedAt, IReadOnlyList<string> Scopes);

public enum AssetType
{
    [JsonStringEnumMemberName("vehicle")]
    Vehicle,
    [JsonStringEnumMemberName("charger")]
    Charger,
    [JsonStringEnumMemberName("hvac")]
    Hvac,
    [JsonStringEnumMemberName("inverter")]
    Inverter,
    [JsonStringEnumMemberName("battery")]
    Battery,
    [JsonStringEnumMemberName("meter")]
    Meter,
}
