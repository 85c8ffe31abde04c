using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>A home battery that keeps the home's own surplus for the home's own need.</summary>
public sealed record Battery : HomeDevice
{
    /// <summary>What of the energy survives on the way in, and again on the way out.</summary>
    public const double Efficiency = 0.95;

    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.Battery;

    public double CapacityKwh { get; init; } = 10;
    public required double StoredKwh { get; init; }
    public double MaxKw { get; init; } = 5;

    /// <summary>It does not discharge below this, in percent.</summary>
    public double ReservePercent { get; init; } = 5;

    /// <summary>What it is run for: one of <see cref="Modes"/>.</summary>
    public string Mode { get; init; } = "rely_on_self";
    public double EnergyInKwh { get; init; }
    public double EnergyOutKwh { get; init; }

    public static readonly IReadOnlyList<string> Modes = ["favour_import", "favour_export", "follow_tariff", "rely_on_self", "rest"];

    /// <summary>When current is cheap at night.</summary>
    private const int CheapFrom = 1, CheapTo = 5;

    internal double Soc => 100 * StoredKwh / CapacityKwh;

    /// <summary>What it takes (+) or gives (−) for the coming hours, by what it is run for.</summary>
    /// <param name="surplusWatts">What the home has left over; a need where it is negative.</param>
    internal double Run(double surplusWatts, double hours, DateTimeOffset at) => Mode switch
    {
        "favour_import" => Balance(MaxKw * 1000, hours),
        "favour_export" => Balance(-MaxKw * 1000, hours),
        "follow_tariff" when WallClock.Of(at).Hour is >= CheapFrom and < CheapTo => Balance(MaxKw * 1000, hours),
        "rest" => 0,
        _ => Balance(surplusWatts, hours),
    };

    /// <summary>What it takes of a surplus (+), or gives to a need (−), for the coming hours.</summary>
    internal double Balance(double surplusWatts, double hours)
    {
        var room = Math.Max(0, CapacityKwh - StoredKwh) / Efficiency / hours * 1000;
        var stock = Math.Max(0, StoredKwh - CapacityKwh * ReservePercent / 100) * Efficiency / hours * 1000;
        return surplusWatts >= 0
            ? Math.Min(surplusWatts, Math.Min(room, MaxKw * 1000))
            : -Math.Min(-surplusWatts, Math.Min(stock, MaxKw * 1000));
    }

    internal override HomeDevice After(Step step, double watts)
    {
        var energy = step.KilowattHours(watts);
        return watts switch
        {
            > 0 => this with { StoredKwh = Math.Min(CapacityKwh, StoredKwh + energy * Efficiency), EnergyInKwh = EnergyInKwh + energy },
            < 0 => this with { StoredKwh = Math.Max(0, StoredKwh + energy / Efficiency), EnergyOutKwh = EnergyOutKwh - energy },
            _ => this,
        };
    }
}
