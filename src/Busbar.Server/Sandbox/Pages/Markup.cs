using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>A piece of HTML. What is put into it is encoded, unless it is a piece of HTML itself: forgetting cannot happen.</summary>
internal readonly record struct Markup(string Text)
{
    public static Markup Of(MarkupText text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    public override string ToString() => Text;
}

/// <summary>What the compiler makes of <c>Markup.Of($"...")</c>.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupText(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Markup markup) => text.Append(markup.Text);

    public void AppendFormatted(Markup? markup) => text.Append(markup?.Text);

    public void AppendFormatted(IEnumerable<Markup> pieces) => text.AppendJoin("", pieces);

    public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted<T>(T value, string? format = null) where T : IFormattable => text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => text.ToString();
}
