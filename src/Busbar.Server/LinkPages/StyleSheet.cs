using System.Security.Cryptography;
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

    public string Url => $"{Folder}/{name}";

    public async Task Send(HttpContext context, string file)
    {
        if (file != name)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.ContentLength = content.Length;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
