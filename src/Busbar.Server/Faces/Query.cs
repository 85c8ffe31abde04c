using Busbar.Core.Basics;

namespace Busbar.Server.Faces;

/// <summary>What an endpoint reads from the address, for the OpenAPI document. Whoever binds it says so himself.</summary>
/// <param name="Type">The JSON type: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>.</param>
/// <param name="Choices">The only values there are, if they are few.</param>
public sealed record QueryParameter(
    string Name, string Type, string Description, string? Format = null, bool IsRequired = false, object? Default = null, int? Min = null, int? Max = null,
    IReadOnlyList<string>? Choices = null)
{
    /// <summary>It may stand several times.</summary>
    public bool IsList { get; init; }
}

/// <summary>Reads the values after the question mark. An unreadable one is refused by name; unknown ones are nobody's.</summary>
public static class Query
{
    private const int LongestValue = 2_000;

    /// <summary>The value; null where it is absent or empty.</summary>
    public static string? One(this HttpRequest request, string name) => request.Query[name] switch
    {
        [] or [null or ""] => null,
        [{ Length: <= LongestValue } value] when value.IndexOf('\0') < 0 => value,
        [_] => throw new Refused(Fault.Invalid(name, $"The value has at most {LongestValue} characters, none of them U+0000.")),
        _ => throw new Refused(Fault.Invalid(name, "The parameter may stand once.")),
    };

    public static bool Flag(this HttpRequest request, string name) => request.One(name) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw new Refused(Fault.Invalid(name, "The value is true or false.")),
    };

    public static DateTimeOffset? Time(this HttpRequest request, string name) => request.One(name) switch
    {
        null => null,
        var text => Times.Read(text) ?? throw new Refused(Fault.Invalid(name, $"The value is {Times.FormInAddress}.")),
    };

    public static Guid? Id(this HttpRequest request, string name) => request.One(name) switch
    {
        null => null,
        var text when Guid.TryParseExact(text, "D", out var id) => id,
        _ => throw new Refused(Fault.Invalid(name, "The value is a UUID such as 0199f3a2-1c5e-7a41-9b52-3f6f0f0c8a11.")),
    };

    public static T? Choice<T>(this HttpRequest request, string name) where T : struct, Enum => request.One(name) switch
    {
        null => null,
        var text when Enum.GetNames<T>().Contains(text) => Enum.Parse<T>(text),
        _ => throw new Refused(Fault.Invalid(name, $"The value is one of {string.Join(", ", Enum.GetNames<T>())}.")),
    };
}
