using System.Text.Json;
using Busbar.Core.Devices;

namespace Busbar.Core.Readings;

/// <summary>A time of which more is known than before.</summary>
public sealed record LateSpan(DateTimeOffset From, DateTimeOffset To)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static LateSpan Read(string text) => JsonSerializer.Deserialize<LateSpan>(text)!;
}

/// <summary>Finds what was measured before something that was known already.</summary>
public static class LateReadings
{
    /// <summary>What comes so much after something newer is late; what was only overtaken is not.</summary>
    public static readonly TimeSpan Overtaken = TimeSpan.FromHours(1);

    /// <summary>Of each month (in UTC) the span in which something new was told of energy that flowed out; oldest first.</summary>
    /// <param name="changed">The readings that told something new.</param>
    public static IReadOnlyList<LateSpan> Of(DeviceState before, IEnumerable<Reading> changed)
    {
        var newest = before.Signals.Where(known => Tells(known.Key)).Select(known => known.Value.MeasuredAt).DefaultIfEmpty().Max();
        return
        [
            .. from reading in changed
               where newest - reading.MeasuredAt > Overtaken && reading.Signals.Keys.Any(Tells)
               group reading.MeasuredAt by (reading.MeasuredAt.UtcDateTime.Year, reading.MeasuredAt.UtcDateTime.Month) into month
               orderby month.Key
               select new LateSpan(month.Min(), month.Max()),
        ];
    }

    // By its register or, where it has none, by its power.
    private static bool Tells(Signal signal) => signal is Signal.EnergyOut or Signal.EnergyOutT1 or Signal.EnergyOutT2 or Signal.EnergyOutT3 or Signal.EnergyOutT4 or Signal.Power;
}
