using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Linking;

/// <summary>What came of asking brands to take grants back: an outcome, or trouble that may pass.</summary>
public abstract record GrantsReturned
{
    private GrantsReturned() { }

    public sealed record Settled(Revocation Revocation) : GrantsReturned;

    /// <param name="RetryAt">When the brand said that asking again makes sense.</param>
    public sealed record TryAgain(DateTimeOffset? RetryAt) : GrantsReturned;
}

/// <summary>
/// Gives back to their brands the grants that no device uses any more. A step of <see cref="CarryOutOffboarding"/>, outside of any
/// transaction. A brand may be asked twice: giving back what is back already changes nothing.
/// </summary>
public sealed partial class ReturnGrants(Database database, IVendors vendors, TenantVault vault, TimeProvider time, ILogger<ReturnGrants> logger)
{
    public async Task<GrantsReturned> Return(Offboarding offboarding, CancellationToken stop)
    {
        var grants = await database.Read(db => GrantTable.OfOffboarding(db, offboarding.Id));
        // What a renewal brings has to be given back, not what it replaces.
        if (grants.Where(grant => grant.RefreshAttempt is not null && grant.RefreshUntil > time.GetUtcNow()).Max(grant => grant.RefreshUntil) is { } renewed)
            return new GrantsReturned.TryAgain(renewed);
        var worst = Revocation.Revoked;
        foreach (var grant in grants)
        {
            var outcome = Revocation.Revoked;
            try
            {
                outcome = await Return(grant, stop);
            }
            catch (VendorFault fault) when (LinkTrouble.MayPass(fault))
            {
                Log.NotReached(logger, grant.Id, grant.Brand, fault.Message);
                return new GrantsReturned.TryAgain(fault.RetryAt);
            }
            catch (VendorFault fault)
            {
                outcome = Meaning(fault.Kind);
                Log.NotTaken(logger, grant.Id, grant.Brand, fault.Message);
            }
            if (outcome > worst) worst = outcome;
        }
        return new GrantsReturned.Settled(worst);
    }

    private async Task<Revocation> Return(Grant grant, CancellationToken stop)
    {
        var (isUsed, secret, vendor) = await database.Read(async db => (
            (await DeviceTable.OfGrant(db, grant.Id)).Count > 0, await vault.OpenGrant(db, grant), vendors.Find(await TenantTable.RealmOf(db, grant.TenantId), grant.Brand)));
        if (isUsed) return Revocation.StillUsed;
        // Wiped: nothing is held that could be given back.
        if (secret.IsEmpty) return Revocation.NotOffered;
        if (vendor is not IRevokeGrants revokes) return Revocation.NotOffered;
        await revokes.Revoke(secret, stop);
        return Revocation.Revoked;
    }

    // What is not good any more at the brand is as good as taken back.
    private static Revocation Meaning(VendorFaultKind kind) => kind switch
    {
        VendorFaultKind.GrantLost or VendorFaultKind.DeviceGone => Revocation.Revoked,
        VendorFaultKind.NotSupported => Revocation.NotOffered,
        VendorFaultKind.PermissionMissing or VendorFaultKind.SetupIncomplete or VendorFaultKind.Refused => Revocation.Refused,
        VendorFaultKind.Outage or VendorFaultKind.OutOfBudget or VendorFaultKind.BadAnswer or VendorFaultKind.DeviceOffline => Revocation.NotReached,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Grant {GrantId} of {Brand} could not be given back yet: {Message}")]
        public static partial void NotReached(ILogger logger, Guid grantId, string brand, string message);

        [LoggerMessage(LogLevel.Information, "Grant {GrantId} was not taken back by {Brand}: {Message}")]
        public static partial void NotTaken(ILogger logger, Guid grantId, string brand, string message);
    }
}
