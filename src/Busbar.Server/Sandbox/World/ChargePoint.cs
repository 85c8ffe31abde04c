using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>A wall box. Whether something charges at it is the car's state: the two cannot disagree.</summary>
public sealed record ChargePoint : HomeDevice
{
    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.ChargePoint;

    public double RatedAmps { get; init; } = 16;
    public int Phases { get; init; } = 3;

    /// <summary>What it offers the car at most; 0 makes the car wait.</summary>
    public double MaxAmps { get; init; } = 16;
    public bool Fault { get; init; }
    public double EnergyInKwh { get; init; }

    /// <summary>What went through it since a car was last plugged in.</summary>
    public double SessionKwh { get; init; }

    internal override HomeDevice After(Step step, double watts) => watts == 0 ? this : this with
    {
        EnergyInKwh = EnergyInKwh + step.KilowattHours(watts),
        SessionKwh = SessionKwh + step.KilowattHours(watts),
    };
}
