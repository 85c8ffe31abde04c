using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Locations;

/// <summary>Makes a place of a user, for no device yet.</summary>
public sealed class KeepLocation(Database database, Ids ids, TimeProvider time)
{
    /// <param name="userName">The user, by the application's own id.</param>
    public Task<Result<Location>> Keep(Client caller, string userName, string label, double latitude, double longitude, string timeZone) =>
        database.Write<Result<Location>>(async db =>
        {
            if (await UserTable.FindFor(db, caller, userName) is not { } user) return Fault.NotFound();
            var told = new Location(ids.New(), user.TenantId, user.Id, label, null, latitude, longitude, time.GetUtcNow().Stored(), timeZone, StandsAlone: true);
            if (!CheckLocation.Check(told).Ok(out var location, out var fault)) return fault;
            if (await LocationTable.CountOfUser(db, user.Id) >= CheckLocation.Most)
                return Fault.Invalid("body", $"The user has {CheckLocation.Most} locations already, which is as many as there can be. Remove one first.");
            await LocationTable.Add(db, location);
            return location;
        });
}
