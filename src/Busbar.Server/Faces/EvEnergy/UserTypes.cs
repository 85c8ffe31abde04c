using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A user, with what was onboarded for it.</summary>
/// <param name="Email">As the application told it.</param>
/// <param name="FullName">Null: nobody is asked for it.</param>
/// <param name="JoinedAt">When it was made, or first named.</param>
/// <param name="TermsConsentDatetime">Null: consent is given to each device, on its pages.</param>
/// <param name="DefaultLocation">Where the user lives.</param>
/// <param name="Vehicles">The addresses of its vehicles.</param>
/// <param name="Evses">The addresses of its chargers.</param>
public sealed record EvUser(
    string Id, string Url, string? Email, string? FullName, DateTimeOffset JoinedAt, DateTimeOffset? TermsConsentDatetime, EvLocation DefaultLocation,
    IReadOnlyList<string> Vehicles, IReadOnlyList<string> Evses);

/// <summary>Where a user lives; all null where nobody told.</summary>
/// <param name="CountryCode">Two capital letters, by ISO 3166-1.</param>
/// <param name="Tariff">What the application has placed there; null where it has placed nothing.</param>
/// <param name="EvseSite">Null: there are no sites of many chargers here.</param>
/// <param name="CurrentCarbonIntensityGramsPerKilowattHour">Null: no feed of it is connected.</param>
public sealed record EvLocation(
    [property: JsonPropertyName("address_1")] string? Address1, [property: JsonPropertyName("address_2")] string? Address2, string? PostalCode, string? CountryCode, LatLong? Coordinates,
    Ref<EvTariff>? Tariff, string? City, string? State, string? EvseSite, int? CurrentCarbonIntensityGramsPerKilowattHour);

/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record LatLong(double Latitude, double Longitude);

/// <summary>What is to be kept of a user. What is left out stays as it is.</summary>
/// <param name="Email">Null for none.</param>
[TakesForms]
public sealed record EvUserWrite(string? Email = null, EvLocationWrite? DefaultLocation = null);

/// <summary>All null for none; else address_1, city, postal_code and country_code are needed.</summary>
public sealed record EvLocationWrite(
    [property: JsonPropertyName("address_1")] string? Address1 = null, [property: JsonPropertyName("address_2")] string? Address2 = null, string? PostalCode = null, string? CountryCode = null,
    LatLong? Coordinates = null, string? City = null, string? State = null);
