using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>Where a link stands. The names stand in the store: rename none.</summary>
public enum LinkStatus
{
    /// <summary>Waits for the owner.</summary>
    Pending,
    /// <summary>Devices are linked.</summary>
    Succeeded,
    /// <summary>It ended badly; <see cref="Link.Failure"/> says how.</summary>
    Failed,
    /// <summary>The application took it back.</summary>
    Canceled,
}

/// <summary>One attempt at consent: who asked for what, how the owner agrees, and what came of it.</summary>
/// <param name="HasOwnUser">The user was made for this link, since the request named none.</param>
/// <param name="OwnerId">The principal that the request named as owner, beside the client.</param>
/// <param name="Inputs">What the request carried, by input name.</param>
/// <param name="Properties">The application's own JSON, as text.</param>
/// <param name="Secret">What the vendor's next check needs; sealed.</param>
/// <param name="UserCode">What the owner types in at the brand, if anything.</param>
/// <param name="BrandUrl">Where at the brand the owner confirms, if it is a page.</param>
/// <param name="WasLinkedBefore">The same user had linked the same device; its connection was renewed.</param>
/// <param name="CollectiveId">The collective that the device is to enter.</param>
/// <param name="IsReconnect">Made by us to mend a broken connection, not asked for as an onboarding.</param>
public sealed record Link(
    Guid Id, Guid TenantId, Guid ClientId, Guid UserId, bool HasOwnUser, Guid? OwnerId,
    DeviceKind Kind, string Brand, ConsentWay Consent, IReadOnlyDictionary<string, string> Inputs, string? Properties, string? ReturnUrl,
    LinkStatus Status, LinkFailure? Failure, string? FailureMessage, string? Secret, string? UserCode, string? BrandUrl,
    Guid? DeviceId, bool WasLinkedBefore, bool IsReconnect, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, long Version, Guid? CollectiveId = null)
{
    /// <summary>How long an owner has.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>All devices of these kinds are linked that the account holds; null for the one that is meant.</summary>
    public IReadOnlyList<DeviceKind>? AllOf { get; init; }

    /// <summary>What the owner is asked to let the application have; null for everything.</summary>
    public IReadOnlyList<LinkScope>? Scopes { get; init; }

    public string? Identifier => Inputs.GetValueOrDefault(LinkInputs.Identifier);

    public bool IsOver => Status is not LinkStatus.Pending;

    /// <summary>The link as a vendor needs to know it.</summary>
    public LinkRequest Request(string callbackUrl = "", string? state = null) => new(TenantId, Id, Kind, Inputs, callbackUrl, state) { UserId = UserId };

    /// <summary>The link as it stands at a time: one that its owner left unused for too long has failed, whether or not anybody wrote it down.</summary>
    public Link At(DateTimeOffset now) => IsOver || ExpiresAt > now ? this : Fail(LinkFailure.Expired, "The owner did not confirm in time. Make a new request.");

    public Link Succeed(Guid userId, Guid deviceId, bool wasLinkedBefore) => this with
    {
        Status = LinkStatus.Succeeded, UserId = userId, DeviceId = deviceId, WasLinkedBefore = wasLinkedBefore, Secret = null,
    };

    public Link Fail(LinkFailure failure, string message) => this with { Status = LinkStatus.Failed, Failure = failure, FailureMessage = message, Secret = null };
}

/// <summary>The names of a link's inputs; a brand may ask for others, which are custom properties.</summary>
public static class LinkInputs
{
    public const string Identifier = "identifier", PairingCode = "pairingCode", AssociatedEmail = "associatedEmail", Name = "name", Track = "track";
}
