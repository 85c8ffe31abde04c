using System.Text;
using System.Text.RegularExpressions;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>A text with names in braces: <c>/vehicles/{id}/state</c>.</summary>
internal sealed partial class Template
{
    private readonly IReadOnlyList<(string Text, bool IsName)> pieces;

    private Template(string source, IReadOnlyList<(string, bool)> pieces) => (Source, this.pieces) = (source, pieces);

    /// <summary>As it stands in the file: fit for logs, since it holds no values.</summary>
    public string Source { get; }

    public IEnumerable<string> Names => pieces.Where(piece => piece.IsName).Select(piece => piece.Text);

    /// <summary>The name, where the text is nothing but one name in braces.</summary>
    public string? SoleName => pieces is [{ IsName: true } only] ? only.Text : null;

    public static Template Parse(string source)
    {
        var pieces = new List<(string, bool)>();
        var last = 0;
        foreach (Match match in NameInBraces().Matches(source))
        {
            if (match.Index > last) pieces.Add((source[last..match.Index], false));
            pieces.Add((match.Groups[1].Value, true));
            last = match.Index + match.Length;
        }
        if (last < source.Length) pieces.Add((source[last..], false));
        return new Template(source, pieces);
    }

    /// <summary>The text with its names filled in; null where one of them stands for nothing.</summary>
    public string? Fill(Scope scope)
    {
        var text = new StringBuilder();
        foreach (var (piece, isName) in pieces)
        {
            if ((isName ? scope.Find(piece) : piece) is not { } part) return null;
            text.Append(part);
        }
        return text.ToString();
    }

    /// <summary>
    /// The text as an address: every value is encoded, so that it stays within its place. What the operator says up to the end
    /// of the host goes in as written. Null where a name stands for nothing, or for something that would move the address.
    /// </summary>
    public string? FillAddress(Scope scope)
    {
        var address = new StringBuilder();
        foreach (var (piece, isName) in pieces)
        {
            if ((isName ? scope.Find(piece) : piece) is not { } part) return null;
            if (!isName || (piece.StartsWith("app.", StringComparison.Ordinal) && !PastHost(address.ToString()))) address.Append(part);
            else if (part is "" or "." or ".." || part.Any(char.IsControl)) return null;
            else address.Append(Uri.EscapeDataString(part));
        }
        return address.ToString();
    }

    private static bool PastHost(string address)
    {
        if (address.StartsWith('/')) return true;
        var host = address.IndexOf("://", StringComparison.Ordinal);
        return host >= 0 && address.IndexOf('/', host + 3) >= 0;
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_.]*)\}")]
    private static partial Regex NameInBraces();
}
