using System.Globalization;
using System.Text;

namespace Busbar.Server.Faces;

/// <summary>
/// JSON as a browser's own <c>JSON.stringify</c> writes it, which escapes quotes, backslashes and control characters and nothing
/// else. Receivers that read a signed body and write it anew before they check its signature get the same bytes.
/// </summary>
public static class ScriptJson
{
    /// <param name="json">Compact JSON that escapes more.</param>
    public static string Of(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] is not '\\') text.Append(json[i]);
            else if (json[++i] is not 'u') text.Append('\\').Append(json[i]);
            else
            {
                Append(text, (char)int.Parse(json.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, char c)
    {
        if (c is '"' or '\\') text.Append('\\').Append(c);
        else if (c is < ' ') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        else text.Append(c);
    }
}
