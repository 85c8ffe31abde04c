using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

public sealed record Ev : HomeDevice
{
    /// <summary>What of the energy from the wall arrives in the battery.</summary>
    public const double Efficiency = 0.92;
    private const double KmPerKilowattHour = 6.2, NearKm = 0.2;

    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.EV;

    public required double CapacityKwh { get; init; }
    public required double StoredKwh { get; init; }

    /// <summary>Charging ends here, in percent.</summary>
    public double LimitPercent { get; init; } = 80;

    /// <summary>What the onboard charger can take.</summary>
    public double OnboardAmps { get; init; } = 16;
    public int Phases { get; init; } = 3;

    /// <summary>What the car was told to take at most.</summary>
    public double MaxAmps { get; init; } = 16;
    public bool Plugged { get; init; }

    /// <summary>The charge point that holds the plug; null for a plain socket, and where nothing is plugged in.</summary>
    public string? ChargePointId { get; init; }

    /// <summary>Whether it is to charge while it is plugged in.</summary>
    public bool WantsToCharge { get; init; }
    public bool Fault { get; init; }

    /// <summary>Not every car can be told anything by its cloud, or tells where it is and what it draws.</summary>
    public bool TakesCommands { get; init; } = true;
    public bool TellsLocation { get; init; } = true;
    public bool TellsPower { get; init; } = true;

    /// <summary>All that was ever charged, measured at the plug.</summary>
    public double EnergyInKwh { get; init; }

    /// <summary>What was charged since it was last plugged in.</summary>
    public double SessionKwh { get; init; }
    public required double OdometerKm { get; init; }
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }

    internal double Soc => 100 * StoredKwh / CapacityKwh;
    internal double RangeKm => StoredKwh * KmPerKilowattHour;
    internal double RoomKwh => CapacityKwh * LimitPercent / 100 - StoredKwh;
    internal bool IsFull => RoomKwh < 1e-6;

    internal Ev WithSoc(double percent) => this with { StoredKwh = CapacityKwh * percent / 100 };

    /// <summary>Somewhere else than at home a car cannot be on the home's plug.</summary>
    internal Ev Standing(double latitude, double longitude, Place home)
    {
        var (north, east) = ((latitude - home.Latitude) * 111.2, (longitude - home.Longitude) * 111.2 * Math.Cos(home.Latitude * Math.PI / 180));
        var there = this with { Latitude = latitude, Longitude = longitude };
        return Math.Sqrt(north * north + east * east) > NearKm ? there.Unplug() : there;
    }

    /// <summary>Plugging in brings the car home, wakes it, and makes it charge.</summary>
    internal Ev Plug(string? chargePointId, Place home) => this with
    {
        Plugged = true, ChargePointId = chargePointId, WantsToCharge = true, SessionKwh = 0, Asleep = false,
        Latitude = home.Latitude, Longitude = home.Longitude,
    };

    internal Ev Unplug() => this with { Plugged = false, ChargePointId = null, WantsToCharge = false, Asleep = Plugged ? false : Asleep };

    internal override HomeDevice After(Step step, double watts) => watts == 0 ? this : this with
    {
        StoredKwh = StoredKwh + step.KilowattHours(watts) * Efficiency,
        EnergyInKwh = EnergyInKwh + step.KilowattHours(watts),
        SessionKwh = SessionKwh + step.KilowattHours(watts),
    };
}
