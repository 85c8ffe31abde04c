using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
using Busbar.Core.Pairing;

namespace Busbar.Core.Commands;

/// <summary>Who is told what a car is to do.</summary>
public enum RouteKind
{
    /// <summary>The car itself.</summary>
    Car,
    /// <summary>The charger that it is plugged into.</summary>
    Charger,
    /// <summary>Nobody yet: what it is plugged into is not known, or cannot be told now.</summary>
    Nobody,
    /// <summary>Nobody: the car is not plugged in.</summary>
    Unplugged,
}

/// <summary>The way that a car's command takes: by the car where it can, and else by the charger that it is known to be plugged into; by no other.</summary>
public static class CommandRoute
{
    /// <param name="charger">What the car is plugged into; null where that is not known.</param>
    /// <param name="failed">How the last try ended.</param>
    public static RouteKind Of(CommandKind command, Device car, DeviceState state, (Device Device, DeviceState State)? charger, CommandError? failed, DateTimeOffset now)
    {
        var (carCan, chargerCan) = (Can(car, state, command, now), charger is var (device, known) && Can(device, known, command, now));
        var isOutOfReach = failed is CommandError.DeviceOffline or CommandError.BrandUnavailable || Connections.Of(state).State is ConnectionState.Offline or ConnectionState.Waiting;
        return carCan && !(isOutOfReach && chargerCan) ? RouteKind.Car : chargerCan ? RouteKind.Charger : state.Flag(Signal.IsPluggedIn) is false ? RouteKind.Unplugged : RouteKind.Nobody;
    }

    /// <summary>The way as things are, and the charger if it goes there.</summary>
    internal static async Task<(RouteKind Kind, Device? Charger)> Find(DbConnection db, CommandRecord record, Device car, DateTimeOffset now)
    {
        var charger = await PairTable.ChargerOf(db, car.Id) is { } id && await DeviceTable.Find(db, id) is { } device ? ((Device, DeviceState)?)(device, await StateTable.Find(db, id)) : null;
        var kind = Of(record.Command.Kind, car, await StateTable.Find(db, car.Id), charger, record.Error, now);
        return (kind, kind is RouteKind.Charger ? charger!.Value.Item1 : null);
    }

    private static bool Can(Device device, DeviceState state, CommandKind command, DateTimeOffset now) =>
        device.Allowed.Contains(command) && OpenInterventions.Of(Connections.Of(state), now).Count == 0;
}
