using System.Text.RegularExpressions;
using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>How an application looks to owners.</summary>
/// <param name="LogoUrl">An https address of a picture; null for none.</param>
/// <param name="Colour">As <c>#1a6f4d</c>; null for ours.</param>
public sealed partial record ClientLook(string? LogoUrl = null, string? Colour = null)
{
    public static readonly ClientLook Plain = new();

    /// <summary>What is wrong with it; null where it can be shown.</summary>
    public Fault? Fault() =>
        LogoUrl is not null && !IsPicture(LogoUrl) ? Basics.Fault.Invalid("logo", "A logo is the https address of a picture, at most 500 characters of plain ASCII, without a user name.")
        : Colour is not null && !Colours().IsMatch(Colour) ? Basics.Fault.Invalid("colour", "A colour is written as #1a6f4d: six digits, 0 to 9 and a to f.")
        : null;

    // Its origin is named in a header of ours: only what cannot end that header's word may stand in it.
    private static bool IsPicture(string url) =>
        url.Length <= 500 && url.All(c => c is > ' ' and < '\x7f' and not (';' or ',' or '\'' or '"' or '\\'))
        && url.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && Uri.CheckHostName(uri.Host) is UriHostNameType.Dns;

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex Colours();
}
