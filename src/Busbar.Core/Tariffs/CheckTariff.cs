using System.Text.RegularExpressions;
using Busbar.Core.Basics;

namespace Busbar.Core.Tariffs;

/// <summary>Whether a tariff may be kept as it is told. Faults name the fields of a list of rates or of intervals.</summary>
public static partial class CheckTariff
{
    /// <summary>How many rates or intervals there can be.</summary>
    public const int Most = 200;

    private const int LongestName = 100;

    /// <summary>What an application may call a tariff.</summary>
    public static Fault? Name(string name) =>
        NameForm().IsMatch(name) ? null : Fault.Invalid("tariffId", "The value has 1 to 36 characters: letters, digits, _ and -.");

    public static Fault? Rates(IReadOnlyList<TariffRate> rates)
    {
        if (rates.Count is 0 or > Most) return Fault.Invalid("body", $"A tariff has 1 to {Most} rates.");
        var names = new HashSet<string>();
        for (var i = 0; i < rates.Count; i++)
        {
            if (rates[i].Name.Trim().Length is 0 || rates[i].Name.Length > LongestName) return Fault.Invalid($"[{i}].name", $"The value is a name of 1 to {LongestName} characters.");
            if (!names.Add(rates[i].Name)) return Fault.Invalid($"[{i}].name", "There are two rates of this name.");
            if (!IsCost(rates[i].Cost)) return Fault.Invalid($"[{i}].cost", "The value is a decimal number in a text, such as \"0.1234\", with at most 9 digits before and 9 after the point.");
        }
        return null;
    }

    /// <summary>The rates must be the tariff's, and no two intervals may overlap; between them there may be gaps.</summary>
    public static Fault? Intervals(IReadOnlyList<TariffInterval> intervals, Tariff tariff)
    {
        if (intervals.Count > Most) return Fault.Invalid("tariffIntervals", $"There are {Most} intervals at most.");
        for (var i = 0; i < intervals.Count; i++)
        {
            var (at, interval) = ($"tariffIntervals[{i}]", intervals[i]);
            if (tariff.CostOfRate(interval.Rate) is null) return Fault.Invalid($"{at}.name", $"The tariff has no rate of this name. It has {string.Join(", ", tariff.Rates.Select(rate => rate.Name))}.");
            if (interval.Weekdays is { } days && (days.Count is 0 || days.Any(day => day is < 0 or > 6) || days.Distinct().Count() != days.Count))
                return Fault.Invalid($"{at}.weekdays", "The value lists days from 0 for Monday to 6 for Sunday, each once; leave it out for all days.");
            if (interval.From == interval.To) return Fault.Invalid($"{at}.to", "The end must not be the start. A whole day is from 00:00 to 24:00.");
        }
        return TariffWeek.Of(intervals).Fault;
    }

    /// <summary>Whether the text is a decimal number as prices are told.</summary>
    public static bool IsCost(string cost) => CostForm().IsMatch(cost);

    [GeneratedRegex(@"^[\w-]{1,36}\z", RegexOptions.ECMAScript)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[+-]?(\d{1,9}([.]\d{0,9})?|[.]\d{1,9})\z", RegexOptions.ECMAScript)]
    private static partial Regex CostForm();
}
