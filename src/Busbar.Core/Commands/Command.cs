namespace Busbar.Core.Commands;

/// <summary>Everything that a device can be told: a closed list. The names stand in the store: rename none.</summary>
public enum CommandKind
{
    /// <summary>Begin charging, or let it go on. Kinds: EV, ChargePoint.</summary>
    StartCharging,
    /// <summary>Stop charging, the plug staying in. Kinds: EV, ChargePoint.</summary>
    StopCharging,
    /// <summary>Limit the charging current; the value is in amperes. Kinds: EV, ChargePoint.</summary>
    SetMaxCurrent,
    /// <summary>Limit what is fed into the grid; the value is in watts. Kinds: SolarPlant, Inverter.</summary>
    LimitFeedIn,
    /// <summary>Feed in as little as the device can. Kinds: SolarPlant, Inverter.</summary>
    StopFeedIn,
    /// <summary>Back to the settings that the device had. Kinds: SolarPlant, Inverter.</summary>
    Reset,
    /// <summary>Off the grid. Kinds: SolarPlant, Inverter.</summary>
    Disconnect,
}

/// <summary>An instruction to a device; <paramref name="Value"/> only where the kind has one.</summary>
public sealed record Command(CommandKind Kind, double? Value = null);

/// <summary>A command and when it is to be sent; null means now.</summary>
public sealed record CommandOrder(Command Command, DateTimeOffset? At = null);
