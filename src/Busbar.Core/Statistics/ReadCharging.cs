using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Statistics;

/// <summary>What a user's cars, chargers or heat pumps consumed, where, and at which prices.</summary>
public sealed class ReadCharging(Database database, ReadEnergy energy)
{
    /// <summary>A plan lasts a day, and may be late.</summary>
    private static readonly TimeSpan longestPlan = TimeSpan.FromDays(2);

    private static readonly DateTimeOffset longAgo = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ListSlice all = new(null, null, 10_000);

    /// <summary>A device or place that is not the user's, or that the caller does not see, is not found.</summary>
    public async Task<Result<Charging>> Read(Client caller, ChargingQuestion question, CancellationToken stop)
    {
        var (views, places, sessions, plans) = await database.Read(db => Find(db, caller, question));
        var place = places.FirstOrDefault(place => place.Id == question.LocationId);
        if ((question.DeviceId is not null && views.Count == 0) || (question.LocationId is not null && place is null)) return Fault.NotFound();

        // The cost of a session is that of all of it.
        var start = sessions.SelectMany(known => known).Aggregate(question.Start, (first, session) => session.PluggedAt < first ? session.PluggedAt : first);
        var end = sessions.SelectMany(known => known).Aggregate(question.End, (last, session) => (session.EndedAt ?? session.Facts.LastAt) is { } ended && ended > last ? ended : last);
        var (devices, sheets) = (new List<DeviceCharging>(), new Dictionary<Guid, PriceSheet?>());
        foreach (var view in views)
        {
            var placed = sessions[view.Id].Select(session => new PlacedSession(session, SessionPlace.Of(session, view, places)?.Id)).ToList();
            var slots = await energy.Read(view.State, start, end, stop);
            var priced = new List<PricedSlot>(slots.Count);
            foreach (var slot in slots)
                if (slot.In is { } draw) priced.Add(await Price(slot.Start, draw, PlaceOf(slot, view, placed)));
            devices.Add(new DeviceCharging(
                view.Id, HasSessions(view) ? [.. placed.Where(session => IsAsked(session.LocationId))] : null,
                [.. PlannedSlots.Mark(priced, placed, plans[view.Id].ToList(), id => sheets.GetValueOrDefault(id)).Where(slot => IsAsked(slot.LocationId))]));
        }
        return new Charging(Quarters.Of(question.Start), question.End, place, devices);

        bool IsAsked(Guid? locationId) => question.LocationId is not { } only || locationId == only;

        async Task<PricedSlot> Price(DateTimeOffset quarter, Draw draw, Guid? at)
        {
            if (at is not { } id) return new PricedSlot(quarter, draw, null, null);
            if (!sheets.TryGetValue(id, out var sheet))
            {
                var known = places.FirstOrDefault(place => place.Id == id);
                sheets[id] = sheet = known is null ? null : await database.Read(db => PriceSheet.Of(db, known, start, end));
            }
            // What was consumed cost something; what was not needs no price.
            return new PricedSlot(quarter, draw, at, sheet is null || draw.Kwh <= 0 ? null : KwhCost.Over(sheet, quarter, (int)Quarters.Length.TotalMinutes));
        }
    }

    private static async Task<(IReadOnlyList<DeviceView>, IReadOnlyList<Location>, ILookup<Guid, ChargeSession>, ILookup<Guid, ChargingPlan>)> Find(DbConnection db, Client caller, ChargingQuestion question)
    {
        var views = await DeviceViewTable.ListFor(db, caller, question.Group, question.UserId, all);
        if (question.DeviceId is { } only) views = [.. views.Where(view => view.Id == only)];
        var sessions = new List<ChargeSession>();
        var plans = new List<ChargingPlan>();
        foreach (var view in views)
        {
            sessions.AddRange(await SessionTable.Within(db, view.Id, question.Start, question.End));
            plans.AddRange(await PlanTable.Within(db, view.Id, question.Start < longAgo ? question.Start : question.Start - longestPlan, question.End));
        }
        return (views, [.. (await LocationTable.OfAll(db, caller.TenantId, [question.UserId]))[question.UserId]], sessions.ToLookup(session => session.DeviceId), plans.ToLookup(plan => plan.DeviceId));
    }

    /// <summary>A car charges where it is; what stands still has its place.</summary>
    private static Guid? PlaceOf(EnergySlot slot, DeviceView view, List<PlacedSession> sessions) => view.Device.Kind is DeviceKind.EV
        ? sessions.FindLast(one => one.Session.PluggedAt < slot.Start + Quarters.Length && !(one.Session.EndedAt <= slot.Start))?.LocationId
        : view.LocationId;

    private static bool HasSessions(DeviceView view) => view.Device.Kind is DeviceKind.EV or DeviceKind.ChargePoint;
}
