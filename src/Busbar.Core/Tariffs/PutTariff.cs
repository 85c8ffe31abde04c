using Busbar.Core.Basics;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Tariffs;

/// <summary>An application says what its tariff costs from now on; what it said before stays true of the time until now.</summary>
public sealed class PutTariff(Database database, TimeProvider time)
{
    public Task<Fault?> Put(Client caller, string name, IReadOnlyList<TariffRate> rates) =>
        database.Write<Fault?>(async db =>
        {
            if ((CheckTariff.Name(name) ?? CheckTariff.Rates(rates)) is { } fault) return fault;
            // The same said again is no news.
            if (await TariffTable.Find(db, caller.TenantId, caller.Id, name) is { } known && known.Rates.SequenceEqual(rates)) return null;
            await TariffTable.Save(db, new Tariff(caller.TenantId, caller.Id, name, time.GetUtcNow().Stored(), rates));
            await WakePlans.Wake(db, caller.TenantId, time.GetUtcNow());
            return null;
        });
}
