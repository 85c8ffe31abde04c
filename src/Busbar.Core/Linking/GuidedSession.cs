using Busbar.Core.Devices;
using Busbar.Core.Vehicles;

namespace Busbar.Core.Linking;

/// <summary>Whether pages are light or dark. The names stand in the store: rename none.</summary>
public enum ColourScheme
{
    /// <summary>As the owner's system is.</summary>
    System,
    Light,
    Dark,
}

/// <summary>
/// A page of ours on which an owner chooses what to link, step by step. It makes at most one link that succeeds; after one that
/// failed or was taken back, the owner may choose again.
/// </summary>
/// <param name="CompanyName">Who asks, as the owner reads it.</param>
/// <param name="Brand">The only brand to choose, by id; null leaves the choice.</param>
/// <param name="Kinds">The only kinds to choose; null leaves the choice.</param>
/// <param name="Name">What the device is to be called.</param>
/// <param name="OwnerId">The user that the device is to belong to; null makes one of its own.</param>
/// <param name="CollectiveId">The collective that the device is to enter.</param>
/// <param name="Properties">The application's own JSON, as text; the owner's answers to what brands ask of it join it.</param>
/// <param name="LinkId">The newest link that came of it.</param>
/// <param name="AskingUntil">While a brand is asked about that link: until when its answer is waited for.</param>
public sealed record GuidedSession(
    Guid Id, Guid TenantId, Guid ClientId, string CompanyName, string? Brand, IReadOnlyList<DeviceKind>? Kinds, string? Name, Guid? OwnerId, Guid? CollectiveId,
    string? Properties, string? ReturnUrl, Guid? LinkId, DateTimeOffset? AskingUntil, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>What the owner is asked to let the application have; null for everything.</summary>
    public IReadOnlyList<LinkScope>? Scopes { get; init; }

    /// <summary>All devices of the kinds are linked that the account holds, with what they are part of; else the one that is meant.</summary>
    public bool AllDevices { get; init; }

    /// <summary>The device whose connection is renewed: there is nothing to choose.</summary>
    public Guid? Relinks { get; init; }

    /// <summary>Whoever leaves before the end comes back to the application with the reason in the address; and with success only once they pressed the button.</summary>
    public bool TellsExit { get; init; }

    /// <summary>What language the pages are in, as the application named it; null for the browser's.</summary>
    public string? Language { get; init; }

    public ColourScheme Colours { get; init; }

    /// <summary>Which car is to be linked, by the catalogue; what is open in it, its owner chooses. Null where cars are not asked for so.</summary>
    public CarChoice? Car { get; init; }

    /// <summary>The return address tells which devices of this kind were linked, and is gone to without a page of ours between.</summary>
    public DeviceKind? TellsLinked { get; init; }

    /// <summary>How long an owner has to choose.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How often an owner may choose. Whoever holds the address could otherwise try codes for a day, or have mails sent.</summary>
    public const int MostLinks = 20;

    public const int LongestCompanyName = 100;

    public bool HasExpired(DateTimeOffset now) => ExpiresAt <= now;
}
