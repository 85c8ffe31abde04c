namespace Busbar.Core.Devices;

/// <summary>
/// Everything that can be measured: a closed list. Unit and sign are part of the meaning; <see cref="Signals"/> holds them.
/// Power and current: + into the device or import, − out or export. A signal that a vendor does not give is absent, never 0.
/// The names stand in the store: rename none.
/// </summary>
public enum Signal
{
    // Electricity
    Power, PowerL1, PowerL2, PowerL3,
    Current, CurrentL1, CurrentL2, CurrentL3,
    Voltage, VoltageL1, VoltageL2, VoltageL3,
    EnergyIn, EnergyInT1, EnergyInT2, EnergyInT3, EnergyInT4, EnergyInL1, EnergyInL2, EnergyInL3,
    EnergyOut, EnergyOutT1, EnergyOutT2, EnergyOutT3, EnergyOutT4, EnergyOutL1, EnergyOutL2, EnergyOutL3,
    ReactiveEnergyIn,
    FeedInLimit,
    // Gas
    GasIn, GasOut,
    // Charging
    IsPluggedIn, IsCharging, ChargeState, MaxCurrent, ChargeTimeRemaining,
    // Storage
    StateOfCharge, TargetStateOfCharge, BatteryCapacity,
    // Driving
    Range, Odometer, Latitude, Longitude,
    // Heat
    OutdoorTemperature, IndoorTemperature, TargetTemperature, HotWaterTemperature, FlowTemperature, HeatMode,
    // What it is set to: what to cool down to (beside the target to heat up to), what to do at all, and whether that holds for good or follows a schedule.
    CoolingTarget, ThermostatMode, IsHeld,
    // What a battery is run for, and the level that it keeps in reserve.
    OperationMode, ReserveStateOfCharge,
}

/// <summary>What sort of value a signal has.</summary>
public enum SignalType { Number, Flag, Text }

/// <summary>How long a value keeps its meaning.</summary>
public enum SignalLife
{
    /// <summary>True only at its moment: power, current, voltage.</summary>
    Moment,
    /// <summary>True until it is measured anew: a plug, a level, a temperature, a place.</summary>
    Level,
    /// <summary>A register that only grows.</summary>
    Counter,
}

/// <summary>What a signal means: sort, unit as written on a label, life, and the range outside of which a value is refused.</summary>
public sealed record SignalMeaning(SignalType Type, string Unit, SignalLife Life, double Min, double Max);

public static class Signals
{
    private const double Most = 1e12;

    public static SignalMeaning Meaning(this Signal signal) => signal switch
    {
        Signal.Power or Signal.PowerL1 or Signal.PowerL2 or Signal.PowerL3 => new(SignalType.Number, "W", SignalLife.Moment, -Most, Most),
        Signal.Current or Signal.CurrentL1 or Signal.CurrentL2 or Signal.CurrentL3 => new(SignalType.Number, "A", SignalLife.Moment, -Most, Most),
        Signal.Voltage or Signal.VoltageL1 or Signal.VoltageL2 or Signal.VoltageL3 => new(SignalType.Number, "V", SignalLife.Moment, -Most, Most),
        Signal.EnergyIn or Signal.EnergyInT1 or Signal.EnergyInT2 or Signal.EnergyInT3 or Signal.EnergyInT4
            or Signal.EnergyInL1 or Signal.EnergyInL2 or Signal.EnergyInL3
            or Signal.EnergyOut or Signal.EnergyOutT1 or Signal.EnergyOutT2 or Signal.EnergyOutT3 or Signal.EnergyOutT4
            or Signal.EnergyOutL1 or Signal.EnergyOutL2 or Signal.EnergyOutL3 => new(SignalType.Number, "kWh", SignalLife.Counter, -Most, Most),
        Signal.ReactiveEnergyIn => new(SignalType.Number, "kVArh", SignalLife.Counter, -Most, Most),
        Signal.FeedInLimit => new(SignalType.Number, "W", SignalLife.Level, 0, Most),
        Signal.GasIn or Signal.GasOut => new(SignalType.Number, "m³", SignalLife.Counter, 0, Most),
        Signal.IsPluggedIn or Signal.IsCharging or Signal.IsHeld => new(SignalType.Flag, "", SignalLife.Level, 0, 1),
        Signal.ChargeState => new(SignalType.Text, "", SignalLife.Level, 0, 0),
        Signal.MaxCurrent => new(SignalType.Number, "A", SignalLife.Level, 0, 10_000),
        Signal.ChargeTimeRemaining => new(SignalType.Number, "min", SignalLife.Moment, 0, 1_000_000),
        Signal.StateOfCharge or Signal.TargetStateOfCharge or Signal.ReserveStateOfCharge => new(SignalType.Number, "%", SignalLife.Level, 0, 100),
        Signal.BatteryCapacity => new(SignalType.Number, "kWh", SignalLife.Level, 0, 1_000_000),
        Signal.Range or Signal.Odometer => new(SignalType.Number, "km", SignalLife.Level, 0, 10_000_000),
        Signal.Latitude => new(SignalType.Number, "°", SignalLife.Level, -90, 90),
        Signal.Longitude => new(SignalType.Number, "°", SignalLife.Level, -180, 180),
        Signal.OutdoorTemperature or Signal.IndoorTemperature or Signal.TargetTemperature or Signal.HotWaterTemperature
            or Signal.FlowTemperature or Signal.CoolingTarget => new(SignalType.Number, "°C", SignalLife.Level, -100, 300),
        Signal.HeatMode or Signal.ThermostatMode or Signal.OperationMode => new(SignalType.Text, "", SignalLife.Level, 0, 0),
    };
}
