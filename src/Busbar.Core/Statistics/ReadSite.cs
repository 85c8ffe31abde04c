using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Statistics;

/// <summary>What is known of a house's energy system and its parts over a span of time, as <see cref="SiteFlows"/> puts it together.</summary>
public sealed class ReadSite(Database database, ReadEnergy energy)
{
    public async Task<IReadOnlyList<SitePart>> Read(Client caller, DeviceView site, DateTimeOffset start, DateTimeOffset end, CancellationToken stop)
    {
        var parts = await database.Read(db => DeviceViewTable.PartsFor(db, caller, site.Id));
        var known = new List<SitePart>();
        foreach (var part in parts.Prepend(site))
            known.Add(new SitePart(part.Device.Kind, part.State.Number(Signal.BatteryCapacity), Newest(part.State), await energy.Read(part.State, start, end, stop)));
        return known;
    }

    private static DateTimeOffset? Newest(DeviceState state) => state.Signals.Count == 0 ? null : state.Signals.Values.Max(known => known.MeasuredAt);
}
