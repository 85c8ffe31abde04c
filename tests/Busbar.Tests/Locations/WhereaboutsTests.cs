using Busbar.Core.Locations;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Locations;

public sealed class WhereaboutsTests
{
    private static int next;

    [Theory]
    // By Vincenty's formula on the WGS 84 ellipsoid, which is off from a ball by a third of a percent at most.
    [InlineData(50.8466, 4.3667, 50.8484, 4.3667, 200.3)]
    [InlineData(0, 0, 0, 0.001, 111.3)]
    [InlineData(60, 25, 60, 25.001, 55.8)]
    [InlineData(0, 179.9995, 0, -179.9995, 111.3)]
    public void A_distance_is_that_over_the_ground(double latitudeA, double longitudeA, double latitudeB, double longitudeB, double metres) =>
        Assert.InRange(Whereabouts.Metres(latitudeA, longitudeA, latitudeB, longitudeB), metres * 0.995, metres * 1.005);

    [Theory]
    [InlineData(199, true)]
    [InlineData(201, false)]
    public void Two_hundred_metres_is_the_reach(double metres, bool isNear) =>
        Assert.Equal(isNear, Whereabouts.Of(50, 4, [Place(50 + North(metres), 4)]).Count == 1);

    [Fact]
    public void What_is_near_is_told_nearest_first_and_what_is_not_is_not()
    {
        var numbers = from latitude in Gen.Choose(-89_000, 89_000)
                      from longitude in Gen.Choose(-180_000, 180_000)
                      from offsets in Gen.Choose(-400, 400).Two().ListOf()
                      select (Latitude: latitude / 1000.0, Longitude: longitude / 1000.0, Offsets: offsets);
        Prop.ForAll(numbers.ToArbitrary(), given =>
        {
            var places = given.Offsets.Select(offset => Place(
                given.Latitude + North(offset.Item1), Around(given.Longitude + (North(offset.Item2) / Math.Cos(double.DegreesToRadians(given.Latitude)))))).ToList();
            var found = Whereabouts.Of(given.Latitude, given.Longitude, places);
            var flat = given.Offsets.Select(offset => Math.Sqrt(((double)offset.Item1 * offset.Item1) + ((double)offset.Item2 * offset.Item2))).ToList();
            return found.Select(one => one.Metres).SequenceEqual(found.Select(one => one.Metres).Order())
                && found.All(one => one.Metres <= Whereabouts.ReachMetres && places.Contains(one.Location))
                && places.Select((place, i) => (IsFound: found.Any(one => one.Location == place), Metres: flat[i]))
                    .All(place => Math.Abs(place.Metres - Whereabouts.ReachMetres) < 5 || place.IsFound == place.Metres < Whereabouts.ReachMetres)
                // It is as far there as back.
                && places.All(place => Math.Abs(Whereabouts.Metres(given.Latitude, given.Longitude, place.Latitude, place.Longitude)
                    - Whereabouts.Metres(place.Latitude, place.Longitude, given.Latitude, given.Longitude)) < 1e-6);
        }).QuickCheckThrowOnFailure();
    }

    private static double North(double metres) => metres / 111_195.08;

    private static double Around(double longitude) => longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;

    private static Location Place(double latitude, double longitude) =>
        new(new Guid(++next, 0, 0, new byte[8]), Guid.Empty, Guid.Empty, "A place", null, latitude, longitude, DateTimeOffset.UnixEpoch);
}
