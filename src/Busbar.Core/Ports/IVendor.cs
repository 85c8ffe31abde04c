using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Core.Ports;

/// <summary>
/// A brand's outlet. What it can do is said by the abilities that it implements beside this one; an absent ability is an
/// absent interface. Vendors hold no state of ours: everything that they need is handed in.
/// All abilities throw <see cref="VendorFault"/> and nothing else for the vendor's trouble.
/// </summary>
public interface IVendor
{
    Brand Brand { get; }
}

/// <summary>A brand as the catalogue shows it.</summary>
/// <param name="Id">Lower-case name for addresses and the store: <c>tesla</c>.</param>
/// <param name="Name">As people write it: <c>Tesla</c>.</param>
/// <param name="Kinds">What can be linked, and what is asked of the owner for each.</param>
public sealed record Brand(string Id, string Name, IReadOnlyDictionary<DeviceKind, BrandKind> Kinds);

/// <summary>How a brand links one kind of device.</summary>
/// <param name="Consent">How the owner agrees.</param>
/// <param name="Inputs">What the request must carry, beyond type and brand.</param>
/// <param name="Documentation">Where the owner finds how to agree, for <see cref="ConsentWay.Elsewhere"/>; null means our own page.</param>
public sealed record BrandKind(ConsentWay Consent, IReadOnlyList<BrandInput> Inputs, string? Documentation = null);

/// <summary>What a link request may have to carry. <c>Property:</c> inputs are looked up by name in the custom properties.</summary>
/// <param name="Name"><c>identifier</c>, <c>pairingCode</c>, <c>associatedEmail</c>, or the name of a custom property.</param>
/// <param name="Required">Whether a request without it is refused.</param>
/// <param name="Pattern">A regular expression of the simple sort, without look-around and back references, that the value must match whole; null for any.</param>
public sealed record BrandInput(string Name, bool Required, string? Pattern = null);

/// <summary>How an owner agrees.</summary>
public enum ConsentWay
{
    /// <summary>Signs in at the brand's site, sent there by us.</summary>
    Redirect,
    /// <summary>Confirms in the brand's app, by mail, or on the device.</summary>
    Elsewhere,
    /// <summary>Nothing more to do: the pairing code is the consent.</summary>
    None,
}

/// <summary>What a vendor needs to know of a link in the making.</summary>
/// <param name="TenantId">Whose it is; a vendor may keep tenants apart by it, never show it.</param>
/// <param name="LinkId">The link's id.</param>
/// <param name="Kind">What is to be linked.</param>
/// <param name="Inputs">What the request carried, by input name; no nulls.</param>
/// <param name="CallbackUrl">The brand's one callback address.</param>
/// <param name="State">The one-use state that the brand must send back; null where no browser is sent.</param>
public sealed record LinkRequest(Guid TenantId, Guid LinkId, DeviceKind Kind, IReadOnlyDictionary<string, string> Inputs, string CallbackUrl, string? State)
{
    /// <summary>
    /// Whose device it will be, where that is known by now. An outlet that hands something out by name alone, such as a
    /// station's identity, hands one user's to no other.
    /// </summary>
    public Guid? UserId { get; init; }
}

/// <summary>What came back to the callback, all query values as they came.</summary>
public sealed record LinkReturn(IReadOnlyDictionary<string, string> Query);

/// <summary>Links devices with their owner's consent.</summary>
public interface ILinkDevices : IVendor
{
    /// <summary>
    /// The first step. For <see cref="ConsentWay.Redirect"/> this is called when the owner presses Continue (the state is
    /// made then); for the others when the link is made.
    /// </summary>
    Task<LinkStep> Start(LinkRequest request, CancellationToken stop);

    /// <summary>The browser came back; <paramref name="secret"/> is what <see cref="LinkStep.Redirect"/> gave.</summary>
    Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop);

    /// <summary>Has the owner confirmed by now? <paramref name="secret"/> is what <see cref="LinkStep.Consent"/> gave.</summary>
    Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop);
}

/// <summary>What became of the old refresh token when a refresh was cut off half-way: a property of the brand.</summary>
public enum RefreshReplay
{
    /// <summary>The old token may be used again for a while: try again.</summary>
    Allowed,
    /// <summary>Using the old one again revokes the grant: never try.</summary>
    Revokes,
    /// <summary>Not known: never try.</summary>
    Unknown,
}

/// <summary>Renews grants that expire.</summary>
public interface IRefreshGrants : IVendor
{
    RefreshReplay Replay { get; }

    /// <summary>
    /// Asks for a new grant with the refresh token of this one. <see cref="VendorFaultKind.GrantLost"/> when the brand says
    /// that the grant is no longer good. A missing refresh token in the answer means that the old one stays.
    /// </summary>
    Task<GrantSecret> Refresh(GrantSecret secret, CancellationToken stop);
}

/// <summary>Gives grants back at the brand when the last device leaves.</summary>
public interface IRevokeGrants : IVendor
{
    /// <summary>
    /// Ends the grant at the brand, or finds it ended: it may be asked twice. <see cref="VendorFaultKind.NotSupported"/> where the
    /// brand's interface has no way to do so.
    /// </summary>
    Task Revoke(GrantSecret secret, CancellationToken stop);
}

/// <summary>Which device, in the vendor's words.</summary>
/// <param name="GrantId">Ours; call budgets are kept by it.</param>
public sealed record DeviceAddress(Guid TenantId, Guid GrantId, Guid DeviceId, DeviceKind Kind, string VendorId);

/// <summary>Reads devices.</summary>
public interface IReadDevices : IVendor
{
    /// <summary>Everything that the vendor knows of the device now.</summary>
    Task<ReadAnswer> Read(DeviceAddress device, GrantSecret secret, CancellationToken stop);

    /// <summary>How often to ask, by what the device is doing.</summary>
    Cadences Cadences { get; }
}

/// <summary>How often a device is asked.</summary>
/// <param name="Charging">While it charges.</param>
/// <param name="PluggedIn">While it is plugged in and does not charge.</param>
/// <param name="Idle">Otherwise.</param>
/// <param name="AfterCommand">While a command waits to be seen.</param>
public sealed record Cadences(TimeSpan Charging, TimeSpan PluggedIn, TimeSpan Idle, TimeSpan AfterCommand);

/// <summary>Tells devices what to do.</summary>
public interface ICommandDevices : IVendor
{
    /// <summary>
    /// Sends the command once. Returning means that the vendor took it, not that it happened: readings prove that.
    /// A fault says whether it may have happened.
    /// </summary>
    Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop);

    /// <summary>The least and the most that a command's values may be, in the core's unit; null where that is not known.</summary>
    (double Least, double Most)? RangeOf(DeviceKind device, CommandKind command) => null;
}

/// <summary>What is left of a brand account's call budgets.</summary>
/// <param name="Name">The budget's name in the brand's file: <c>day</c>.</param>
public sealed record BudgetLeft(string Name, int Limit, int Left, DateTimeOffset ResetsAt);

/// <summary>Tells what is left of the call budgets of a grant.</summary>
public interface IKeepBudgets : IVendor
{
    Task<IReadOnlyList<BudgetLeft>> BudgetsLeft(Guid grantId, CancellationToken stop);
}

/// <summary>Which realm a tenant lives in: with real devices or in the sandbox cloud.</summary>
public enum Realm { Sandbox, Production }

/// <summary>The table of contents: every brand that can be linked, by realm.</summary>
public interface IVendors
{
    IReadOnlyList<IVendor> List(Realm realm);

    /// <summary>By id or name, whatever the case; null where there is none.</summary>
    IVendor? Find(Realm realm, string brand);
}
