using System.Text.Json.Nodes;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Core.Events;

/// <summary>What was known of a device before and what is now.</summary>
public sealed record StateChange(DeviceState Was, DeviceState Now)
{
    /// <summary>What it had through the others of its home and has now, where it is that which changed.</summary>
    public (HomeTies Was, HomeTies Now)? Ties { get; init; }

    /// <summary>Whether anything but times changed.</summary>
    public bool IsAny => Ties is not null ||
        Was.IsOnline != Now.IsOnline || Was.IsAsleep != Now.IsAsleep || Was.Trouble?.Kind != Now.Trouble?.Kind
        || Now.Signals.Any(known => !Was.Signals.TryGetValue(known.Key, out var before) || before.Value != known.Value.Value);

    /// <summary>As it stands in the outbox: the state now, and of the one before only what was different.</summary>
    public string Write()
    {
        var json = new JsonObject
        {
            ["now"] = Write(Now, Now.Signals),
            ["was"] = Write(Was, Was.Signals.Where(known => !Now.Signals.TryGetValue(known.Key, out var now) || now != known.Value).ToDictionary()),
            ["new"] = new JsonArray([.. Now.Signals.Keys.Where(signal => !Was.Signals.ContainsKey(signal)).Select(signal => JsonValue.Create(signal.ToString()))]),
        };
        if (Ties is var (was, now)) (json["tiesWas"], json["tiesNow"]) = (was.Write(), now.Write());
        return json.ToJsonString();
    }

    public static StateChange Read(Guid deviceId, string text)
    {
        var json = JsonNode.Parse(text)!;
        var (now, before) = (ReadState(deviceId, json["now"]!), ReadState(deviceId, json["was"]!));
        var signals = new Dictionary<Signal, Known>(now.Signals);
        foreach (var (signal, known) in before.Signals) signals[signal] = known;
        foreach (var signal in json["new"]!.AsArray()) signals.Remove(Enum.Parse<Signal>(signal!.GetValue<string>()));
        return new StateChange(before with { Signals = signals }, now)
        {
            Ties = json.AsObject().ContainsKey("tiesNow") ? (HomeTies.Read(json["tiesWas"]?.GetValue<string>()), HomeTies.Read(json["tiesNow"]?.GetValue<string>())) : null,
        };
    }

    private static JsonObject Write(DeviceState state, IReadOnlyDictionary<Signal, Known> signals) => new()
    {
        ["signals"] = JsonNode.Parse(SignalJson.Write(signals)), ["online"] = state.IsOnline, ["asleep"] = state.IsAsleep, ["heard"] = state.LastHeardAt?.ToMicros(),
        ["trouble"] = state.Trouble is { } trouble ? new JsonObject { ["kind"] = trouble.Kind.ToString(), ["message"] = trouble.Message, ["since"] = trouble.Since.ToMicros(), ["retry"] = trouble.RetryAt?.ToMicros() } : null,
    };

    private static DeviceState ReadState(Guid deviceId, JsonNode json) => new(
        deviceId, SignalJson.ReadState(json["signals"]!.ToJsonString()), json["online"]!.GetValue<bool>(), json["asleep"]!.GetValue<bool>(), Time(json["heard"]),
        json["trouble"] is { } trouble
            ? new Trouble(Enum.Parse<VendorFaultKind>(trouble["kind"]!.GetValue<string>()), trouble["message"]!.GetValue<string>(), Time(trouble["since"])!.Value, Time(trouble["retry"]))
            : null);

    private static DateTimeOffset? Time(JsonNode? json) => json?.GetValue<long>().ToTime();
}
