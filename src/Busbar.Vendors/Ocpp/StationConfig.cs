using System.Text.Json;

namespace Busbar.Vendors.Ocpp;

/// <summary>What a station said about its settings, of those that matter to us. Absent means not told.</summary>
internal sealed class StationConfig
{
    public const string Connectors = "NumberOfConnectors", SampledData = "MeterValuesSampledData", SampledDataMaxLength = "MeterValuesSampledDataMaxLength",
        SampleInterval = "MeterValueSampleInterval", MaxStackLevel = "ChargeProfileMaxStackLevel", RateUnits = "ChargingScheduleAllowedChargingRateUnit",
        Profiles = "SupportedFeatureProfiles", Ping = "WebSocketPingInterval", Heartbeat = "HeartbeatInterval";

    /// <summary>Our own note beside the station's keys: the measurands that it took when we last asked.</summary>
    public const string Fitted = "busbar:fitted";

    public static readonly IReadOnlyList<string> Known =
        [Connectors, SampledData, SampledDataMaxLength, SampleInterval, MaxStackLevel, RateUnits, Profiles, Ping, Heartbeat];

    public static readonly StationConfig Nothing = new(new Dictionary<string, string>());

    private readonly string? stored;
    private IReadOnlyDictionary<string, string>? keys;

    public StationConfig(IReadOnlyDictionary<string, string> keys) => this.keys = keys;

    private StationConfig(string stored) => this.stored = stored;

    // Read when it is asked for: most messages have nothing to do with it.
    public IReadOnlyDictionary<string, string> Keys => keys ??= JsonSerializer.Deserialize<Dictionary<string, string>>(stored!)!;

    public string? Text(string key) => Keys.GetValueOrDefault(key);

    public int? Number(string key) => int.TryParse(Text(key), out var number) ? number : null;

    public int? NumberOfConnectors => Number(Connectors) is > 0 and var number ? number : null;

    public int StackLevel => Number(MaxStackLevel) is > 0 and var level ? level : 0;

    /// <summary>False only where the station listed its profiles without this one.</summary>
    public bool MayLimit => Text(Profiles) is not { Length: > 0 } profiles || profiles.Contains("SmartCharging", StringComparison.OrdinalIgnoreCase);

    /// <summary>True where the station takes limits in watts alone.</summary>
    public bool OnlyWatts => Text(RateUnits) is { Length: > 0 } units
        && units.Contains("Power", StringComparison.OrdinalIgnoreCase) && !units.Contains("Current", StringComparison.OrdinalIgnoreCase);

    public StationConfig With(string key, string value) => new(new Dictionary<string, string>(Keys) { [key] = value });

    public string ToJson() => JsonSerializer.Serialize(Keys);

    public static StationConfig FromJson(string? json) => json is null ? Nothing : new StationConfig(json);
}
