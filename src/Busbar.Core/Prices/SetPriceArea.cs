using Busbar.Core.Basics;
using Busbar.Core.Locations;
using Busbar.Core.Steering;

namespace Busbar.Core.Prices;

/// <summary>The operator says which price area a time zone or a single location lies in.</summary>
public sealed class SetPriceArea(Database database, TimeProvider time)
{
    /// <param name="place">A time zone by its IANA name, or a location by its id.</param>
    /// <param name="area">Null for none.</param>
    public Task<Fault?> Set(string place, string? area) =>
        database.Write<Fault?>(async db =>
        {
            if (area is not null && !PriceFile.IsArea(area)) return Fault.Invalid("area", $"'{area}' is no price area: 1 to 32 capital letters, digits, _ and -.");
            var isLocation = Guid.TryParseExact(place, "D", out var id);
            if (isLocation) place = id.ToString();
            if (area is null) return await PriceAreaTable.Remove(db, place) ? null : Fault.Invalid("place", $"Nothing is said of '{place}'.");
            if (isLocation ? await LocationTable.Find(db, id) is null : !(TimeZoneInfo.TryFindSystemTimeZoneById(place, out var zone) && zone.HasIanaId))
                return Fault.Invalid("place", $"'{place}' is neither the IANA name of a time zone, such as Europe/Oslo, nor the id of a location.");
            await PriceAreaTable.Set(db, place, area);
            await WakePlans.Wake(db, null, time.GetUtcNow());
            return null;
        });
}
