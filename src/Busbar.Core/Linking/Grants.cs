using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Linking;

/// <summary>
/// Hands out good grants. One refresh at a time: within the process by a shared task, across processes by an intent row that is
/// written before the brand is asked. The old token stays until the new one has worked once.
/// </summary>
public sealed partial class Grants(Database database, TenantVault vault, TimeProvider time, ILogger<Grants> logger)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    /// <summary>Longer than a brand has to answer, and short enough that an owner soon learns of a renewal that a crash cut off.</summary>
    private static readonly TimeSpan RefreshLease = TimeSpan.FromSeconds(50);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<Guid, Lazy<Task<Grant>>> refreshing = new();

    /// <summary>
    /// Makes a call with a good secret. Where the brand answers that the grant is not good, it is refreshed once and the call made
    /// again; a brand says so before it does anything, so this holds for commands too. A grant that is lost is recorded as lost.
    /// What a fault says of whether it may have happened is about the call: trouble with the refresh means that it did not.
    /// </summary>
    public async Task<T> Use<T>(Guid grantId, IVendor vendor, Func<GrantSecret, Task<T>> call, CancellationToken stop)
    {
        var (grant, secret) = await Read(grantId);
        if (grant.State is GrantState.Lost) throw new VendorFault(VendorFaultKind.GrantLost, false, "The owner must sign in again.");
        if (vendor is IRefreshGrants early && secret.ExpiresAt is { } expires && expires - Early <= time.GetUtcNow())
            (grant, secret) = await RefreshFirst(grant, early, stop);
        try
        {
            return await Call(grant, secret, call);
        }
        catch (VendorFault fault) when (fault.Kind is VendorFaultKind.GrantLost && vendor is IRefreshGrants late)
        {
            (grant, secret) = await RefreshFirst(grant, late, stop);
        }
        catch (VendorFault fault) when (fault.Kind is VendorFaultKind.GrantLost)
        {
            await Lose(grant, fault);
            throw;
        }
        try
        {
            return await Call(grant, secret, call);
        }
        catch (VendorFault fault) when (fault.Kind is VendorFaultKind.GrantLost)
        {
            await Lose(grant, fault);
            throw;
        }
    }

    private async Task<T> Call<T>(Grant grant, GrantSecret secret, Func<GrantSecret, Task<T>> call)
    {
        var answer = await call(secret);
        if (grant.PreviousSecret is not null) await database.Write(db => GrantTable.ForgetPrevious(db, grant.Id, grant.Version));
        return answer;
    }

    private async Task<(Grant Grant, GrantSecret Secret)> RefreshFirst(Grant read, IRefreshGrants vendor, CancellationToken stop)
    {
        try
        {
            return await Refresh(read, vendor, stop);
        }
        catch (VendorFault fault) when (fault.MayHaveHappened)
        {
            throw new VendorFault(fault.Kind, false, fault.Message, fault.RetryAt, fault);
        }
    }

    private async Task<(Grant Grant, GrantSecret Secret)> Refresh(Grant read, IRefreshGrants vendor, CancellationToken stop)
    {
        var flight = refreshing.GetOrAdd(read.Id, _ => new Lazy<Task<Grant>>(() => RefreshAlone(read, vendor)));
        try
        {
            var grant = await flight.Value.WaitAsync(stop);
            if (grant.State is GrantState.Lost) throw new VendorFault(VendorFaultKind.GrantLost, false, "The owner must sign in again.");
            return (grant, await database.Read(db => vault.OpenGrant(db, grant)));
        }
        finally
        {
            if (flight.Value.IsCompleted) refreshing.TryRemove(new KeyValuePair<Guid, Lazy<Task<Grant>>>(read.Id, flight));
        }
    }

    // Runs to its end whoever stops waiting: a refresh that was asked for must not be forgotten half-way.
    private async Task<Grant> RefreshAlone(Grant read, IRefreshGrants vendor)
    {
        var attempt = Secrets.New();
        var (grant, secret) = await Begin(read, vendor, attempt);
        if (grant.Version != read.Version) return grant;

        GrantSecret fresh;
        try
        {
            fresh = await vendor.Refresh(secret, CancellationToken.None);
        }
        catch (VendorFault fault) when (fault.Kind is VendorFaultKind.GrantLost || (fault.MayHaveHappened && vendor.Replay is not RefreshReplay.Allowed))
        {
            if (await Lose(grant, fault)) throw new VendorFault(VendorFaultKind.GrantLost, false, "The owner must sign in again: " + fault.Message, inner: fault);
            return (await Read(read.Id)).Grant;
        }
        catch (VendorFault)
        {
            await database.Write(db => GrantTable.GiveUpRefresh(db, grant.Id, attempt));
            throw;
        }

        var kept = fresh.RefreshToken is null ? fresh with { RefreshToken = secret.RefreshToken } : fresh;
        await database.Write(async db => await GrantTable.EndRefresh(db, grant.Id, attempt, await vault.SealGrant(db, grant.TenantId, grant.Id, kept)));
        return (await Read(read.Id)).Grant;
    }

    /// <summary>Writes the intent, once nobody else's is open. A newer version means that somebody else has refreshed.</summary>
    private async Task<(Grant Grant, GrantSecret Secret)> Begin(Grant read, IRefreshGrants vendor, string attempt)
    {
        while (true)
        {
            var (grant, secret) = await Read(read.Id);
            if (grant.State is GrantState.Lost) throw new VendorFault(VendorFaultKind.GrantLost, false, "The owner must sign in again.");
            if (grant.Version != read.Version) return (grant, secret);

            var now = time.GetUtcNow();
            if (grant.RefreshAttempt is not null && grant.RefreshUntil <= now && vendor.Replay is not RefreshReplay.Allowed)
            {
                // What the caller wanted the grant for has not been asked.
                var cutOff = new VendorFault(VendorFaultKind.GrantLost, false, "A renewal was cut off half-way, and this brand does not take the old token again.");
                if (await Lose(grant, cutOff)) throw cutOff;
                continue;
            }
            if (await database.Write(db => GrantTable.BeginRefresh(db, grant.Id, grant.Version, attempt, now, now + RefreshLease))) return (grant, secret);
            await Task.Delay(LookAgain, time);
        }
    }

    /// <summary>Records the loss with all that hangs on it. False where the secret was replaced meanwhile: then nothing is lost.</summary>
    private async Task<bool> Lose(Grant grant, VendorFault fault)
    {
        var now = time.GetUtcNow().Stored();
        var lost = await database.Write(async db =>
        {
            if (!await GrantTable.Lose(db, grant.Id, grant.Version, fault.Kind, now)) return false;
            await TellLoss.Tell(db, grant.Id, fault.Message, isNews: true, now);
            await AnnounceDevice.GrantLost(db, grant, now);
            return true;
        });
        if (lost) Log.Lost(logger, grant.Id, grant.Brand, fault.Message);
        return lost;
    }

    private Task<(Grant Grant, GrantSecret Secret)> Read(Guid grantId) => database.Read(async db =>
    {
        var grant = await GrantTable.Find(db, grantId) ?? throw new InvalidOperationException($"There is no grant {grantId}.");
        return (grant, await vault.OpenGrant(db, grant));
    });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Grant {GrantId} of {Brand} is lost: {Message}")]
        public static partial void Lost(ILogger logger, Guid grantId, string brand, string message);
    }
}
