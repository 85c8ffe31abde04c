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
    /// <summary>Heat to a temperature until told otherwise; the value is in °C. Kind: HeatPump.</summary>
    HoldHeat,
    /// <summary>Cool to a temperature until told otherwise; the value is in °C. Kind: HeatPump.</summary>
    HoldCool,
    /// <summary>Heat up to a temperature and cool down to a higher one until told otherwise; value and upper value are in °C. Kind: HeatPump.</summary>
    HoldBetween,
    /// <summary>Neither heat nor cool until told otherwise. Kind: HeatPump.</summary>
    HoldOff,
    /// <summary>Back to the device's own schedule. Kind: HeatPump.</summary>
    FollowSchedule,
    /// <summary>Charge first, from the grid too. Kind: Battery.</summary>
    FavourImport,
    /// <summary>Discharge first, into the grid too. Kind: Battery.</summary>
    FavourExport,
    /// <summary>Follow the prices that the owner's tariff has by the hour. Kind: Battery.</summary>
    FollowTariff,
    /// <summary>Take as little from the grid as can be. Kind: Battery.</summary>
    RelyOnSelf,
    /// <summary>Neither charge nor discharge. Kind: Battery.</summary>
    Rest,
}

/// <summary>An instruction to a device; <paramref name="Value"/> and <paramref name="Upper"/> only where the kind has one, or a span.</summary>
public sealed record Command(CommandKind Kind, double? Value = null, double? Upper = null);

/// <summary>A command and when it is to be sent; null means now.</summary>
public sealed record CommandOrder(Command Command, DateTimeOffset? At = null);
