using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Tariffs;

namespace Busbar.Core.Prices;

/// <summary>
/// Reads prices from a text: a heading <c>area,start,minutes,currency,price</c>, then a line for each. Blank lines, and lines that
/// begin with <c>#</c>, say nothing. One line that is wrong makes the whole wrong; the fault names it.
/// </summary>
public static partial class PriceFile
{
    public const string Heading = "area,start,minutes,currency,price";

    /// <summary>As many as twenty areas have in a year.</summary>
    public const int Most = 20 * 366 * 96;

    /// <summary>A price for every quarter of an hour that the text tells of.</summary>
    public static Result<MarketPrice[]> Read(string text)
    {
        var (prices, told, currencies, isHeaded) = (new List<MarketPrice>(), new HashSet<(string, DateTimeOffset)>(), new Dictionary<string, string>(), false);
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            if (!isHeaded)
            {
                if (!string.Equals(line.Replace(" ", ""), Heading, StringComparison.OrdinalIgnoreCase)) return Wrong(number, $"The first line must be the heading {Heading}.");
                isHeaded = true;
                continue;
            }
            if (!ReadLine(line).Ok(out var price, out var fault)) return Wrong(number, fault.Message);
            var (first, minutes) = price;
            if (currencies.TryAdd(first.Area, first.Price.Currency!) is false && currencies[first.Area] != first.Price.Currency) return Wrong(number, $"The prices of {first.Area} are in {currencies[first.Area]} above.");
            for (var after = 0; after < minutes; after += 15)
            {
                var quarter = first with { StartsAt = first.StartsAt.AddMinutes(after) };
                if (!told.Add((quarter.Area, quarter.StartsAt))) return Wrong(number, $"There is a price of {quarter.Area} at {quarter.StartsAt:yyyy-MM-dd'T'HH:mm'Z'} above.");
                prices.Add(quarter);
            }
            if (prices.Count > Most) return Wrong(number, $"One file holds at most {Most} quarters of an hour. Send it in parts.");
        }
        if (prices.Count == 0) return Wrong(number, "There are no prices in it.");
        return prices.ToArray();
    }

    private static Result<(MarketPrice First, int Minutes)> ReadLine(string line)
    {
        if (line.Split(',') is not [var area, var start, var minutes, var currency, var price]) return No($"A line has five values: {Heading}.");
        (area, start, minutes, currency, price) = (area.Trim(), start.Trim(), minutes.Trim(), currency.Trim(), price.Trim());
        if (!AreaForm().IsMatch(area)) return No($"'{Cut(area)}' is no price area: 1 to 32 capital letters, digits, _ and -.");
        if (!StartForm().IsMatch(start) || !DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return No($"'{Cut(start)}' is no time with its offset, such as 2026-03-01T00:00:00+01:00 or 2026-02-28T23:00:00Z.");
        if (Quarters.Of(at) != at) return No($"'{Cut(start)}' is not on a quarter of an hour.");
        if (minutes is not ("15" or "30" or "60")) return No($"'{Cut(minutes)}' is no length: 15, 30 or 60 minutes.");
        if (!CurrencyForm().IsMatch(currency)) return No($"'{Cut(currency)}' is no currency: three capital letters, such as EUR.");
        if (!CheckTariff.IsCost(price)) return No($"'{Cut(price)}' is no price of a kilowatt-hour, such as 0.1234.");
        return (new MarketPrice(area, at.ToUniversalTime(), new KwhPrice(decimal.Parse(price, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), currency)), int.Parse(minutes, CultureInfo.InvariantCulture));
    }

    public static bool IsArea(string text) => AreaForm().IsMatch(text);

    private static Fault Wrong(int line, string message) => Fault.Invalid($"line {line}", message);

    private static Fault No(string message) => Fault.Invalid("line", message);

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9_-]{0,31}\z")]
    private static partial Regex AreaForm();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})\z", RegexOptions.ECMAScript)]
    private static partial Regex StartForm();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyForm();
}
