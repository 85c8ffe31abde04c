using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Tests.LinkPages;

/// <summary>Three small brands, one for each way of agreeing, and a second one that signs in, to mix them up.</summary>
public sealed class FakeBrands : IVendors
{
    public SignInBrand Volta { get; } = new("volta", "Volta Motors");

    public SignInBrand Ampera { get; } = new("ampera", "Ampera");

    public MailBrand Helios { get; } = new();

    public DialInBrand Ocpp { get; } = new();

    public IReadOnlyList<IVendor> List(Realm realm) => [Volta, Ampera, Helios, Ocpp];

    public IVendor? Find(Realm realm, string brand) => List(realm).FirstOrDefault(vendor => vendor.Brand.Id == brand);

    public static LinkStep.Linked Linked(string account, params FoundDevice[] devices) => new(account, new GrantSecret("access", "refresh", null, GrantSecret.NoExtras), devices);

    public static FoundDevice Found(DeviceKind kind, string identifier) => new(kind, "id-" + identifier, identifier, null, null, null, [CommandKind.StartCharging], []);
}

/// <summary>Cars, by sign-in at the brand. A code is the name of the account that signed in.</summary>
public sealed class SignInBrand(string id, string name) : ILinkDevices, ICommandDevices
{
    private int returns;

    public Brand Brand { get; } = new(id, name, new Dictionary<DeviceKind, BrandKind> { [DeviceKind.EV] = new(ConsentWay.Redirect, [new BrandInput("identifier", false)]) });

    /// <summary>Where the brand's own site stands.</summary>
    public string Site { get; set; } = $"https://{id}.example";

    /// <summary>What each account owns, by VIN.</summary>
    public ConcurrentDictionary<string, string[]> Accounts { get; } = new();

    /// <summary>Thrown by the next calls; null for none.</summary>
    public VendorFault? Trouble { get; set; }

    /// <summary>The first step, where it is not to be the sign-in.</summary>
    public LinkStep? FirstStep { get; set; }

    /// <summary>How often a browser's return was looked at.</summary>
    public int Returns => returns;

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop)
    {
        if (Trouble is not null) throw Trouble;
        return Task.FromResult(FirstStep ?? new LinkStep.Redirect(
            $"{Site}/authorize?state={request.State}&redirect_uri={Uri.EscapeDataString(request.CallbackUrl)}&login_hint={Uri.EscapeDataString(request.Inputs.GetValueOrDefault(LinkInputs.Identifier, ""))}",
            "verifier of " + request.State));
    }

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop)
    {
        Interlocked.Increment(ref returns);
        if (Trouble is not null) throw Trouble;
        if (secret != "verifier of " + request.State) throw new VendorFault(VendorFaultKind.Refused, false, "The code was not made for this sign-in.");
        if (back.Query.ContainsKey("error")) return Task.FromResult<LinkStep>(new LinkStep.Failed(LinkFailure.Denied, "The owner said no."));
        var account = back.Query["code"];
        return Task.FromResult<LinkStep>(FakeBrands.Linked(account, [.. Accounts[account].Select(vin => FakeBrands.Found(DeviceKind.EV, vin))]));
    }

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException("This brand sends browsers.");

    public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop) => Task.CompletedTask;
}

/// <summary>Solar plants, confirmed by their owner at the brand.</summary>
public sealed class MailBrand : ILinkDevices
{
    public Brand Brand { get; } = new("helios", "Helios", new Dictionary<DeviceKind, BrandKind>
    {
        [DeviceKind.SolarPlant] = new(ConsentWay.Elsewhere, [new BrandInput("associatedEmail", false)], "https://helios.example/how"),
    });

    public LinkStep.Consent Asks { get; set; } = new(DateTimeOffset.UnixEpoch);

    /// <summary>What the owner did; null while nothing.</summary>
    public LinkStep? Answer { get; set; }

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => Task.FromResult<LinkStep>(Asks);

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("This brand sends no browsers.");

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => Task.FromResult(Answer ?? Asks with { AskAgainAt = DateTimeOffset.MaxValue });
}

/// <summary>Charging stations that dial in.</summary>
public sealed class DialInBrand : ILinkDevices, IDialIn
{
    private readonly ConcurrentDictionary<Guid, string> stations = new();
    private readonly ConcurrentDictionary<Guid, string> passwords = new();

    public Brand Brand { get; } = new("ocpp", "OCPP", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.ChargePoint] = new(ConsentWay.Elsewhere, []) });

    public string PasswordOf(Guid linkId) => passwords[linkId];

    public bool HasPassword(Guid linkId) => passwords.ContainsKey(linkId);

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop)
    {
        stations[request.LinkId] = request.Inputs.GetValueOrDefault(LinkInputs.Identifier, "CP-1");
        return Task.FromResult<LinkStep>(new LinkStep.Consent(null));
    }

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("This brand sends no browsers.");

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException("The station itself reports.");

    public Task<DialIn?> Describe(Guid tenantId, Guid linkId) =>
        Task.FromResult(stations.TryGetValue(linkId, out var identity) ? new DialIn("/ocpp/" + Uri.EscapeDataString(identity), identity, passwords.ContainsKey(linkId)) : null);

    public Task<string?> RevealPassword(Guid tenantId, Guid linkId)
    {
        var password = Secrets.New();
        return Task.FromResult(passwords.TryAdd(linkId, password) ? password : null);
    }

    public Task LockOut(GrantSecret secret) => throw new InvalidOperationException("Nobody withdraws anything on these pages.");

    public Task ForgetUser(Guid tenantId, Guid userId) => throw new InvalidOperationException("Nobody is erased on these pages.");
}
