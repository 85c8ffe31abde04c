using Busbar.Core.Basics;

namespace Busbar.Core.Locations;

/// <summary>Whether a place may be kept as it is told.</summary>
public static class CheckLocation
{
    /// <summary>How many places a device can have, and how many a user of its own.</summary>
    public const int Most = 100;

    private const int LongestLabel = 100, LongestAddress = 500, LongestTimeZone = 100;

    /// <summary>The place as it is kept, its texts trimmed and an empty address taken for none; or the first thing that is wrong.</summary>
    public static Result<Location> Check(Location location)
    {
        var (label, address) = (location.Label.Trim(), location.Address?.Trim());
        if (label.Length is 0 or > LongestLabel) return Fault.Invalid("label", $"The value is a name of 1 to {LongestLabel} characters.");
        if (address?.Length > LongestAddress) return Fault.Invalid("address", $"The value has at most {LongestAddress} characters.");
        if (!(Math.Abs(location.Latitude) <= 90)) return Fault.Invalid("latitude", "The value is a number of degrees from -90 to 90, north of the equator.");
        if (!(Math.Abs(location.Longitude) <= 180)) return Fault.Invalid("longitude", "The value is a number of degrees from -180 to 180, east of Greenwich.");
        if (location.TimeZone is { } zone && !(zone.Length <= LongestTimeZone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId))
            return Fault.Invalid("timeZone", "The value is the IANA name of a time zone, such as Europe/Oslo.");
        return location with { Label = label, Address = address is "" ? null : address };
    }
}
