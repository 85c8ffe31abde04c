using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>
/// Carries out an offboarding that is due, one step each time: the mark from which there is no way back, the deletion of all that was
/// measured and done, piece by piece, the brands' revocation, and the end. What tells of the owner goes first, since a brand may not be
/// reached for a day. Every step is one transaction; so whatever happens in between, the next one goes on where this one stopped.
/// </summary>
public sealed class CarryOutOffboarding(Database database, ReturnGrants grants, Doorbell doorbell, TimeProvider time)
{
    /// <summary>How many rows go in one transaction: others wait for it.</summary>
    private const int Piece = 5_000;

    private static readonly TimeSpan UntilRefreshed = TimeSpan.FromSeconds(5);

    public async Task CarryOut(Taken taken, CancellationToken stop)
    {
        var offboarding = await database.Read(db => OffboardingTable.Find(db, taken.Id));
        if (offboarding is null || offboarding.IsOver) await database.Write(db => DueTable.Done(db, taken));
        else if (offboarding.Status is OffboardingStatus.Pending) await Mark(taken, offboarding);
        else if (await database.Write(db => Erase(db, taken, offboarding))) { }
        else if (offboarding.Revocation is null) await Revoke(taken, offboarding, stop);
        else await database.Write(db => Finish(db, taken, offboarding));
        // The next step is due at once, and the clock that called this one may have lain down since.
        doorbell.Ring(WorkKind.Offboard);
    }

    /// <summary>From here on the devices are there for nobody: not for readers, not for polls and commands, not for whoever links them anew.</summary>
    private async Task Mark(Taken taken, Offboarding read)
    {
        var now = time.GetUtcNow().Stored();
        var leftovers = await database.Read(db => TakeAway.Leftovers(db, [read.DeviceId], now));
        await database.Write(async db =>
        {
            if (!await DueTable.Again(db, taken, now) || await OffboardingTable.Find(db, taken.Id) is not { Status: OffboardingStatus.Pending } offboarding) return;
            if (await DeviceTable.Find(db, offboarding.DeviceId) is null
                || await ClientTable.Find(db, offboarding.ClientId) is not { } client || !await PermissionTable.Holds(db, client, offboarding.DeviceId, PermissionLevel.Owner))
            {
                await End(db, offboarding, OffboardingStatus.Failed, now);
                return;
            }
            var going = (IReadOnlyList<Guid>)[offboarding.DeviceId, .. await DeviceTable.PartsOf(db, offboarding.DeviceId)];
            foreach (var id in going) await ErasureTable.Claim(db, id, offboarding.Id);
            var left = await GrantTable.LeftBy(db, offboarding.Id);
            if (left.Any(grant => grant.RefreshAttempt is not null && grant.RefreshUntil > now))
            {
                // What it brings has to be given back, not what it replaces.
                await DueTable.Put(db, WorkKind.Offboard, offboarding.Id, now + UntilRefreshed);
                return;
            }
            offboarding = offboarding with { Status = OffboardingStatus.Removing, Components = [.. going.Skip(1)], MarkedAt = now };
            await TakeAway.Take(db, offboarding, leftovers, now);
            await OffboardingTable.Update(db, offboarding);
        });
    }

    private async Task Revoke(Taken taken, Offboarding read, CancellationToken stop)
    {
        var markedAt = read.MarkedAt ?? read.CreatedAt;
        var outcome = RevocationRetry.IsOver(time.GetUtcNow(), markedAt) ? new GrantsReturned.Settled(Revocation.NotReached) : await grants.Return(read, stop);
        await database.Write(async db =>
        {
            var now = time.GetUtcNow();
            if (outcome is GrantsReturned.TryAgain again) await DueTable.Retry(db, taken, RevocationRetry.Next(now, markedAt, taken.Attempts, again.RetryAt));
            else if (outcome is GrantsReturned.Settled settled && await DueTable.Again(db, taken, now) && await OffboardingTable.Find(db, taken.Id) is { Status: OffboardingStatus.Removing } offboarding)
                await OffboardingTable.Update(db, offboarding with { Revocation = settled.Revocation });
        });
    }

    /// <summary>Deletes a piece; false where nothing was left. Who comes too late deletes what is to be deleted all the same.</summary>
    private async Task<bool> Erase(DbConnection db, Taken taken, Offboarding offboarding)
    {
        var (now, left) = (time.GetUtcNow().Stored(), Piece);
        foreach (var id in offboarding.Going)
            if (left > 0) left -= await ErasureTable.DeleteHistory(db, id, left);
        if (left > 0)
            foreach (var id in offboarding.Going) left -= await ErasureTable.DeleteDetails(db, id) + await LocationTable.RemoveAll(db, id);
        if (left == Piece) return false;
        await DueTable.Again(db, taken, now);
        await ScrubFiles.Ask(db, now);
        return true;
    }

    private async Task Finish(DbConnection db, Taken taken, Offboarding offboarding)
    {
        var now = time.GetUtcNow().Stored();
        if (!await DueTable.Again(db, taken, now)) return;
        var (users, used) = await ErasureTable.UsersAndGrants(db, offboarding.Id);
        foreach (var id in offboarding.Going) await ErasureTable.Delete(db, id);
        foreach (var id in offboarding.Going) await LinkTable.ForgetReconnections(db, id);
        foreach (var grant in used) await GrantTable.RemoveUnused(db, grant);
        foreach (var user in users) await UserTable.RemoveForsaken(db, offboarding.TenantId, user, now);
        await ScrubFiles.Ask(db, now);
        await End(db, offboarding, OffboardingStatus.Succeeded, now);
    }

    private static async Task End(DbConnection db, Offboarding offboarding, OffboardingStatus status, DateTimeOffset now)
    {
        await ErasureTable.Unclaim(db, offboarding.Id);
        await OffboardingTable.Update(db, offboarding with { Status = status, EndedAt = now });
        await DueTable.Drop(db, WorkKind.Offboard, offboarding.Id);
    }
}
