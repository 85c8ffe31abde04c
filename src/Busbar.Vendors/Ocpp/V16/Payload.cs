using System.Globalization;
using System.Text.Json;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// Reads a call's payload. A missing or mistyped field that a message cannot do without is a <see cref="CallFault"/> that
/// names it; unknown fields and texts that are too long are no reason to refuse a charger's report.
/// </summary>
internal readonly struct Payload(JsonElement json)
{
    public const int LongestText = 500, LongestSigned = 100_000;

    public string Raw => json.GetRawText();

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name, int longest = LongestText)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) throw Mistyped(name, "a text");
        try
        {
            // PostgreSQL holds no NUL in a text.
            var text = value.GetString()!.Replace('\0', '\uFFFD').Trim();
            return text.Length > longest ? text[..longest] : text;
        }
        catch (InvalidOperationException)
        {
            throw Mistyped(name, "a text of whole characters");
        }
    }

    public int Int(string name) => OptionalInt(name) ?? throw Missing(name);

    /// <summary>A whole number; <c>12.0</c> is one.</summary>
    public int? OptionalInt(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue) return (int)number;
        throw Mistyped(name, "a whole number");
    }

    public double Number(string name)
    {
        if (Find(name) is not { } value) throw Missing(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Mistyped(name, "a number");
    }

    /// <summary>A number as the schema has it, a text, or as some chargers send it, a number.</summary>
    public double? LenientNumber(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { ValueKind: JsonValueKind.String } when double.TryParse(OptionalText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    public StationTime Time(string name) => OptionalTime(name) ?? throw Missing(name);

    public StationTime? OptionalTime(string name) => OptionalText(name) is { } text ? StationTime.Read(text) : null;

    public IReadOnlyList<Payload> Objects(string name) => OptionalObjects(name) ?? throw Missing(name);

    public IReadOnlyList<Payload>? OptionalObjects(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) throw Mistyped(name, "a list");
        var objects = new List<Payload>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) throw Mistyped(name, "a list of objects");
            objects.Add(new Payload(item));
        }
        return objects;
    }

    /// <summary>A connector's number; 0 is the station itself.</summary>
    public int Connector(int atLeast = 0)
    {
        var id = Int("connectorId");
        return id >= atLeast ? id : throw new CallFault(OcppErrorCode.PropertyConstraintViolation, $"connectorId: must be at least {atLeast}.");
    }

    private JsonElement? Find(string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character in the name of a field, whichever: no name can be compared with it.
            throw new CallFault(OcppErrorCode.FormationViolation, "The names of fields must be texts of whole characters.");
        }
    }

    private static CallFault Missing(string name) => new(OcppErrorCode.OccurenceConstraintViolation, $"{name}: is required.");

    private static CallFault Mistyped(string name, string wanted) => new(OcppErrorCode.TypeConstraintViolation, $"{name}: must be {wanted}.");
}
