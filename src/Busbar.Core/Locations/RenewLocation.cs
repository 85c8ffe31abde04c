using Busbar.Core.Basics;
using Busbar.Core.Pairing;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Locations;

/// <summary>Changes a place of a user, or does away with it, for all devices that have it.</summary>
public sealed class RenewLocation(Database database, TimeProvider time)
{
    /// <param name="change">Gives the place as it is to be; null does away with it. Returned is the place as it is or was.</param>
    public Task<Result<Location>> Renew(Client caller, Guid id, Func<Location, Location?> change) =>
        database.Write<Result<Location>>(async db =>
        {
            if (await LocationTable.FindFor(db, caller, id) is not { } known) return Fault.NotFound();
            if (change(known) is not { } told)
            {
                await LocationTable.Remove(db, id);
                await FollowHome.Settle(db, known.TenantId, known.UserId, time.GetUtcNow().Stored());
                return known;
            }
            if (!CheckLocation.Check(told).Ok(out var location, out var fault)) return fault;
            await LocationTable.Update(db, location);
            return location;
        });
}
