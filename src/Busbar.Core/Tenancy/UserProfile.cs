using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>What an application told of a user.</summary>
/// <param name="Home">Null where nobody told.</param>
public sealed record UserProfile(Guid UserId, Guid TenantId, string? Email, UserHome? Home)
{
    public const int LongestEmail = 254;

    /// <summary>By which it is found, whatever the case.</summary>
    public string? EmailKey => Email?.ToLowerInvariant();

    /// <summary>Whether a text may be an e-mail address; only a mail that arrives says that it is one.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= LongestEmail && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace) && !text.Contains('\0');

    public static Fault NoEmail() => Fault.Invalid("email", $"The value is an e-mail address of at most {LongestEmail} characters.");
}

/// <summary>Where a user lives.</summary>
/// <param name="State">The region, where addresses name it.</param>
/// <param name="CountryCode">Two capital letters, by ISO 3166-1.</param>
/// <param name="Position">Degrees north and east, which are kept as a place of the user that has the user's id; null where only the address is known.</param>
public sealed record UserHome(string Address1, string? Address2, string City, string? State, string PostalCode, string CountryCode, (double Latitude, double Longitude)? Position)
{
    public const int LongestLine = 200;

    /// <summary>In one line, as places have it.</summary>
    public string Line => string.Join(", ", new[] { Address1, Address2, $"{PostalCode} {City}", State, CountryCode }.Where(part => !string.IsNullOrEmpty(part)));
}
