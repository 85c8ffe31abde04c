using Busbar.Core.Basics;

namespace Busbar.Core.Devices;

/// <summary>What an application may say of a device that it does not tell itself. The names stand in the store: rename none.</summary>
public enum Setting
{
    /// <summary>The usable capacity of its battery, kWh.</summary>
    BatteryCapacity,
    /// <summary>The most power that it takes or gives, W.</summary>
    NominalPower,
}

public static class Settings
{
    public static (string Unit, double Least, double Most) Range(this Setting setting) => setting switch
    {
        Setting.BatteryCapacity => ("kWh", 0.1, 100_000),
        Setting.NominalPower => ("W", 1, 1_000_000_000),
    };

    /// <summary>What is wrong with a value; null where nothing is. Without a unit the one of the setting is meant.</summary>
    public static Fault? Check(this Setting setting, double value, string? unit)
    {
        var range = setting.Range();
        if (unit is not null && unit != range.Unit) return Fault.Invalid("unit", $"The unit is {range.Unit}.");
        return value >= range.Least && value <= range.Most ? null : Fault.Invalid("value", FormattableString.Invariant($"The value is from {range.Least} to {range.Most} {range.Unit}."));
    }
}
