using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Server.Sandbox.OAuth;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>What a developer typed into a form, as the JSON that the API takes. A field left blank changes nothing.</summary>
internal static class SettingForm
{
    public static JsonElement Body(HomeDevice device, SandboxForm form)
    {
        var body = new JsonObject();
        foreach (var setting in Settings.Of(device))
            if (form[setting.Name] is { } typed) body[setting.Name] = Json(setting.Type, typed);
        return Element(body);
    }

    public static JsonElement Body(SandboxForm form, params string[] numbers)
    {
        var body = new JsonObject();
        foreach (var name in numbers)
            if (form[name] is { } typed) body[name] = Json(SettingType.Number, typed);
        return Element(body);
    }

    public static JsonElement Texts(SandboxForm form, params string[] names)
    {
        var body = new JsonObject();
        foreach (var name in names)
            if (form[name] is { } typed) body[name] = typed;
        return Element(body);
    }

    // What does not fit its type stays a text, and is refused with the field's own words.
    private static JsonNode? Json(SettingType type, string typed) => type switch
    {
        SettingType.Number => Number(typed),
        SettingType.NumberOrNull => typed == "none" ? null : Number(typed),
        SettingType.Flag => typed switch { "yes" => true, "no" => false, _ => typed },
        SettingType.Word => typed,
        SettingType.Place => typed.Split(',') is [var north, var east] ? new JsonObject { ["latitude"] = Number(north), ["longitude"] = Number(east) } : typed,
    };

    private static JsonNode Number(string typed) =>
        double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : typed;

    private static JsonElement Element(JsonObject body) => JsonSerializer.SerializeToElement(body);
}
