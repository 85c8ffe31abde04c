using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Users in this dialect's words.</summary>
internal static class UserWords
{
    /// <param name="tariff">The one of the user's home.</param>
    public static EvUser Show(EvUrls urls, User user, UserProfile? profile, IEnumerable<Guid> vehicles, IEnumerable<Guid> evses, Ref<EvTariff>? tariff) => new(
        EvId.Write(OfUser.Prefix, user.Id), urls.User(user.Id), profile?.Email, null, user.CreatedAt, null, Show(profile?.Home, tariff), [.. vehicles.Select(urls.Vehicle)], [.. evses.Select(urls.Evse)]);

    /// <summary>A profile as it would be written.</summary>
    public static EvUserWrite Write(UserProfile profile) => new(profile.Email, profile.Home is not { } home ? null : new EvLocationWrite(
        home.Address1, home.Address2, home.PostalCode, home.CountryCode, Show(home.Position), home.City, home.State));

    /// <summary>What is to be kept, as it is to be.</summary>
    public static Result<UserProfile> Read(UserProfile profile, EvUserWrite told)
    {
        var known = profile with { Email = Text(told.Email), Home = null };
        if (told.DefaultLocation is not { } home || home == new EvLocationWrite()) return known;
        foreach (var (name, value) in new[] { ("address_1", home.Address1), ("city", home.City), ("postal_code", home.PostalCode), ("country_code", home.CountryCode) })
            if (Text(value) is null) return Fault.Missing("default_location." + name, "A location needs address_1, city, postal_code and country_code; all members null take it away.");
        return known with
        {
            Home = new UserHome(
                home.Address1!.Trim(), Text(home.Address2), home.City!.Trim(), Text(home.State), home.PostalCode!.Trim(), home.CountryCode!.Trim().ToUpperInvariant(),
                home.Coordinates is { } at ? (at.Latitude, at.Longitude) : null),
        };
    }

    /// <summary>The field as this dialect calls it.</summary>
    public static Fault Spell(Fault fault) => fault.Field switch
    {
        "latitude" or "longitude" => fault with { Field = "default_location.coordinates." + fault.Field },
        "address_1" or "address_2" or "city" or "state" or "postal_code" or "country_code" => fault with { Field = "default_location." + fault.Field },
        _ => fault,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static EvLocation Show(UserHome? home, Ref<EvTariff>? tariff) =>
        new(home?.Address1, home?.Address2, home?.PostalCode, home?.CountryCode, Show(home?.Position), tariff, home?.City, home?.State, null, null);

    private static LatLong? Show((double Latitude, double Longitude)? position) => position is { } at ? new LatLong(at.Latitude, at.Longitude) : null;
}
