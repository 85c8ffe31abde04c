namespace Busbar.Core.Pairing;

/// <summary>
/// When something happened, as far as looking now and then can tell: after the last look that said otherwise, by the first that said so.
/// By the device's own clock.
/// </summary>
/// <param name="After">Null where nothing was seen before.</param>
public readonly record struct Window(DateTimeOffset? After, DateTimeOffset By)
{
    /// <summary>What a late look adds: it lies within, and says what was so before, or after.</summary>
    public Window Narrow(DateTimeOffset at, bool isAfterwards) =>
        at >= By || at <= After ? this : isAfterwards ? this with { By = at } : this with { After = at };
}

/// <summary>Charging began, or came to rest.</summary>
public readonly record struct Turn(bool IsOn, Window Window);

/// <summary>What flowed at a moment, in whole watts.</summary>
public readonly record struct PowerSample(DateTimeOffset At, double Watts);

/// <summary>A register, to know power by its growth where nothing else tells it.</summary>
public readonly record struct RegisterSample(DateTimeOffset At, double Kwh);

/// <summary>Where a device was.</summary>
public readonly record struct SeenPlace(double Latitude, double Longitude, DateTimeOffset At);
