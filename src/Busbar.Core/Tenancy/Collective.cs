using Busbar.Core.Basics;

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
/// <param name="UserId">The user whose home it is; set once it was a household, and kept where it is none any more.</param>
/// <param name="Properties">The application's own JSON, as text.</param>
public sealed record Collective(
    Guid Id, Guid TenantId, Guid RequestId, Guid ClientId, string Name, CollectiveKind Kind, Guid OwnerId, Guid? UserId, string? Properties, DateTimeOffset CreatedAt)
{
    private const int LongestName = 200;

    /// <summary>Whom devices belong to that are linked into it; null where each has its own user.</summary>
    public Guid? HomeUserId => Kind is CollectiveKind.Household ? UserId : null;

    /// <summary>Whether this is its owner or the client that made it: they change it, and stay its members.</summary>
    public bool IsLedBy(Guid principalId) => principalId == OwnerId || principalId == ClientId;

    public static Fault? BadName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > LongestName ? Fault.Invalid("name", $"A collective's name has 1 to {LongestName} characters, and not only blanks.") : null;
}

/// <summary>One who shares a collective, or looks after a tenant.</summary>
public sealed record Member(Guid PrincipalId, PrincipalKind Kind, DateTimeOffset Since);
