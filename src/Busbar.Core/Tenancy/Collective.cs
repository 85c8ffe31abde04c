namespace Busbar.Core.Tenancy;

/// <summary>The kinds of collective. The names stand in the store: rename none.</summary>
public enum CollectiveKind { Household, Fleet, SolarFarm, VirtualPowerPlant }

/// <summary>
/// A named group of devices, and a principal: what it may do with a device, its members may. A device is in one at most, and
/// while it is, the collective holds Viewer and Contributor on it.
/// </summary>
/// <param name="RequestId">The onboarding request that made it.</param>
/// <param name="ClientId">Who made that request; a member, and one who may change it.</param>
/// <param name="OwnerId">The principal that it belongs to; a member, and one who may change it.</param>
/// <param name="UserId">The user whose home it is; only a household has one.</param>
/// <param name="Properties">The application's own JSON, as text.</param>
public sealed record Collective(
    Guid Id, Guid TenantId, Guid RequestId, Guid ClientId, string Name, CollectiveKind Kind, Guid OwnerId, Guid? UserId, string? Properties, DateTimeOffset CreatedAt);
