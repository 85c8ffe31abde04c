using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.Prices;
using Busbar.Core.Readings;
using Busbar.Core.Statistics;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.Enode;

/// <summary>What an event of an energy system tells: what the whole told, and what flowed today, before and now, by quarters of an hour that are over.</summary>
/// <param name="Own">As <see cref="StateChange"/> writes it; null where a part told something.</param>
internal sealed record SystemFacts(string? Own, HemToday? Was, HemToday? Now)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static SystemFacts Read(string text) => JsonSerializer.Deserialize<SystemFacts>(text)!;
}

/// <summary>Statistics that are others now, with what they are of.</summary>
/// <param name="Day">Null for the whole month.</param>
internal sealed record ChangedStatistics(string Timezone, ProductionResolutions Resolutions, Guid InverterId, int Year, int? Month, int? Day);

/// <summary>Reckons what events tell beyond the facts that they were announced with.</summary>
public sealed class EventFacts(Database database, IVendors vendors, ReadSite sites, ReadProduction production, TimeProvider time)
{
    public async Task<IReadOnlyList<OutboxEvent>> Complete(Subscription subscription, IReadOnlyList<OutboxEvent> events, CancellationToken stop)
    {
        if (!events.Any(one => one.Kind is EventKind.SiteUpdated or EventKind.StatisticsChanged)) return events;
        if (await database.Read(db => ClientTable.Find(db, subscription.ClientId)) is not { RevokedAt: null } client) return events;
        var complete = new List<OutboxEvent>();
        foreach (var one in events)
        {
            complete.Add(one.Kind switch
            {
                EventKind.SiteUpdated => one with { Facts = (await System(client, one, stop)).Write() },
                EventKind.StatisticsChanged => one with { Facts = await Statistics(client, one, stop) is { } told ? JsonSerializer.Serialize(told, EnodeFace.Face.Json) : "" },
                _ => one,
            });
        }
        return complete;
    }

    private async Task<SystemFacts> System(Client client, OutboxEvent one, CancellationToken stop)
    {
        var change = SiteChange.Read(one.Facts);
        // Without a time zone nobody knows when its day began.
        if (await Find(client, DeviceGroup.Sites, one.About) is not { View: var view, Zone: { } zone }) return new SystemFacts(change.Own, null, null);
        var (midnight, now) = (Buckets.StartOf(one.CreatedAt, BucketLength.Day, zone), Quarters.Of(one.CreatedAt));
        var before = change.Since is { } heard ? Quarters.Of(heard) : midnight;
        var parts = await sites.Read(client, view, midnight, now, stop);
        return new SystemFacts(change.Own, before < midnight ? null : HemWords.Today(parts, midnight, before), HemWords.Today(parts, midnight, now));
    }

    private async Task<ChangedStatistics?> Statistics(Client client, OutboxEvent one, CancellationToken stop)
    {
        var span = LateSpan.Read(one.Facts);
        if (await Find(client, DeviceGroup.Inverters, one.About) is not { View: var view } found) return null;
        var (from, to) = (Day(span.From, found.Zone), Day(span.To, found.Zone));
        int? day = from == to ? from.Day : null;
        return (await production.Read(client, view.Id, from.Year, from.Month, day, stop)).Ok(out var produced, out _) && Inverters.Show(produced) is var told
            ? new ChangedStatistics(told.Timezone, told.Resolutions, view.Id, from.Year, from.Month, day) : null;
    }

    private static DateOnly Day(DateTimeOffset moment, TimeZoneInfo? zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone ?? TimeZoneInfo.Utc).DateTime);

    private Task<(DeviceView View, TimeZoneInfo? Zone)?> Find(Client client, DeviceGroup group, Guid id) => database.Read<(DeviceView, TimeZoneInfo?)?>(async db =>
        await DeviceViewTable.FindFor(db, client, group, id) is { } view ? (view, await ZoneOf(db, client, view)) : null);

    private async Task<TimeZoneInfo?> ZoneOf(DbConnection db, Client client, DeviceView view) =>
        await AssetView.Of(db, client, vendors, time.GetUtcNow(), [view]) is [var asset] && Whereabouts.Of(view, asset.Places) is { TimeZone: not null } place ? PriceSheet.ZoneOf(place) : null;
}
