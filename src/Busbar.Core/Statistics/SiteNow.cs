using Busbar.Core.Devices;
using Busbar.Core.Sessions;

namespace Busbar.Core.Statistics;

/// <summary>What flows in a house now.</summary>
/// <param name="Flow">In kilowatts.</param>
/// <param name="SampledAt">When the oldest power that it is put together from was measured; null where there is none.</param>
public sealed record SiteNow(SiteFlow Flow, SiteSplit Split, DateTimeOffset? SampledAt)
{
    /// <param name="devices">The site itself and its parts. Power that was measured longer ago than silence is bridged says nothing of now.</param>
    public static SiteNow Of(IReadOnlyList<DeviceView> devices, DateTimeOffset now)
    {
        var parts = devices.Select(device => Part(device, now)).ToList();
        var flow = SiteFlows.Power(parts, now);
        return new SiteNow(
            flow, SiteSplit.Of(flow, parts), SiteFlows.Generators(parts).Concat(SiteFlows.Batteries(parts)).Concat(SiteFlows.Meters(parts)).Min(part => part.MeasuredAt));
    }

    private static SitePart Part(DeviceView device, DateTimeOffset now)
    {
        var power = device.State.Signals.TryGetValue(Signal.Power, out var known) && known.MeasuredAt >= now - SessionTracker.LongestGap ? known : (Known?)null;
        var kw = power?.Value.Number / 1000;
        return new SitePart(device.Device.Kind, device.State.Number(Signal.BatteryCapacity), power?.MeasuredAt, [new EnergySlot(now, Draw(kw), Draw(-kw), device.State.Number(Signal.StateOfCharge))]);
    }

    private static Draw? Draw(double? kw) => kw is { } known ? new Draw(0, Math.Max(0, known)) : null;
}
