using System.Security.Cryptography;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>Makes and hands out stations: a link makes one known, a button tells its password, the last device's end locks it.</summary>
internal sealed class StationLinks(Database database, OcppStations stations, StationPresence presence, StationCalls calls, Secrets secrets, Ids ids, TimeProvider time)
{
    private const string PlainLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly LinkStep Waiting = new LinkStep.Consent(AskAgainAt: null);

    public async Task<LinkStep> Start(LinkRequest request)
    {
        var wanted = request.Inputs.GetValueOrDefault("identifier");
        if (wanted is not null && !StationSignIn.IsIdentity(wanted))
            return new LinkStep.Failed(LinkFailure.RefusedByBrand, "identifier: a station's identity is 1 to 48 letters, digits or any of * - _ = : + | @ .");
        var (id, now) = (ids.New(), time.GetUtcNow());
        var made = new Station(id, request.TenantId, wanted ?? NewIdentity(), request.UserId, request.LinkId, true, null, false,
            new StationPlate(null, null, null, null), TimeSpan.Zero, StationConfig.Nothing, null, null);

        var (step, another) = await database.Write(async db =>
        {
            if (await StationTable.FindByLink(db, request.TenantId, request.LinkId) is not null) return (Waiting, (Station?)null);
            if (await StationTable.FindByIdentity(db, request.TenantId, made.Identity) is not { } station)
            {
                await StationTable.Insert(db, made, now);
                return (Waiting, null);
            }
            var sameOwner = station.UserId is not null && station.UserId == request.UserId;
            var otherOwner = station.UserId is not null && request.UserId is not null && !sameOwner;
            if (otherOwner && station.DeviceId is not null)
                return (new LinkStep.Failed(LinkFailure.RefusedByBrand, "identifier: a station of this identity belongs to another user; give yours another."), null);
            await StationTable.Relink(db, station.Id, request.LinkId, request.UserId, forgetPassword: otherOwner);
            if (otherOwner) await PasswordTable.Forget(db, station.Id);
            // Anybody else's must show the new password.
            if (!sameOwner && station.DeviceId is null) await presence.End(db, station.Id);
            // The owner's own station that is there already has nothing to wait for but the link, which is not stored yet: see Check.
            return sameOwner ? (new LinkStep.Consent(AskAgainAt: now), null) : (Waiting, station);
        });

        if (another is { DeviceId: null }) await stations.Close(another.Id, "The station was given to another owner");
        return step;
    }

    /// <summary>A station that is connected is asked to boot, which ends its link; one that is not will boot some day.</summary>
    public async Task<LinkStep> Check(LinkRequest request, CancellationToken stop)
    {
        if (await database.Read(db => StationTable.FindByLink(db, request.TenantId, request.LinkId)) is { LinkOpen: true } station)
        {
            try
            {
                await calls.Ask(station.Id, new TriggerMessage("BootNotification"), stop);
            }
            catch (VendorFault)
            {
                // It did not hear, or cannot be asked: it boots in its own time.
            }
        }
        return Waiting;
    }

    public async Task<DialIn?> Describe(Guid tenantId, Guid linkId) =>
        await database.Read(db => StationTable.FindByLink(db, tenantId, linkId)) is { } station
            ? new DialIn("/ocpp/" + Uri.EscapeDataString(station.Identity), station.Identity, station.PasswordShown)
            : null;

    public async Task<string?> RevealPassword(Guid tenantId, Guid linkId)
    {
        var (password, now) = (Secrets.New(), time.GetUtcNow());
        var hash = secrets.Hash(password);
        var revealed = await database.Write(async db =>
        {
            if (await SocketTable.Reveal(db, tenantId, linkId, hash, now) is not { } station) return (Guid?)null;
            await presence.End(db, station);
            return station;
        });
        if (revealed is not { } stationId) return null;
        // Whoever came in with the old password has to show the new one.
        await stations.Close(stationId, "The station's password has changed");
        return password;
    }

    public async Task LockOut(GrantSecret secret)
    {
        if (StationOf(secret) is not { } stationId) return;
        await database.Write(async db =>
        {
            await PasswordTable.ForgetAll(db, stationId);
            await presence.End(db, stationId);
        });
        await stations.Close(stationId, "The station's authorization was withdrawn");
    }

    /// <summary>What has a device is released with it; here is what still waits for one.</summary>
    public async Task ForgetUser(Guid tenantId, Guid userId)
    {
        foreach (var stationId in await database.Write(db => TraceTable.StopWaiting(db, tenantId, userId)))
        {
            await database.Write(async db =>
            {
                await PasswordTable.ForgetAll(db, stationId);
                await presence.End(db, stationId);
            });
            await stations.Close(stationId, "The station's owner is gone");
            await Forget(stationId);
        }
    }

    public async Task Release(GrantSecret secret)
    {
        if (StationOf(secret) is not { } stationId) return;
        await database.Write(async db =>
        {
            await StationTable.Release(db, stationId);
            await PasswordTable.Forget(db, stationId);
            await ConnectorTable.ReleaseAll(db, stationId);
            await presence.End(db, stationId);
        });
        await stations.Close(stationId, "The station was given up");
        await Forget(stationId);
    }

    private async Task Forget(Guid stationId)
    {
        while (await database.Write(db => TraceTable.DeletePiece(db, stationId))) { }
        await database.Write(db => TraceTable.Forget(db, stationId));
    }

    private static Guid? StationOf(GrantSecret secret) => secret.Extras.TryGetValue("station", out var text) && Guid.TryParse(text, out var id) ? id : null;

    /// <summary>80 random bits in letters that are easy to type; short enough for chargers that take 20.</summary>
    private static string NewIdentity() => "BB" + RandomNumberGenerator.GetString(PlainLetters, 16);
}
