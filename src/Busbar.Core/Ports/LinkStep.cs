using Busbar.Core.Devices;

namespace Busbar.Core.Ports;

/// <summary>
/// The next step of a link flow. The host keeps the state and shows the step in each dialect; a vendor only says what comes next.
/// </summary>
public abstract record LinkStep
{
    private LinkStep() { }

    /// <summary>Send the owner's browser to <paramref name="Url"/>; it comes back to the callback with the state it was given.</summary>
    /// <param name="Url">Absolute https URL (http on the operator's own hosts).</param>
    /// <param name="Secret">What the exchange needs later, such as a PKCE verifier; kept sealed, may be null.</param>
    public sealed record Redirect(string Url, string? Secret) : LinkStep;

    /// <summary>The owner confirms elsewhere: at the vendor's site, in its app, on the device. Asked again with <see cref="ILinkDevices.Check"/>.</summary>
    /// <param name="AskAgainAt">When to look next; null where the device itself will report.</param>
    /// <param name="UserCode">A code that the owner types in there, if any.</param>
    /// <param name="Url">Where the owner confirms, if it is a page.</param>
    /// <param name="Secret">What the check needs, such as a device code; kept sealed.</param>
    public sealed record Consent(DateTimeOffset? AskAgainAt, string? UserCode = null, string? Url = null, string? Secret = null) : LinkStep;

    /// <summary>Consent is there: this account and these of its devices.</summary>
    public sealed record Linked(string Account, GrantSecret Secret, IReadOnlyList<FoundDevice> Devices) : LinkStep;

    /// <summary>It ended without consent.</summary>
    public sealed record Failed(LinkFailure Failure, string Message) : LinkStep;
}

/// <summary>Every way in which a link can end badly.</summary>
public enum LinkFailure
{
    /// <summary>The owner said no.</summary>
    Denied,
    /// <summary>The time for it ran out.</summary>
    Expired,
    /// <summary>The account has no device with this identifier.</summary>
    DeviceNotInAccount,
    /// <summary>The account has several devices of this kind and the request named none.</summary>
    SeveralDevices,
    /// <summary>The pairing code is not right.</summary>
    PairingCodeWrong,
    /// <summary>The vendor refused for a reason of its own.</summary>
    RefusedByBrand,
    /// <summary>The vendor could not be reached or answered nonsense.</summary>
    BrandUnavailable,
}

/// <summary>
/// What a vendor gave us to act for an owner. Sealed at rest, never logged. <see cref="Extras"/> holds what the brand needs
/// beside the tokens, such as a region.
/// </summary>
public sealed record GrantSecret(
    string? AccessToken,
    string? RefreshToken,
    DateTimeOffset? ExpiresAt,
    IReadOnlyDictionary<string, string> Extras)
{
    public static readonly IReadOnlyDictionary<string, string> NoExtras = new Dictionary<string, string>();

    /// <summary>What stands in the place of a secret that was wiped.</summary>
    public static readonly GrantSecret Nothing = new(null, null, null, NoExtras);

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => AccessToken is null && RefreshToken is null && Extras.Count == 0;

    /// <summary>Says nothing of its content, so that a log that holds one by mistake tells nothing.</summary>
    public override string ToString() => "GrantSecret";
}

/// <summary>A device as the vendor's list shows it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="VendorId">The vendor's own id, unique within grant and kind.</param>
/// <param name="Identifier">VIN, EAN, serial number or plant id, as the owner knows it; may be null.</param>
/// <param name="Name">The owner's or vendor's name for it.</param>
/// <param name="Model">The model, if told.</param>
/// <param name="ParentVendorId">The <see cref="VendorId"/> of the plant or station that it belongs to.</param>
/// <param name="Commands">What it can be told.</param>
/// <param name="Signals">What it can measure; empty means that the brand's list stands.</param>
public sealed record FoundDevice(
    DeviceKind Kind,
    string VendorId,
    string? Identifier,
    string? Name,
    string? Model,
    string? ParentVendorId,
    IReadOnlyList<Commands.CommandKind> Commands,
    IReadOnlyList<Signal> Signals)
{
    public DeviceKey Key => new(Kind, VendorId);
}

/// <summary>What tells a device from the others of its grant: an inverter and its meter may go by one serial number.</summary>
public readonly record struct DeviceKey(DeviceKind Kind, string VendorId);
