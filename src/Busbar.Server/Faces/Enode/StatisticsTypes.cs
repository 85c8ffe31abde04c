using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>What a user's assets consumed in a bucket of time. What is not known is null.</summary>
/// <param name="Date">The start of the bucket.</param>
/// <param name="Kw">The power while something was consumed.</param>
/// <param name="KwhSum">The energy.</param>
/// <param name="Price">Of a kilowatt-hour; the mean is by energy.</param>
/// <param name="CostSum">What the energy cost; null where the price of any of it is not known.</param>
/// <param name="NonSmartPrice">What it would have been without smart charging; null where there was none, or it is not known.</param>
/// <param name="EstimatedSavings">How much that would have been more; null likewise.</param>
public sealed record ChargingStatistics(
    DateTimeOffset Date, StatisticsSpread Kw, double KwhSum, StatisticsPrice Price, double? CostSum, StatisticsPrice NonSmartPrice, double? EstimatedSavings);

public sealed record StatisticsSpread(double Min, double Max, double Mean);

public sealed record StatisticsPrice(double? Min, double? Max, double? Mean);

/// <summary>A stretch of time in which an asset consumed. What is not known is null.</summary>
/// <param name="Id">The asset.</param>
/// <param name="LocationId">Where that was.</param>
/// <param name="To">When it ended; when it was last seen, where it goes on.</param>
/// <param name="Kw">The mean power.</param>
/// <param name="KwhSum">The energy.</param>
/// <param name="Price">Of a kilowatt-hour, the mean by energy.</param>
/// <param name="CostSum">What the energy cost.</param>
/// <param name="NonSmartPrice">What it would have been without smart charging; null where there was none, or it is not known.</param>
/// <param name="EstimatedSavings">How much that would have been more; null likewise.</param>
public sealed record ChargingSessionStatistics(
    Guid Id, Guid? LocationId, DateTimeOffset From, DateTimeOffset To, double? Kw, double? KwhSum, double? Price, double? CostSum, double? NonSmartPrice, double? EstimatedSavings);

public enum StatisticsResolution
{
    [JsonStringEnumMemberName("QUARTER_HOUR")]
    QuarterHour,
    [JsonStringEnumMemberName("HALF_HOUR")]
    HalfHour,
    [JsonStringEnumMemberName("HOUR")]
    Hour,
    [JsonStringEnumMemberName("DAY")]
    Day,
    [JsonStringEnumMemberName("WEEK")]
    Week,
    [JsonStringEnumMemberName("MONTH")]
    Month,
    [JsonStringEnumMemberName("YEAR")]
    Year,
}

/// <summary>What an inverter produced on a day or in a month.</summary>
/// <param name="Timezone">By whose calendar; its IANA name.</param>
/// <param name="RetryAfter">When there will be more to tell; only where the time is not over.</param>
public sealed record InverterStatistics(string Timezone, ProductionResolutions Resolutions, [property: AbsentWhenNull] DateTimeOffset? RetryAfter = null);

/// <summary>A day is told by quarters of an hour, a month by days.</summary>
[AbsentWhenNull]
public sealed record ProductionResolutions(
    [property: JsonPropertyName("QUARTER_HOUR")] ProductionSeries? QuarterHour = null, [property: JsonPropertyName("DAY")] ProductionSeries? Day = null);

/// <param name="Unit">kWh.</param>
public sealed record ProductionSeries(string Unit, IReadOnlyList<ProducedEnergy> Data);

/// <param name="Date">The start, with the offset of the place's clock.</param>
/// <param name="Value">In kilowatt-hours; null where it is not known.</param>
public sealed record ProducedEnergy(string Date, double? Value);
