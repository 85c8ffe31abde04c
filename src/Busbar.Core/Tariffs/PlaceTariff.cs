using Busbar.Core.Basics;
using Busbar.Core.Locations;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Tariffs;

/// <summary>Says which tariff a place has from now on, and when which of its rates applies. What was said before is replaced whole.</summary>
public sealed class PlaceTariff(Database database, TimeProvider time)
{
    public Task<Fault?> Place(Client caller, Guid locationId, string tariffName, IReadOnlyList<TariffInterval> intervals) =>
        database.Write<Fault?>(async db =>
        {
            if (await LocationTable.FindFor(db, caller, locationId) is null) return Fault.NotFound();
            if (await TariffTable.Find(db, caller.TenantId, caller.Id, tariffName) is not { } tariff)
                return Fault.Invalid("tariffId", "This is not the id of a tariff of this application. Send that first.");
            if (CheckTariff.Intervals(intervals, tariff) is { } fault) return fault;
            await TariffTable.Place(db, new LocationTariff(locationId, time.GetUtcNow().Stored(), caller.Id, tariffName, intervals));
            await WakePlans.Wake(db, caller.TenantId, time.GetUtcNow());
            return null;
        });
}
