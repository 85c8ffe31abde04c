using Busbar.Core.Ports;

namespace Busbar.Core.Tenancy;

/// <summary>An organisation. It lives in one realm; one that wants both has two tenants.</summary>
public sealed record Tenant(Guid Id, string Name, Realm Realm, string DataKey, DateTimeOffset CreatedAt);

/// <summary>An application's credential; a principal. Its realm is its tenant's.</summary>
/// <param name="Id">Ours, and its principal id.</param>
/// <param name="ClientId">What it signs in with.</param>
/// <param name="ReturnAddresses">Where browsers may be sent back to; see <see cref="ReturnAddress"/>.</param>
/// <param name="Brands">The brands that it may link, by id; null for all.</param>
public sealed record Client(
    Guid Id, Guid TenantId, Realm Realm, string ClientId, string Name,
    IReadOnlyList<string> ReturnAddresses, IReadOnlyList<string>? Brands,
    DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public const int LongestName = 100;

    /// <summary>How it looks to owners.</summary>
    public ClientLook Look { get; init; } = ClientLook.Plain;

    public PairingWish Pairing { get; init; } = PairingWish.All;

    /// <summary>Where browsers go after an onboarding whose address names no place; null for a page of ours.</summary>
    public string? OnboardingReturn { get; init; }

    /// <summary>How many requests it may make in an hour; null is what each dialect says, 0 is no limit.</summary>
    public int? HourlyRequests { get; init; }
}

/// <summary>A person, or household, that devices belong to. <paramref name="ExternalId"/> is the application's own id for it.</summary>
public sealed record User(Guid Id, Guid TenantId, string ExternalId, DateTimeOffset CreatedAt);

/// <summary>The kinds of actor that permissions can be given to. The names stand in the store: rename none.</summary>
public enum PrincipalKind { User, Client, Collective, Tenant }

/// <summary>What a principal may do with a device. Additive records, not a ladder. The names stand in the store: rename none.</summary>
public enum PermissionLevel
{
    /// <summary>See it, its readings and its commands.</summary>
    Viewer,
    /// <summary>Command it.</summary>
    Contributor,
    /// <summary>Change certain settings.</summary>
    Administer,
    /// <summary>Everything, sharing included.</summary>
    Owner,
}

/// <summary>What one principal may do with one device: its records taken together.</summary>
public sealed record Permission(Guid DeviceId, Guid PrincipalId, IReadOnlyList<PermissionLevel> Levels);
