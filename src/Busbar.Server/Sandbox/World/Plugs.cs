namespace Busbar.Server.Sandbox.World;

/// <summary>The hand that plugs cables in and pulls them out.</summary>
internal static class Plugs
{
    /// <summary>Plugs a car into the first free charge point, else into a socket; a charge point into the first car that is at none.</summary>
    public static Ordered In(Home home, HomeDevice device)
    {
        switch (device)
        {
            case Ev { Plugged: true }:
            case ChargePoint taken when home.CarAt(taken) is not null:
                return home;
            case Ev car:
                return Join(home, car, home.Devices.OfType<ChargePoint>().FirstOrDefault(p => home.CarAt(p) is null));
            case ChargePoint point:
                var free = home.Devices.OfType<Ev>().Where(c => c.ChargePointId is null).OrderBy(c => c.Plugged).FirstOrDefault();
                return free is null ? "no_car" : Join(home, free, point);
            default:
                return "not_supported";
        }
    }

    /// <summary>Pulls the plug; nothing changes where none is in.</summary>
    public static Ordered Out(Home home, HomeDevice device) => device switch
    {
        Ev { Plugged: true } car => home.With(car.Unplug()),
        ChargePoint point when home.CarAt(point) is { } car => home.With(car.Unplug()),
        Ev or ChargePoint => home,
        _ => "not_supported",
    };

    private static Home Join(Home home, Ev car, ChargePoint? point)
    {
        var joined = home.With(car.Plug(point?.Id, home.Place));
        return point is null ? joined : joined.With(point with { SessionKwh = 0, Asleep = false });
    }
}
