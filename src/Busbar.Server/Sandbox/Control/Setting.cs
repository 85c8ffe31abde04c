using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>What sort of JSON a setting takes; <see cref="NumberOrNull"/> takes null for "none", <see cref="Place"/> latitude and longitude.</summary>
internal enum SettingType { Number, NumberOrNull, Flag, Word, Place }

/// <summary>The home and the real time that a setting is made in.</summary>
internal readonly record struct Moment(Home Home, DateTimeOffset Now);

/// <summary>Something of a device that a developer may set.</summary>
/// <param name="Has">Whether the device has it.</param>
/// <param name="Now">What it is now, as JSON would show it.</param>
/// <param name="Set">The device with it set, or what is wrong with the value.</param>
internal sealed record Setting(
    string Name, SettingType Type, Func<HomeDevice, bool> Has, Func<HomeDevice, object?> Now, Func<HomeDevice, JsonElement, Moment, Result<HomeDevice>> Set)
{
    public static Setting Number<T>(string name, Func<T, double> now, Func<T, (double Least, double Most)> range, Func<T, double, T> set) where T : HomeDevice => new(
        name, SettingType.Number, d => d is T, d => now((T)d),
        (d, json, _) => Within(name, json, range((T)d)).Ok(out var number, out var fault) ? set((T)d, number) : fault);

    public static Setting Flag<T>(string name, Func<T, bool> now, Func<T, bool, T> set) where T : HomeDevice => new(
        name, SettingType.Flag, d => d is T, d => now((T)d),
        (d, json, _) => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? set((T)d, json.GetBoolean()) : Fault.Invalid(name, $"{name} must be true or false."));

    public static Setting Word<T>(string name, string[] words, Func<T, string> now, Func<T, string, T> set) where T : HomeDevice => new(
        name, SettingType.Word, d => d is T, d => now((T)d),
        (d, json, _) => words.FirstOrDefault(word => json.ValueKind == JsonValueKind.String && json.ValueEquals(word)) is { } chosen
            ? set((T)d, chosen) : Fault.Invalid(name, $"{name} must be one of: {string.Join(", ", words)}."));

    /// <summary>A finite number within the range, or the fault that names the field.</summary>
    public static Result<double> Within(string name, JsonElement json, (double Least, double Most) range) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && number >= range.Least && number <= range.Most
            ? number : Fault.Invalid(name, FormattableString.Invariant($"{name} must be a number from {range.Least} to {range.Most}."));
}
