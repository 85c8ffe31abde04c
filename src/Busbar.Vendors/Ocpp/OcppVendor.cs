using System.Data.Common;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp;

/// <summary>Charging stations that dial in to us: the only vendor without a cloud. They report by themselves, so nothing is polled.</summary>
public sealed class OcppVendor : ILinkDevices, IRevokeGrants, IDialIn, ICommandDevices, IKnowStations
{
    /// <summary>What a station may be called: the identifierString of OCPP.</summary>
    public const string IdentityPattern = @"[A-Za-z0-9*\-_=:+|@.]{1,48}";

    private readonly StationLinks links;
    private readonly StationCommands commands;

    internal OcppVendor(StationLinks links, StationCommands commands) => (this.links, this.commands) = (links, commands);

    public Brand Brand { get; } = new("ocpp", "OCPP", new Dictionary<DeviceKind, BrandKind>
    {
        [DeviceKind.ChargePoint] = new(ConsentWay.Elsewhere, [new BrandInput("identifier", Required: false, IdentityPattern)]),
    });

    /// <summary>Makes the station's row. A station of this tenant that is known already is linked again, and keeps its device.</summary>
    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => links.Start(request);

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) =>
        Task.FromResult<LinkStep>(new LinkStep.Failed(LinkFailure.RefusedByBrand, "A charging station sends no browser back."));

    /// <summary>Its first accepted boot is the station's answer. Where it may be connected already, it is asked for that.</summary>
    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => links.Check(request, stop);

    /// <summary>The station's password opens nothing any more, and its socket is closed.</summary>
    public Task Revoke(GrantSecret secret, CancellationToken stop) => links.Release(secret);

    public Task<DialIn?> Describe(Guid tenantId, Guid linkId) => links.Describe(tenantId, linkId);

    public Task<string?> RevealPassword(Guid tenantId, Guid linkId) => links.RevealPassword(tenantId, linkId);

    public Task LockOut(GrantSecret secret) => links.LockOut(secret);

    public Task ForgetUser(Guid tenantId, Guid userId) => links.ForgetUser(tenantId, userId);

    public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop) => commands.Send(device, command, stop);

    public Task<StationAbout?> About(DbConnection db, Guid deviceId) => StationAboutTable.Find(db, deviceId);

    public Task<IReadOnlyList<KeptMessage>> Kept(DbConnection db, Guid deviceId, IReadOnlyList<string>? actions, DateTimeOffset? after, DateTimeOffset? before, bool oldest, int limit) =>
        StationAboutTable.Kept(db, deviceId, actions, after, before, oldest, limit);

    public Task<IReadOnlyList<StationFirmware>> Firmwares(DbConnection db, Guid tenantId) => StationAboutTable.Firmwares(db, tenantId);
}
