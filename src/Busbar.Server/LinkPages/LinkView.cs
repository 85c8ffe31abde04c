using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.LinkPages;

/// <summary>What can still be done with a link.</summary>
public enum Standing
{
    /// <summary>Waits for its owner.</summary>
    Open,
    /// <summary>Its time ran out.</summary>
    Expired,
    /// <summary>The application that asked has lost its credentials.</summary>
    Withdrawn,
    Succeeded,
    Failed,
    Canceled,
}

/// <summary>A link as its pages show it. A pure reading of what the store and the catalogue hold.</summary>
/// <param name="Client">The application that asked.</param>
/// <param name="Vendor">Null where the brand is not in the catalogue any more.</param>
/// <param name="Token">The link's token.</param>
/// <param name="Now">What time it is.</param>
public sealed record LinkView(Link Link, Client Client, IVendor? Vendor, string Token, DateTimeOffset Now)
{
    /// <summary>The guided session in which the owner chose this; null where the application asked for it itself.</summary>
    public GuidedSession? Session { get; init; }

    /// <summary>Where the owner can choose again, while that can be; see <see cref="GuideView"/>.</summary>
    public string? GuidePath { get; init; }

    /// <summary>Who asks, as the owner knows it.</summary>
    public string Application => Session?.CompanyName ?? Client.Name;

    /// <summary>The application's own name, where the owner would not read it otherwise.</summary>
    public string? Through => Client.Name == Application ? null : Client.Name;

    public string Brand => Vendor?.Brand.Name ?? Link.Brand;

    public bool IsSandbox => Client.Realm is Realm.Sandbox;

    /// <summary>The device itself reports to us, with no brand's cloud between.</summary>
    public bool DialsIn => Vendor is IDialIn;

    public bool CanCommand => Vendor is ICommandDevices;

    public string Path => "/link/" + Token;

    public string PasswordPath => Path + "/password";

    /// <summary>What was linked, where a session linked all devices of an account.</summary>
    public IReadOnlyList<Device> Devices { get; init; } = [];

    /// <summary>See <see cref="GuidedSession.TellsExit"/>.</summary>
    public bool TellsExit => Session is { TellsExit: true };

    public string? Identifier => Link.AllOf is null && Link.Identifier is { Length: > 0 } identifier ? identifier : null;

    public string? Email => Link.Inputs.GetValueOrDefault(LinkInputs.AssociatedEmail) is { Length: > 0 } email ? email : null;

    public string? Name => Link.Inputs.GetValueOrDefault(LinkInputs.Name) is { Length: > 0 } name ? name : null;

    public TimeSpan Left => Link.ExpiresAt - Now;

    /// <summary>Where the application wants the browser back; null where it gave no address, or the address left its list since.</summary>
    public string? BackUrl => Link.ReturnUrl is { } url && ReturnAddress.IsAllowed(url, Client.ReturnAddresses) ? Told(url) : null;

    /// <summary>Where a browser goes that came back from the brand.</summary>
    public string AfterUrl => Standing is not Standing.Succeeded || (TellsExit && Session!.TellsLinked is null) ? Path : BackUrl ?? Told(Path);

    private string Told(string url) => Standing is Standing.Succeeded && Session?.TellsLinked is { } kind ? LinkedPairs.Of(url, kind, Devices.Where(device => device.Kind == kind).Select(device => device.Id)) : url;

    /// <summary>The same for whoever leaves before the end.</summary>
    public string? LeaveUrl(LinkWords words) => BackUrl is { } url && TellsExit && Standing is not Standing.Succeeded ? ExitAddress.Of(url, ExitAddress.Why(this), words) : BackUrl;

    /// <summary>Where at the brand the owner confirms.</summary>
    public string? ConfirmUrl => WebAddress(Link.BrandUrl);

    /// <summary>Where the brand tells how to confirm.</summary>
    public string? DocumentationUrl => WebAddress(Vendor?.Brand.Kinds.GetValueOrDefault(Link.Kind)?.Documentation);

    public Standing Standing => Link.Status switch
    {
        LinkStatus.Pending when Link.ExpiresAt <= Now => Standing.Expired,
        LinkStatus.Pending when Client.RevokedAt is not null => Standing.Withdrawn,
        LinkStatus.Pending => Standing.Open,
        LinkStatus.Succeeded => Standing.Succeeded,
        LinkStatus.Failed when Link.Failure is LinkFailure.Expired => Standing.Expired,
        LinkStatus.Failed => Standing.Failed,
        LinkStatus.Canceled => Standing.Canceled,
    };

    // The brand's answer and the brand's file are other people's words: nothing but a web address becomes a link.
    private static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri : null;
}
