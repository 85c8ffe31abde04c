using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Parts of charge sessions in this dialect's words.</summary>
/// <param name="cars">Those that are to be shown whole, by id; and chargers.</param>
/// <param name="plans">By device, where schedules are to be shown whole.</param>
/// <param name="tariffs">By place, likewise.</param>
internal sealed class SubSessionWords(EvUrls urls, EvExpand expand, IReadOnlyDictionary<Guid, EvVehicle> cars, IReadOnlyDictionary<Guid, EvEVSE> chargers, ILookup<Guid, ChargingPlan> plans, IReadOnlyDictionary<Guid, Ref<EvTariff>> tariffs)
{
    /// <summary>Nothing but addresses.</summary>
    public static SubSessionWords Plain(EvUrls urls) => new(urls, EvExpand.Nothing, new Dictionary<Guid, EvVehicle>(), new Dictionary<Guid, EvEVSE>(), Array.Empty<ChargingPlan>().ToLookup(plan => plan.DeviceId), new Dictionary<Guid, Ref<EvTariff>>());

    public static async Task<SubSessionWords> Of(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyCollection<PartedSession> sessions)
    {
        var views = sessions.Select(one => one.View).DistinctBy(view => view.Id).ToList();
        var (cars, chargers) = (expand.Has("vehicle") ? views.Where(IsCar).ToList() : [], expand.Has("evse") ? views.Where(IsCharger).ToList() : []);
        var shownCars = cars.Count == 0 ? [] : await Vehicles.Show(db, context, expand.Within("vehicle"), cars);
        var shownChargers = chargers.Count == 0 ? [] : await Evses.Show(db, context, expand.Within("evse"), chargers);
        return new SubSessionWords(
            EvUrls.Of(context), expand, cars.Zip(shownCars).ToDictionary(both => both.First.Id, both => both.Second), chargers.Zip(shownChargers).ToDictionary(both => both.First.Id, both => both.Second),
            await ChargeSchedules.Plans(db, expand.Has("schedules") ? sessions : []),
            await Tariffs.At(db, context, expand, expand.Has("tariff") ? sessions.Select(one => one.Place?.Id).OfType<Guid>().ToHashSet() : []));
    }

    public Ref<EvVehicle>? Vehicle(DeviceView view) => IsCar(view) ? new Ref<EvVehicle>(urls.Vehicle(view.Id), cars.GetValueOrDefault(view.Id)) : null;

    public Ref<EvEVSE>? Evse(DeviceView view) => IsCharger(view) ? new Ref<EvEVSE>(urls.Evse(view.Id), chargers.GetValueOrDefault(view.Id)) : null;

    public EvChargingSubSession Show(PartedSession one, ChargePart part)
    {
        var ((from, to), currency, cost) = (one.Curve.Between(part.Start, part.End), CurrencyOf(one), one.CostOf(part));
        var address = urls.SubSession(part.Id);
        return new EvChargingSubSession(
            EvId.Write(OfSubSession.Prefix, part.Id), address, part.Start, part.End, Mode(part.Mode), Vehicle(one.View), Evse(one.View), EnergyOf(one, part), cost is null ? null : EvMoney.Minor(cost.Sum, currency),
            Location(one), to.Level is { } level && from.Level is { } before ? Math.Round(level - before, 1) : null, currency, null, null, null, null, null, null,
            cost is { Price: { } price } ? EvMoney.Minor(price.Mean, currency) : null, 0, null, (int)Math.Round((to.Hours - from.Hours) * 60), null, null, null,
            new Ref<EvEnergyUsage>(address + "/energy_usage", expand.Has("energy_usage") ? EnergyUsages.Show(one, part, urls, null, UsageChoice.All) : null),
            new Ref<EvSchedules>(address + "/schedules", expand.Has("schedules") ? ChargeSchedules.Show(one, part, urls, null, plans[one.View.Id], ScheduleChoice.Newest) : null),
            new Ref<EvChargingSubSessionDebugMetadata>(address + "/debug_metadata", expand.Has("debug_metadata") ? ChargeReasons.Show(one, part, urls, null) : null),
            one is { Place: { } place, Prices.Tariffs.Count: > 0 } ? tariffs.GetValueOrDefault(place.Id) ?? new Ref<EvTariff>(urls.Tariff(place.Id)) : null, null, [], null, null, null);
    }

    /// <summary>As it is when it begins, whatever came of it since.</summary>
    public EvChargingSubSession ShowBegun(PartedSession one, ChargePart part)
    {
        var shown = Show(one, part);
        return shown with { End = null, EnergyDeliveredWattHours = 0, Cost = shown.Cost is null ? null : 0, PercentageAdded = shown.PercentageAdded is null ? null : 0, CostPerKilowattHour = null, DurationMinutes = 0 };
    }

    /// <summary>Rounded so that parts add up to their session.</summary>
    public static int EnergyOf(PartedSession one, ChargePart part)
    {
        var (from, to) = one.Curve.Between(part.Start, part.End);
        return WattHours(to.Kwh) - WattHours(from.Kwh);
    }

    public static int WattHours(double kwh) => (int)Math.Round(kwh * 1000);

    public static string CurrencyOf(PartedSession one) => EvMoney.Currency(one.Prices?.Market.Values.Select(price => price.Currency).FirstOrDefault(), one.User?.Home?.CountryCode);

    public static EvChargingMode Mode(ChargeMode mode) => mode switch
    {
        ChargeMode.Smart => EvChargingMode.SMART,
        ChargeMode.Boost => EvChargingMode.BOOST,
        ChargeMode.FreeAtHome => EvChargingMode.UNMANAGED_HOME,
        ChargeMode.FreeAway => EvChargingMode.UNMANAGED_OTG,
    };

    private static EvChargingLocation Location(PartedSession one)
    {
        var home = one.Place?.Id == one.View.Device.UserId ? one.User?.Home : null;
        var position = one.Place is { } place ? (place.Latitude, place.Longitude) : SessionPlace.PositionOf(one.Session, one.View);
        return new EvChargingLocation(one.Place?.Label, position is var (latitude, longitude) ? new LatLong(latitude, longitude) : null, home?.PostalCode, home?.Address1 ?? one.Place?.Address, one.Place?.TimeZone);
    }

    private static bool IsCar(DeviceView view) => view.Group is DeviceGroup.Cars;

    private static bool IsCharger(DeviceView view) => view.Group is DeviceGroup.Chargers;
}
