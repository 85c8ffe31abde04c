namespace Busbar.Server.Sandbox.World;

/// <summary>Where a home stands, in degrees.</summary>
public sealed record Place(double Latitude, double Longitude);

/// <param name="OutdoorC">Degrees Celsius.</param>
/// <param name="Cloud">From 0, clear, to 1, overcast.</param>
/// <param name="SunHeight">The sine of the sun's height; negative at night.</param>
public readonly record struct Weather(double OutdoorC, double Cloud, double SunHeight)
{
    /// <summary>What a solar plant yields of its peak power, from 0 to 1.</summary>
    public double Sunshine => SunHeight <= 0 ? 0 : 0.95 * Math.Pow(SunHeight, 1.15) * (1 - 0.75 * Math.Pow(Cloud, 3.4));
}

/// <summary>Sun and weather of any minute: a pure function, so that a home may be looked at in any order.</summary>
internal static class Sky
{
    private const double Degree = Math.PI / 180;
    private static readonly DateTimeOffset J2000 = new(2000, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Weather At(long seed, Place place, DateTimeOffset time)
    {
        var minute = Minute.Of(time);
        return new(Outdoor(seed, place, minute), Cloud(seed, minute), SunHeight(place, minute));
    }

    /// <summary>The low-precision formula of the Astronomical Almanac: good to a hundredth of a degree.</summary>
    internal static double SunHeight(Place place, DateTimeOffset time)
    {
        var days = (time - J2000).TotalDays;
        var anomaly = (357.529 + 0.98560028 * days) * Degree;
        var longitude = (280.459 + 0.98564736 * days + 1.915 * Math.Sin(anomaly) + 0.020 * Math.Sin(2 * anomaly)) * Degree;
        var tilt = (23.439 - 0.00000036 * days) * Degree;
        var ascension = Math.Atan2(Math.Cos(tilt) * Math.Sin(longitude), Math.Cos(longitude));
        var declination = Math.Asin(Math.Sin(tilt) * Math.Sin(longitude));
        var hourAngle = ((18.697374558 + 24.06570982441908 * days) % 24 * 15 + place.Longitude) * Degree - ascension;
        var latitude = place.Latitude * Degree;
        return Math.Sin(latitude) * Math.Sin(declination) + Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hourAngle);
    }

    private static double Cloud(long seed, DateTimeOffset time) =>
        0.6 * Smooth(seed, About.CloudOfDay, time, TimeSpan.TicksPerDay) + 0.4 * Smooth(seed, About.CloudOfHour, time, TimeSpan.TicksPerHour);

    private static double Outdoor(long seed, Place place, DateTimeOffset time)
    {
        var yearly = 10.5 + 0.6 * (50.85 - place.Latitude) - 7.5 * Math.Cos(2 * Math.PI * (time.DayOfYear - 20) / 365.25);
        var daily = 3.5 * Math.Cos(2 * Math.PI * (time.TimeOfDay.TotalHours + place.Longitude / 15 - 15) / 24);
        return yearly + daily + 8 * (Smooth(seed, About.WarmthOfDay, time, TimeSpan.TicksPerDay) - 0.5);
    }

    // One throw for each span of time, and a straight line from one to the next.
    private static double Smooth(long seed, About about, DateTimeOffset time, long span)
    {
        var (turn, into) = Math.DivRem(time.UtcTicks, span);
        var (now, next) = (Dice.Roll(seed, about, turn), Dice.Roll(seed, about, turn + 1));
        return now + (next - now) * into / span;
    }
}
