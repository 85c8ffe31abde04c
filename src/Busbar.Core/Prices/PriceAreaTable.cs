using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Locations;
using Dapper;

namespace Busbar.Core.Prices;

/// <summary>Which price area a place lies in: its own by its id, or else that of its time zone.</summary>
public static class PriceAreaTable
{
    /// <summary>Null where the operator said nothing of it.</summary>
    public static async Task<string?> Of(DbConnection db, Location place) =>
        await Find(db, place.Id.ToString()) ?? (place.TimeZone is { } zone ? await Find(db, zone) : null);

    /// <summary>Of these places, by their ids; those of which nothing was said are not among them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> Of(DbConnection db, IReadOnlyCollection<Location> places)
    {
        if (places.Count == 0) return new Dictionary<Guid, string>();
        var parameters = new DynamicParameters();
        var names = places.SelectMany(place => new[] { place.Id.ToString(), place.TimeZone }).OfType<string>().Distinct();
        var areas = (await db.QueryAsync<(string Place, string Area)>($"select place, area from price_areas where place in {parameters.In("place", names)}", parameters)).ToDictionary(row => row.Place, row => row.Area);
        return places.Select(place => (place.Id, Area: areas.GetValueOrDefault(place.Id.ToString()) ?? (place.TimeZone is { } zone ? areas.GetValueOrDefault(zone) : null)))
            .Where(one => one.Area is not null).ToDictionary(one => one.Id, one => one.Area!);
    }

    /// <param name="place">A time zone by its IANA name, or a location by its id.</param>
    public static Task Set(DbConnection db, string place, string area) =>
        db.ExecuteAsync("insert into price_areas (place, area) values (@place, @area) on conflict (place) do update set area = excluded.area", new { place, area });

    public static async Task<bool> Remove(DbConnection db, string place) => await db.ExecuteAsync("delete from price_areas where place = @place", new { place }) == 1;

    public static async Task<IReadOnlyList<(string Place, string Area)>> List(DbConnection db) =>
        [.. await db.QueryAsync<(string, string)>("select place, area from price_areas order by place")];

    private static Task<string?> Find(DbConnection db, string place) => db.QueryFirstOrDefaultAsync<string?>("select area from price_areas where place = @place", new { place });
}
