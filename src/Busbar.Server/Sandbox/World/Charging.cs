namespace Busbar.Server.Sandbox.World;

/// <summary>How a car and what it is plugged into agree on a power.</summary>
internal static class Charging
{
    /// <summary>Below this a car does not charge (IEC 61851).</summary>
    public const double LeastAmps = 6;
    private const double SocketAmps = 10, TaperFromSoc = 80, TaperTo = 0.2;

    public static double Watts(Ev car, ChargePoint? at, double hours)
    {
        if (StateOfCar(car, at) != "charging") return 0;
        var offered = Amps(car, at) * PhasesOf(car, at) * Mains.Nominal;
        var taken = car.OnboardAmps * car.Phases * Mains.Nominal * Taper(car.Soc);
        var toTheLimit = car.RoomKwh / Ev.Efficiency / hours * 1000;
        return Math.Min(Math.Min(offered, taken), toTheLimit);
    }

    public static int PhasesOf(Ev car, ChargePoint? at) => Math.Min(car.Phases, at?.Phases ?? 1);

    /// <summary>One of the wire's charge states, as the car sees it.</summary>
    public static string StateOfCar(Ev car, ChargePoint? at) => car switch
    {
        { Fault: true } => "fault",
        { Plugged: false } => "unplugged",
        _ when at is { Fault: true } => "no_power",
        { IsFull: true } => "complete",
        { WantsToCharge: false } => "idle",
        _ => Amps(car, at) < LeastAmps ? "waiting" : "charging",
    };

    /// <summary>As the charge point sees it: it cannot tell a car's fault from a car that does not ask.</summary>
    public static string StateOfChargePoint(ChargePoint point, Ev? car) => (point, car) switch
    {
        ({ Fault: true }, _) => "fault",
        (_, null) => "unplugged",
        (_, { Fault: true }) => "idle",
        _ => StateOfCar(car, point),
    };

    /// <summary>Minutes until the limit at the power there is now; null where it does not charge.</summary>
    public static double? MinutesToLimit(Ev car, ChargePoint? at)
    {
        const double hours = 1.0 / 60;
        var minutes = 0;
        for (double watts; (watts = Watts(car, at, hours)) > 0; minutes++)
            car = car with { StoredKwh = car.StoredKwh + watts / 1000 * hours * Ev.Efficiency };
        return minutes == 0 ? null : minutes;
    }

    private static double Amps(Ev car, ChargePoint? at) => Math.Min(car.MaxAmps, at?.MaxAmps ?? SocketAmps);

    // A nearly full battery takes less and less.
    private static double Taper(double soc) =>
        soc <= TaperFromSoc ? 1 : 1 - (1 - TaperTo) * Math.Min(1, (soc - TaperFromSoc) / (100 - TaperFromSoc));
}
