using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>Whether a grant is good. The names stand in the store: rename none.</summary>
public enum GrantState { Active, Lost }

/// <summary>
/// What a brand gave us to act for an owner; unique per (tenant, user, brand, account). The secret is sealed.
/// </summary>
/// <param name="PreviousSecret">The one before, kept until the new one has worked once.</param>
/// <param name="RefreshAttempt">A refresh that was begun and not ended; null where there is none.</param>
/// <param name="RefreshUntil">When the one who began it counts as dead.</param>
/// <param name="Scopes">What the owner agreed to; null for everything.</param>
/// <param name="Version">Changes with every change of the secret; a late writer's is refused by it.</param>
public sealed record Grant(
    Guid Id, Guid TenantId, Guid UserId, string Brand, string Account, string Secret, string? PreviousSecret,
    GrantState State, VendorFaultKind? LostBecause, DateTimeOffset? LostAt, string? RefreshAttempt, DateTimeOffset? RefreshUntil, long Version, DateTimeOffset CreatedAt,
    IReadOnlyList<LinkScope>? Scopes = null);
