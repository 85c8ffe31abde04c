namespace Busbar.Core.Work;

/// <summary>Everything that is done because its time has come. The id of a row says on what: a device, a command, a link, an offboarding.</summary>
public enum WorkKind
{
    /// <summary>Ask a device's vendor for news.</summary>
    Poll,
    /// <summary>Send a command.</summary>
    Command,
    /// <summary>Look whether a sent command took effect.</summary>
    Confirm,
    /// <summary>See what a schedule or a plan wants of a device. There is such a row for each device that something steers, by its id.</summary>
    Steer,
    /// <summary>Ask whether an owner has agreed elsewhere by now.</summary>
    LinkCheck,
    /// <summary>Take a device away for good, step by step.</summary>
    Offboard,
    /// <summary>Fetch market prices. There is one piece of it at most, under the empty id.</summary>
    Prices,
    /// <summary>See to it that what was deleted is gone from the store's files.</summary>
    Scrub,
}
