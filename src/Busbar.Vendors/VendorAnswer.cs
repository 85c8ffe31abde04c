using System.Text.Json;

namespace Busbar.Vendors;

/// <summary>What came back over the wire, read whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, never longer than <see cref="VendorHttp.MaxBodyBytes"/>.</param>
/// <param name="HeardAt">When it was heard.</param>
/// <param name="RetryAt">When the vendor says that asking again makes sense, if it says so.</param>
public sealed record VendorAnswer(int Status, ReadOnlyMemory<byte> Body, DateTimeOffset HeardAt, DateTimeOffset? RetryAt)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The body as JSON; null where it is none.</summary>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
