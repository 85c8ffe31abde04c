using System.Reflection;
using System.Text.Json.Serialization;
using Busbar.Core.Basics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Enode;

/// <summary>How a vendor's service does.</summary>
/// <param name="DisplayName">As people write it.</param>
/// <param name="Status">Whether it answers for what is linked.</param>
/// <param name="PortalName">Where a user signs in: the vendor's account goes by its name.</param>
/// <param name="LinkingStatus">Whether users get through who link now.</param>
public sealed record VendorHealth(string Vendor, string DisplayName, VendorStatus Status, string PortalName, VendorStatus LinkingStatus);

/// <summary>A vendor that can be linked.</summary>
/// <param name="DisplayName">As people write it.</param>
/// <param name="Status">Whether it answers for what is linked.</param>
/// <param name="PortalName">Where a user signs in: the vendor's account goes by its name.</param>
/// <param name="LinkingStatus">Whether users get through who link now.</param>
/// <param name="AssetTypes">What can be linked of it, of the types that were asked for.</param>
/// <param name="Scopes">What a user can agree to for these.</param>
public sealed record Integration(
    string Vendor, string DisplayName, VendorStatus Status, string PortalName, VendorStatus LinkingStatus, IReadOnlyList<AssetType> AssetTypes, IReadOnlyList<string> Scopes);

public enum VendorStatus
{
    [JsonStringEnumMemberName("READY")]
    Ready,
    [JsonStringEnumMemberName("ELEVATED_ERROR_RATE")]
    ElevatedErrorRate,
    [JsonStringEnumMemberName("OUTAGE")]
    Outage,
}

/// <summary>For which types vendors are asked for; all where none is named.</summary>
public sealed record IntegrationFilter(IReadOnlyCollection<AssetType> Types) : IBindableFromHttpContext<IntegrationFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<IntegrationFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var told = context.Request.One("assetTypes") ?? string.Join(',', EnodeWords.Types);
        var types = told.Split(',').Select(word => EnumWords<AssetType>.Read(word)
            ?? throw new Refused(Fault.Invalid("assetTypes", $"The value is any of {string.Join(", ", EnodeWords.Types)}, with commas between.")));
        return ValueTask.FromResult<IntegrationFilter?>(new IntegrationFilter([.. types.Distinct()]));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new QueryParameter(
        "assetTypes", "string", $"Only vendors of these types of asset, with commas between: any of {string.Join(", ", EnodeWords.Types)}. All where it is left out."));
}
