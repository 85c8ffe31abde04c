using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>Everything that a developer may set, in the order in which it is set. Registers may be raised, never lowered.</summary>
internal static class Settings
{
    private const double Most = 1e9;

    public static readonly IReadOnlyList<Setting> All =
    [
        Setting.Flag<HomeDevice>("online", d => d.Online, (d, v) => d with { Online = v }),
        Setting.Flag<HomeDevice>("asleep", d => d.Asleep, (d, v) => d with { Asleep = v }),
        Setting.Flag<HomeDevice>("failNextCommand", d => d.FailNextCommand, (d, v) => d with { FailNextCommand = v }),
        Setting.Flag<HomeDevice>("failNextRead", d => d.FailNextRead, (d, v) => d with { FailNextRead = v }),
        BusyFor(),

        Setting.Number<Ev>("capacity", d => d.CapacityKwh, _ => (5, 300), (d, v) => (d with { CapacityKwh = v }).WithSoc(d.Soc)),
        Setting.Number<Ev>("soc", d => d.Soc, _ => (0, 100), (d, v) => d.WithSoc(v)),
        Setting.Number<Ev>("limit", d => d.LimitPercent, _ => (10, 100), (d, v) => d with { LimitPercent = v }),
        Setting.Number<Ev>("odometer", d => d.OdometerKm, d => (d.OdometerKm, 1e7), (d, v) => d with { OdometerKm = v }),
        Location(),
        Setting.Number<Ev>("onboardAmps", d => d.OnboardAmps, _ => (6, 80), (d, v) => d with { OnboardAmps = v, MaxAmps = Math.Min(v, d.MaxAmps) }),
        Setting.Number<Ev>("maxAmps", d => d.MaxAmps, d => (Charging.LeastAmps, d.OnboardAmps), (d, v) => d with { MaxAmps = v }),
        Setting.Flag<Ev>("threePhase", d => d.Phases == 3, (d, v) => d with { Phases = v ? 3 : 1 }),
        Setting.Flag<Ev>("takesCommands", d => d.TakesCommands, (d, v) => d with { TakesCommands = v }),
        Setting.Flag<Ev>("tellsLocation", d => d.TellsLocation, (d, v) => d with { TellsLocation = v }),
        Setting.Flag<Ev>("tellsPower", d => d.TellsPower, (d, v) => d with { TellsPower = v }),
        Setting.Flag<Ev>("fault", d => d.Fault, (d, v) => d with { Fault = v }),

        Setting.Number<ChargePoint>("ratedAmps", d => d.RatedAmps, _ => (6, 80), (d, v) => d with { RatedAmps = v, MaxAmps = Math.Min(v, d.MaxAmps) }),
        Setting.Number<ChargePoint>("maxAmps", d => d.MaxAmps, d => (0, d.RatedAmps), (d, v) => d with { MaxAmps = v }),
        Setting.Flag<ChargePoint>("threePhase", d => d.Phases == 3, (d, v) => d with { Phases = v ? 3 : 1 }),
        Setting.Flag<ChargePoint>("fault", d => d.Fault, (d, v) => d with { Fault = v }),

        Setting.Number<SolarPlant>("peak", d => d.PeakKw, _ => (0.1, 100_000), (d, v) => d with { PeakKw = v }),
        FeedInLimit(),
        Setting.Flag<SolarPlant>("connected", d => d.Connected, (d, v) => d with { Connected = v }),

        Setting.Number<Battery>("capacity", d => d.CapacityKwh, _ => (1, 10_000), (d, v) => d with { CapacityKwh = v, StoredKwh = d.StoredKwh / d.CapacityKwh * v }),
        Setting.Number<Battery>("soc", d => d.Soc, _ => (0, 100), (d, v) => d with { StoredKwh = d.CapacityKwh * v / 100 }),
        Setting.Number<Battery>("maxPower", d => d.MaxKw, _ => (0.1, 10_000), (d, v) => d with { MaxKw = v }),
        Setting.Number<Battery>("reserve", d => d.ReservePercent, _ => (0, 100), (d, v) => d with { ReservePercent = v }),

        Setting.Word<Battery>("mode", [.. Battery.Modes], d => d.Mode, (d, v) => d with { Mode = v }),

        Setting.Flag<HeatPump>("on", d => d.On, (d, v) => d with { On = v }),
        Setting.Number<HeatPump>("target", d => d.TargetC, _ => (5, 30), (d, v) => d with { TargetC = v, ScheduledC = d.Held ? d.ScheduledC : v }),
        Setting.Number<HeatPump>("indoor", d => d.IndoorC, _ => (-20, 50), (d, v) => d with { IndoorC = v }),
        Setting.Number<HeatPump>("hotWater", d => d.HotWaterC, _ => (10, 80), (d, v) => d with { HotWaterC = v }),

        Setting.Number<Meter>("energyInT1", d => d.EnergyInT1Kwh, d => (d.EnergyInT1Kwh, Most), (d, v) => d with { EnergyInT1Kwh = v }),
        Setting.Number<Meter>("energyInT2", d => d.EnergyInT2Kwh, d => (d.EnergyInT2Kwh, Most), (d, v) => d with { EnergyInT2Kwh = v }),
        Setting.Number<Meter>("energyOutT1", d => d.EnergyOutT1Kwh, d => (d.EnergyOutT1Kwh, Most), (d, v) => d with { EnergyOutT1Kwh = v }),
        Setting.Number<Meter>("energyOutT2", d => d.EnergyOutT2Kwh, d => (d.EnergyOutT2Kwh, Most), (d, v) => d with { EnergyOutT2Kwh = v }),

        Setting.Word<RetrofitMeter>("medium", ["gas", "electricity"], d => d.Medium, (d, v) => d with { Medium = v }),
        Setting.Number<RetrofitMeter>("gas", d => d.GasM3, d => (d.GasM3, Most), (d, v) => d with { GasM3 = v }),
        Setting.Number<RetrofitMeter>("energyIn", d => d.EnergyInKwh, d => (d.EnergyInKwh, Most), (d, v) => d with { EnergyInKwh = v }),
    ];

    public static IEnumerable<Setting> Of(HomeDevice device) => All.Where(s => s.Has(device));

    /// <summary>Sets all that the body names, or nothing and the first thing that is wrong.</summary>
    public static Result<HomeDevice> Apply(HomeDevice device, JsonElement body, Moment moment)
    {
        var known = Of(device).ToList();
        if (ControlBody.Stranger(body, [.. known.Select(s => s.Name)]) is { } stranger) return stranger;
        foreach (var setting in known)
        {
            if (!body.TryGetProperty(setting.Name, out var value)) continue;
            if (!setting.Set(device, value, moment).Ok(out var set, out var fault)) return fault;
            device = set;
        }
        return device;
    }

    // In real seconds: how long the cloud answers "too many requests".
    private static Setting BusyFor() => new("busyFor", SettingType.Number, _ => true, d => d.BusyUntil is null ? 0 : d.BusyUntil, (d, json, moment) =>
        Setting.Within("busyFor", json, (0, 86_400)).Ok(out var seconds, out var fault)
            ? d with { BusyUntil = seconds == 0 ? null : moment.Now.AddSeconds(seconds) } : fault);

    private static Setting FeedInLimit() => new("feedInLimit", SettingType.NumberOrNull, d => d is SolarPlant, d => ((SolarPlant)d).FeedInLimitW, (d, json, _) =>
    {
        if (json.ValueKind == JsonValueKind.Null) return (SolarPlant)d with { FeedInLimitW = null };
        return Setting.Within("feedInLimit", json, (0, Most)).Ok(out var watts, out var fault) ? (SolarPlant)d with { FeedInLimitW = watts } : fault;
    });

    // A car that is set down somewhere else than at home is not plugged in there.
    private static Setting Location() => new(
        "location", SettingType.Place, d => d is Ev, d => new { latitude = ((Ev)d).Latitude, longitude = ((Ev)d).Longitude }, (d, json, moment) =>
        {
            if (json.ValueKind != JsonValueKind.Object || ControlBody.Stranger(json, ["latitude", "longitude"]) is not null
                || !json.TryGetProperty("latitude", out var latitude) || !json.TryGetProperty("longitude", out var longitude))
                return Fault.Invalid("location", "location must be an object of latitude and longitude.");
            if (!Setting.Within("location.latitude", latitude, (-90, 90)).Ok(out var north, out var fault)) return fault;
            return Setting.Within("location.longitude", longitude, (-180, 180)).Ok(out var east, out fault) ? ((Ev)d).Standing(north, east, moment.Home.Place) : fault;
        });
}
