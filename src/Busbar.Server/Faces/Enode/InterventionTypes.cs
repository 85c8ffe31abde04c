using Busbar.Core.Interventions;

namespace Busbar.Server.Faces.Enode;

/// <summary>Something that a person must do before an asset can do something again.</summary>
/// <param name="Id">The intervention's id: the same for all assets that need it.</param>
/// <param name="Vendor">The only brand that it is for; null for all.</param>
/// <param name="VendorType">The only type of asset that it is for; null for all.</param>
/// <param name="Brand">The brand's name; null for all.</param>
/// <param name="IntroducedAt">When it came into the catalogue.</param>
/// <param name="Domain">Where the trouble lies.</param>
public sealed record Intervention(
    Guid Id, string? Vendor, AssetType? VendorType, string? Brand, DateTimeOffset IntroducedAt, InterventionDomain Domain, InterventionResolution Resolution);

/// <summary>What has to be done, in the language that was asked for.</summary>
/// <param name="Description">In Markdown.</param>
/// <param name="Access">Whether somebody has to be at the asset.</param>
/// <param name="Agent">Who can do it.</param>
/// <param name="Action">Link where linking the asset again does it: POST /assets/{assetId}/relink.</param>
public sealed record InterventionResolution(string Title, string Description, InterventionAccess Access, InterventionAgent Agent, InterventionAction? Action);

public enum InterventionAction { Link }
