using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Statistics;

/// <summary>What a device fed out in a period, step by step.</summary>
/// <param name="Steps">All of them; the energy is null where it is not known.</param>
/// <param name="AgainAt">When there will be more to tell; null where the period is over.</param>
public sealed record Production(Period Period, IReadOnlyList<(DateTimeOffset Start, double? Kwh)> Steps, DateTimeOffset? AgainAt);

/// <summary>Tells what an inverter produced on a day or in a month of the calendar where it stands.</summary>
public sealed class ReadProduction(Database database, ReadEnergy energy, TimeProvider time)
{
    /// <param name="day">Null for the whole month.</param>
    public async Task<Result<Production>> Read(Client caller, Guid deviceId, int year, int month, int? day, CancellationToken stop)
    {
        var (view, place) = await database.Read(async db => await DeviceViewTable.FindFor(db, caller, DeviceGroup.Inverters, deviceId) is { } found
            ? ((DeviceView?)found, Whereabouts.Of(found, [.. (await LocationTable.OfAll(db, caller.TenantId, [found.Device.UserId]))[found.Device.UserId]]))
            : (null, null));
        if (view is null) return Fault.NotFound();
        if (day > DateTime.DaysInMonth(year, month)) return Fault.Invalid("day", "The month has no such day.");

        var zone = place is null ? TimeZoneInfo.Utc : PriceSheet.ZoneOf(place);
        var period = day is { } only ? Period.OfDay(year, month, only, zone) : Period.OfMonth(year, month, zone);
        var slots = await energy.Read(view.State, period.Start, period.End, stop);
        // Some brands tell of the time before they were linked.
        if (slots.Count == 0 && period.End <= view.Device.CreatedAt) return Fault.Invalid(day is null ? "month" : "day", $"The inverter was linked later, at {view.Device.CreatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}.");

        var now = time.GetUtcNow();
        var steps = period.Steps.ToList();
        return new Production(
            period, [.. steps.Select(step => (step.Start, Sum(slots, step.Start, step.End)))], now < period.End ? steps.First(step => step.End > now).End : null);
    }

    private static double? Sum(IReadOnlyList<EnergySlot> slots, DateTimeOffset start, DateTimeOffset end)
    {
        var fed = slots.Where(slot => slot.Start >= start && slot.Start < end && slot.Out is not null).ToList();
        return fed.Count == 0 ? null : fed.Sum(slot => slot.Out!.Value.Kwh);
    }
}
