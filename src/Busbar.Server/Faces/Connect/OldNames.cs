using System.Buffers;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.Connect;

/// <summary>
/// The names that earlier generations of the API gave to what is still there: a closed list, understood wherever a request holds
/// them and never written in an answer. <c>docs/connect-aliases.md</c> lists them.
/// </summary>
internal sealed class OldNames : IOlderWords
{
    public static readonly OldNames OfEntities = new();

    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["manufacturer"] = "brand",
        ["vin"] = "identifier", ["ean"] = "identifier", ["reference"] = "identifier", ["uuid"] = "identifier",
        ["code"] = "pairingCode",
        ["email"] = "associatedEmail",
    };

    public static readonly IReadOnlyDictionary<string, EntityType> Types = new Dictionary<string, EntityType>
    {
        ["PV"] = EntityType.SolarPlant, ["SmartMeter"] = EntityType.Meter, ["ChargePole"] = EntityType.ChargePoint,
    };

    private const string Model = "model", TenantId = "tenantId", EntitysType = "type", Brand = "brand", OldBrand = "manufacturer", Boiler = "Boiler";

    private static readonly JsonDocumentOptions lenient = new() { AllowTrailingCommas = true, MaxDepth = FaceJson.MaxDepth };

    private OldNames() { }

    public JsonElement Modernize(JsonElement body, HttpContext context)
    {
        if (body.ValueKind is not JsonValueKind.Object) return body;
        var members = body.EnumerateObject().Select(member => (Name: JsonShape.NameOf(member), member.Value)).ToList();
        if (members.Any(member => member.Name is null) || !members.Any(member => IsOld(member.Name!, member.Value))) return body;

        // An older client writes every field that it knows; null is as good as left out.
        var given = members.Where(member => member.Value.ValueKind is not JsonValueKind.Null || !TakesPart(member.Name!)).ToList();
        RefuseTwoForOne(given.Select(member => member.Name!));

        var modern = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(modern))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in given) Write(writer, name!, value, context);
            writer.WriteEndObject();
        }
        return JsonDocument.Parse(modern.WrittenMemory, lenient).RootElement;
    }

    /// <summary>The filter <c>brand</c>, or <c>manufacturer</c>.</summary>
    public static string? BrandOf(HttpRequest request)
    {
        if (request.One(OldBrand) is not { } old) return request.One(Brand);
        if (request.One(Brand) is not null) throw Both(OldBrand, Brand);
        CallersWords.Note(request.HttpContext, Brand, OldBrand);
        return old;
    }

    /// <summary>The filter <c>type</c>, by a name of today or before.</summary>
    public static EntityType? TypeOf(HttpRequest request)
    {
        var text = request.One(EntitysType);
        RefuseBoiler(text);
        return text is not null && Types.TryGetValue(text, out var type) ? type : request.Choice<EntityType>(EntitysType);
    }

    private static bool IsOld(string name, JsonElement value) => Fields.ContainsKey(name) || name is Model or TenantId || (name is EntitysType && OldType(value) is not null);

    private static bool TakesPart(string name) => Fields.ContainsKey(name) || Fields.Values.Contains(name);

    private static void RefuseTwoForOne(IEnumerable<string> names)
    {
        foreach (var same in names.Distinct().GroupBy(name => Fields.GetValueOrDefault(name, name)).Where(same => same.Count() > 1))
        {
            var old = same.First(Fields.ContainsKey);
            throw Both(old, same.First(name => name != old));
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value, HttpContext context)
    {
        if (name is Model) return;
        if (name is TenantId)
        {
            if (value.ValueKind is not JsonValueKind.Null && (value.ValueKind is not JsonValueKind.String || !value.TryGetGuid(out var tenant) || tenant != Identity.Of(context).TenantId))
                throw new Refused(Fault.Invalid(TenantId, "This is not the tenant of the application. Leave it out: an application has one tenant."));
            return;
        }
        if (Fields.TryGetValue(name, out var today)) CallersWords.Note(context, today, name);
        writer.WritePropertyName(today ?? name);
        if (name is EntitysType && OldType(value) is { } type) writer.WriteStringValue(Modern(type));
        else writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }

    private static string? OldType(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && Types.Keys.Append(Boiler).FirstOrDefault(old => value.GetRawText() == $"\"{old}\"") is { } type ? type : null;

    private static string Modern(string oldType)
    {
        RefuseBoiler(oldType);
        return Types[oldType].ToString();
    }

    private static void RefuseBoiler(string? type)
    {
        if (type is Boiler) throw new Refused(Fault.Invalid(EntitysType, $"There is no {Boiler} any more. Use {EntityType.HeatPump}."));
    }

    private static Refused Both(string old, string other) => new(Fault.Invalid(old, $"'{old}' and '{other}' mean the same. Send one of them."));
}
