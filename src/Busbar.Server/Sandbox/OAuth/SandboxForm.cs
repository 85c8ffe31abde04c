namespace Busbar.Server.Sandbox.OAuth;

/// <summary>The fields of a form or query, each at most once.</summary>
internal sealed class SandboxForm
{
    private const int LongestValue = 2048;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>The form in the request's body; null where the body is none, or too large.</summary>
    public static async Task<SandboxForm?> Read(HttpContext context)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is not { } type || !type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            return Of(await context.Request.ReadFormAsync(context.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>
    /// Null where a field stands twice (RFC 6749, 3.1), is longer than any that is right, or holds a control character. Blank
    /// ones count as left out; blanks around a value are dropped.
    /// </summary>
    public static SandboxForm? Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields)
    {
        var form = new SandboxForm();
        foreach (var (name, value) in fields)
        {
            if (value.Count > 1 || value[0]?.Length > LongestValue || value[0]?.Any(char.IsControl) == true) return null;
            if (!string.IsNullOrWhiteSpace(value[0])) form.values[name] = value[0]!.Trim();
        }
        return form;
    }
}
