using System.Text;
using System.Text.RegularExpressions;

namespace Busbar.Server.Sandbox;

/// <summary>How homes are called: lower-case letters, digits and dashes, up to 40.</summary>
internal static partial class HomeNames
{
    public const string Rule = "1 to 40 lower-case letters, digits and dashes, beginning with a letter or digit";

    public static bool IsValid(string name) => Valid().IsMatch(name);

    /// <summary>A name made of what somebody typed; null where nothing of it can stand in a name.</summary>
    public static string? From(string text)
    {
        var name = new StringBuilder();
        foreach (var letter in text.Trim().ToLowerInvariant().Take(40))
            if (char.IsAsciiLetterOrDigit(letter)) name.Append(letter);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
        var made = name.ToString().TrimEnd('-');
        return made.Length == 0 ? null : made;
    }

    /// <summary>The home of a device that no home owns yet: <c>home-029015</c>.</summary>
    public static string Of(string identifier)
    {
        var letters = string.Concat(identifier.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.Length == 0 ? "home" : $"home-{letters[Math.Max(0, letters.Length - 6)..]}";
    }

    /// <summary>The home of somebody with this e-mail address: what stands before the @.</summary>
    public static string? OfEmail(string email) => email.Split('@') is [var name, { Length: > 0 }] ? From(name) : null;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Valid();
}
