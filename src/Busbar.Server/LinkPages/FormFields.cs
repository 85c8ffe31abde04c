using Microsoft.AspNetCore.Http.Features;

namespace Busbar.Server.LinkPages;

/// <summary>Reads the form of a page of ours.</summary>
public static class FormFields
{
    /// <summary>Longer than anything that is typed in.</summary>
    public const int LongestValue = 200;

    private const int LongestBody = 16 * 1024, MostFields = 20;

    /// <summary>The fields by name; null where no page of ours sends such a form.</summary>
    /// <param name="most">How many fields the largest such form has.</param>
    public static async Task<IReadOnlyDictionary<string, string>?> Read(HttpRequest request, CancellationToken stop, int most = MostFields)
    {
        if (request.ContentLength > LongestBody || !request.HasFormContentType) return null;
        try
        {
            var limits = new FormOptions { ValueCountLimit = most, KeyLengthLimit = LongestValue, ValueLengthLimit = LongestBody, BufferBodyLengthLimit = LongestBody, MultipartBodyLengthLimit = LongestBody };
            var form = await request.ReadFormAsync(limits, stop);
            return form.All(field => field.Value.Count == 1 && IsText(field.Value.ToString())) ? form.ToDictionary(field => field.Key, field => field.Value.ToString()) : null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    // No database takes U+0000.
    private static bool IsText(string value) => value.Length <= LongestValue && !value.Contains('\0');
}
