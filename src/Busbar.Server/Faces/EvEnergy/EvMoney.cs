using System.Globalization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Money as this face tells it: in the smallest units of a currency.</summary>
internal static class EvMoney
{
    private const string Usual = "EUR";

    // By ISO 4217 these have no smaller unit.
    private static readonly HashSet<string> whole = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    /// <param name="told">As prices tell it; null where they do not.</param>
    /// <param name="country">Two capital letters; null where that is not known.</param>
    public static string Currency(string? told, string? country) => told ?? (country is null ? null : OfCountry(country)) ?? Usual;

    public static int Minor(double amount, string currency) => (int)Math.Clamp(Math.Round(amount * Units(currency)), int.MinValue, int.MaxValue);

    public static decimal Minor(decimal amount, string currency) => Math.Round(amount * Units(currency), 4) / 1.0000m;

    private static int Units(string currency) => whole.Contains(currency) ? 1 : 100;

    private static string? OfCountry(string country)
    {
        try
        {
            return new RegionInfo(country).ISOCurrencySymbol is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'] known and not "XXX" ? known : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
