using System.Globalization;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// Holds what we are about to send against the specification. What we read is taken leniently; what we send is not, since nobody
/// knows what a charger makes of a text that is too long for its memory.
/// </summary>
internal static class Sendable
{
    public const int LongestTag = 20;

    /// <summary>A CiString: printable ASCII, of a certain length at most.</summary>
    public static string Text(string field, string value, int longest)
    {
        if (value.Length == 0 || value.Length > longest) throw Not(field, $"must have 1 to {longest} characters");
        return value.All(letter => letter is >= ' ' and <= '~') ? value : throw Not(field, "may hold only printable ASCII characters");
    }

    public static string Tag(string field, string value) => Text(field, value, LongestTag);

    public static string OneOf(string field, string value, IReadOnlyList<string> allowed) =>
        allowed.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw Not(field, $"must be one of {string.Join(", ", allowed)}");

    public static int AtLeast(string field, int value, int least) => value >= least ? value : throw Not(field, $"must be at least {least.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>An address for files. It goes to the station as it was given: the operator knows what the station can reach.</summary>
    public static string Address(string field, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "ftp" or "ftps" or "http" or "https" && uri.Host.Length > 0 && value.All(letter => letter is > ' ' and <= '~')
            ? value : throw Not(field, "must be an address that begins with ftp://, ftps://, http:// or https://");

    public static VendorFault Not(string field, string rule) => new(VendorFaultKind.Refused, mayHaveHappened: false, $"{field}: {rule}.");
}
