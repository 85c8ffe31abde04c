namespace Busbar.Server.Faces.Connect;

/// <summary>What was measured at one moment.</summary>
/// <param name="Id">The reading's id: the same entity and time have the same.</param>
/// <param name="EntityId">The entity.</param>
/// <param name="Timestamp">When the device measured it.</param>
/// <param name="Data">The values; those that are not known are left out.</param>
public sealed record Reading(Guid Id, Guid EntityId, DateTimeOffset Timestamp, ReadingData Data);

/// <summary>Values, by metric. What is not known is left out, never 0.</summary>
[AbsentWhenNull]
public sealed record ReadingData
{
    /// <summary>The current now: positive into the device or as import, negative out of it.</summary>
    public PhasedMeasurement? InstantaneousCurrent { get; init; }

    /// <summary>The voltage now.</summary>
    public PhasedMeasurement? InstantaneousVoltage { get; init; }

    /// <summary>The register of energy produced or injected.</summary>
    public TieredMeasurement? NegativeActiveEnergy { get; init; }

    /// <summary>The register of energy produced or injected, by phase.</summary>
    public PhasedMeasurement? NegativeActiveEnergyPhases { get; init; }

    /// <summary>The power produced or injected now.</summary>
    public PhasedMeasurement? NegativeActiveInstantaneousPower { get; init; }

    /// <summary>The register of energy consumed.</summary>
    public TieredMeasurement? PositiveActiveEnergy { get; init; }

    /// <summary>The register of energy consumed, by phase.</summary>
    public PhasedMeasurement? PositiveActiveEnergyPhases { get; init; }

    /// <summary>The power consumed now.</summary>
    public PhasedMeasurement? PositiveActiveInstantaneousPower { get; init; }

    /// <summary>The register of reactive energy.</summary>
    public TieredMeasurement? PositiveReactiveEnergy { get; init; }

    /// <summary>The register of gas consumed.</summary>
    public Measurement? PositiveGasVolume { get; init; }

    /// <summary>The register of gas returned.</summary>
    public Measurement? NegativeGasVolume { get; init; }

    /// <summary>Whether it charges now.</summary>
    public bool? IsCharging { get; init; }

    /// <summary>Whether it is plugged in.</summary>
    public bool? IsPluggedIn { get; init; }

    /// <summary>Where it is.</summary>
    public Location? Location { get; init; }

    /// <summary>The entity's locations within 200 metres of where it is, nearest first. Left out where there are none.</summary>
    public IReadOnlyList<LocationMatch>? LocationMatches { get; init; }

    /// <summary>The distance travelled.</summary>
    public Measurement? Odometer { get; init; }

    /// <summary>The estimated distance left.</summary>
    public Measurement? Range { get; init; }

    /// <summary>The level of the battery.</summary>
    public Measurement? StateOfCharge { get; init; }

    /// <summary>The level at which charging is to stop. An addition of this platform, as are all that follow.</summary>
    public Measurement? TargetStateOfCharge { get; init; }

    /// <summary>The usable capacity of the battery.</summary>
    public Measurement? BatteryCapacity { get; init; }

    /// <summary>What charging is doing: Unplugged, Idle, Charging, Complete, Waiting, NoPower or Fault.</summary>
    public string? ChargeState { get; init; }

    /// <summary>How long charging is estimated to go on.</summary>
    public Measurement? ChargeTimeRemaining { get; init; }

    /// <summary>The current that charging is limited to.</summary>
    public Measurement? MaxCurrent { get; init; }

    /// <summary>The power that feeding in is limited to.</summary>
    public Measurement? FeedInLimit { get; init; }

    /// <summary>The temperature outdoors.</summary>
    public Measurement? OutdoorTemperature { get; init; }

    /// <summary>The temperature indoors.</summary>
    public Measurement? IndoorTemperature { get; init; }

    /// <summary>The temperature that is wanted indoors.</summary>
    public Measurement? TargetTemperature { get; init; }

    /// <summary>The temperature of the hot water.</summary>
    public Measurement? HotWaterTemperature { get; init; }

    /// <summary>The temperature of the water that flows into the heating.</summary>
    public Measurement? FlowTemperature { get; init; }

    /// <summary>What the heat pump is doing: Off, Heating, Cooling, HotWater or Idle.</summary>
    public string? HeatMode { get; init; }
}

/// <summary>A value by phase.</summary>
[AbsentWhenNull]
public sealed record PhasedMeasurement(double? L1, double? L2, double? L3, double? Total, string Unit);

/// <summary>A value by tariff.</summary>
[AbsentWhenNull]
public sealed record TieredMeasurement(double? T1, double? T2, double? T3, double? T4, double? Total, string Unit);

/// <summary>A value.</summary>
public sealed record Measurement(string Unit, double Value);

/// <summary>A place.</summary>
/// <param name="Address">The address; left out where it is not known.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record Location([property: AbsentWhenNull] string? Address, double Latitude, double Longitude);
