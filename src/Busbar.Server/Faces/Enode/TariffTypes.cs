namespace Busbar.Server.Faces.Enode;

/// <summary>What a kilowatt-hour costs at some times.</summary>
/// <param name="Name">1 to 100 characters, unique in the tariff.</param>
/// <param name="Cost">Of a kilowatt-hour: a decimal number in a text, such as "0.1234", in the currency that you reckon in.</param>
public sealed record TariffRate(string Name, string Cost);

/// <summary>When which rate of a tariff applies at a location, by the location's clock. At all other times the market's price does.</summary>
/// <param name="TariffId">Your own id of the tariff.</param>
/// <param name="TariffIntervals">No two may overlap.</param>
public sealed record LocationTariffInterval(string TariffId, IReadOnlyList<TariffInterval> TariffIntervals);

/// <param name="Name">The rate.</param>
/// <param name="From">HH:MM.</param>
/// <param name="To">HH:MM, not part of it; 24:00 for the end of the day. Earlier than the start, where it ends on the next day.</param>
/// <param name="Weekdays">The days on which it begins, from 0 for Monday to 6 for Sunday; all where it is left out.</param>
public sealed record TariffInterval(string Name, string From, string To, IReadOnlyList<int>? Weekdays = null);

/// <summary>A part of a day, in UTC, with one rate.</summary>
/// <param name="Weekday">From 0 for Monday to 6 for Sunday.</param>
/// <param name="FromHourMinute">HH:MM.</param>
/// <param name="ToHourMinute">HH:MM, not part of it; 24:00 for the end of the day.</param>
/// <param name="TariffId">Your own id of the tariff.</param>
/// <param name="TariffName">The rate.</param>
public sealed record LocationTariffSpan(int Weekday, string FromHourMinute, string ToHourMinute, string TariffId, string TariffName);
