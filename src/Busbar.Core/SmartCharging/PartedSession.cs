using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using Busbar.Core.Statistics;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;

namespace Busbar.Core.SmartCharging;

/// <summary>What energy flowed in a time, and what a kilowatt-hour cost then; null where that is not known.</summary>
public readonly record struct PricedEnergy(DateTimeOffset Start, DateTimeOffset End, double Kwh, KwhPrice? Price);

/// <summary>A charge session with its parts, and all that they are told by.</summary>
/// <param name="Place">Null where it was at none that has a name.</param>
/// <param name="User">What its user's application told of the user; null for nothing.</param>
/// <param name="Overrides">Those that went on during it.</param>
/// <param name="Prices">Of the place; null where it was at none.</param>
public sealed record PartedSession(
    ChargeSession Session, DeviceView View, Location? Place, UserProfile? User, IReadOnlyList<ChargePart> Parts, IReadOnlyList<Override> Overrides, ChargeCurve Curve, PriceSheet? Prices)
{
    /// <summary>The parts of these sessions that the caller sees, by session, in a few questions whatever their number.</summary>
    /// <param name="measures">Whether energy and prices are asked for; without, all of a session's grows evenly and nothing costs.</param>
    public static async Task<IReadOnlyDictionary<Guid, PartedSession>> Of(DbConnection db, Client caller, IReadOnlyCollection<ChargeSession> sessions, bool measures)
    {
        if (sessions.Count == 0) return new Dictionary<Guid, PartedSession>();
        var views = await DeviceViewTable.FindFor(db, caller, sessions.Select(session => session.DeviceId).ToHashSet());
        var users = views.Values.Select(view => view.Device.UserId).ToHashSet();
        var places = await LocationTable.OfAll(db, caller.TenantId, users);
        var profiles = measures ? await UserProfileTable.Find(db, users) : new Dictionary<Guid, UserProfile>();
        var (first, last) = (sessions.Min(session => session.PluggedAt), sessions.Max(session => session.EndedAt ?? DateTimeOffset.MaxValue.Stored()));
        var (overrides, switches) = (await OverrideTable.Of(db, views.Keys.ToList(), first, last), await SwitchTable.Of(db, views.Keys.ToList(), last));

        var found = sessions.Where(session => views.ContainsKey(session.DeviceId)).Select(session =>
        {
            var (view, own) = (views[session.DeviceId], places[views[session.DeviceId].Device.UserId].ToList());
            var boosts = overrides[session.DeviceId].Where(one => !(one.CreatedAt >= session.EndedAt) && !(one.EndedAt <= session.PluggedAt)).ToList();
            return new PartedSession(
                session, view, SessionPlace.Of(session, view, own), profiles.GetValueOrDefault(view.Device.UserId),
                ChargeParts.Of(session, SessionPlace.IsAway(session, view, own), boosts, switches[session.DeviceId]), boosts, ChargeCurve.Of(session, view.Device.Kind, []), null);
        }).ToList();
        return (measures ? await Measured(db, caller, found) : found).ToDictionary(one => one.Session.Id);
    }

    private static async Task<IEnumerable<PartedSession>> Measured(DbConnection db, Client caller, IReadOnlyList<PartedSession> sessions)
    {
        var placed = sessions.Select(one => one.Place).OfType<Location>().DistinctBy(place => place.Id).ToList();
        var sheets = await PriceSheet.OfAll(db, caller.TenantId, placed, sessions.Min(one => one.Session.PluggedAt), sessions.Max(one => one.Curve.End) + Quarters.Length);
        // Without prices a whole session needs no look at what it was made from.
        var asked = sessions.Where(one => one.Parts.Count > 1 || (one.Place is { } place && sheets[place.Id] is { } sheet && (sheet.Tariffs.Count > 0 || sheet.Market.Count > 0))).ToList();
        var readings = await ReadingTable.Within(db, [.. asked.Select(one => (one.Session.DeviceId, one.Session.PluggedAt, one.Curve.End))]);
        return sessions.Select(one => one with
        {
            Prices = one.Place is { } place ? sheets[place.Id] : null,
            Curve = asked.Contains(one) ? ChargeCurve.Of(one.Session, one.View.Device.Kind, [.. readings[one.Session.DeviceId]]) : one.Curve,
        });
    }

    /// <summary>Whether anything tells of its energy.</summary>
    public bool IsEnergyKnown => MethodOf(Session.Facts) is not null;

    /// <summary>How its energy is found, also where none has flowed; null where nothing tells of it.</summary>
    public static EnergyMethod? MethodOf(SessionFacts facts) =>
        facts.Energy?.Method ?? (facts.RegisterKwh is not null ? EnergyMethod.Metered : facts.PowerKwh is not null ? EnergyMethod.FromPower : facts is { SocStart: not null, CapacityKwh: not null } ? EnergyMethod.FromLevel : null);

    /// <summary>When a part ended, or as far as it is known.</summary>
    public DateTimeOffset EndOf(ChargePart part) => part.End ?? (Curve.End > part.Start ? Curve.End : part.Start);

    /// <summary>Its quarters of an hour, cut where it begins and ends.</summary>
    /// <param name="pricesAll">Whether those in which nothing flowed are to have a price, too.</param>
    public IEnumerable<PricedEnergy> QuartersOf(ChargePart part, bool pricesAll)
    {
        var end = EndOf(part);
        for (var from = part.Start; from < end;)
        {
            var to = Quarters.Of(from) + Quarters.Length is var next && next < end ? next : end;
            // What ends with the session has all that is left of it.
            var (was, now) = Curve.Between(from, to == end ? part.End : to);
            var kwh = now.Kwh - was.Kwh;
            yield return new PricedEnergy(from, to, kwh, Prices is null || (kwh <= 0 && !pricesAll) ? null : KwhCost.Over(Prices, from, (int)Math.Ceiling((to - from).TotalMinutes)));
            from = to;
        }
    }

    /// <summary>Null where it is not known.</summary>
    public Cost? CostOf(ChargePart part) => IsEnergyKnown ? Costs.Of(QuartersOf(part, pricesAll: false).Select(quarter => (quarter.Kwh, quarter.Price))) : null;
}
