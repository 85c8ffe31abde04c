using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;

namespace Busbar.Server.LinkPages;

/// <summary>The pages' one style sheet, under an address that changes with its content, so that browsers may keep it.</summary>
public sealed class StyleSheet
{
    public const string Folder = "/assets", Route = Folder + "/{file}";

    private readonly byte[] content;
    private readonly string name;

    public StyleSheet()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("pages.css") ?? throw new InvalidOperationException("The style sheet was not built in.");
        content = new byte[stream.Length];
        stream.ReadExactly(content);
        name = $"pages.{Secrets.Base64Url(SHA256.HashData(content).AsSpan(0, 9))}.css";
    }

    private const string ColourStart = "colour-", ColourEnd = ".css";

    public string Url => $"{Folder}/{name}";

    /// <summary>The sheet beside it for an application's colour.</summary>
    /// <param name="colour">As <c>#1a6f4d</c>.</param>
    public static string ColourUrl(string colour) => $"{Folder}/{ColourStart}{colour[1..].ToLowerInvariant()}{ColourEnd}";

    public async Task Send(HttpContext context, string file)
    {
        var sheet = file == name ? content : Colour(file);
        if (sheet is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.ContentLength = sheet.Length;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(sheet, context.RequestAborted);
    }

    private static byte[]? Colour(string file) =>
        file.Length == ColourStart.Length + 6 + ColourEnd.Length && file.StartsWith(ColourStart, StringComparison.Ordinal) && file.EndsWith(ColourEnd, StringComparison.Ordinal)
        && file[ColourStart.Length..^ColourEnd.Length] is var digits && digits.All(c => char.IsAsciiHexDigitLower(c) || char.IsAsciiDigit(c))
            ? Encoding.UTF8.GetBytes(ColourSheet.Of("#" + digits)) : null;
}
