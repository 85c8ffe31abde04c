using Busbar.Core.Basics;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Tariffs;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>What electricity costs at users' locations, by the application's own word.</summary>
internal static class Tariffs
{
    public static async Task<IResult> Get(string tariffId, HttpContext context, Database database)
    {
        if (CheckTariff.Name(tariffId) is { } fault) return No(fault);
        var caller = Identity.Of(context);
        return await database.Read(db => TariffTable.Find(db, caller.TenantId, caller.Id, tariffId)) is { } tariff
            ? Ok<IReadOnlyList<TariffRate>>([.. tariff.Rates.Select(rate => new TariffRate(rate.Name, rate.Cost))]) : NotFound();
    }

    public static async Task<IResult> Put(string tariffId, Body<IReadOnlyList<TariffRate>> body, HttpContext context, PutTariff put) =>
        await put.Put(Identity.Of(context), tariffId, [.. body.Value.Select(rate => new Core.Tariffs.TariffRate(rate.Name, rate.Cost))]) is { } fault ? No(fault) : Nothing();

    public static async Task<IResult> Place(Guid locationId, Body<LocationTariffInterval> body, HttpContext context, PlaceTariff place)
    {
        var intervals = new List<Core.Tariffs.TariffInterval>();
        foreach (var (told, i) in body.Value.TariffIntervals.Select((told, i) => (told, i)))
        {
            if (HourMinute.Read(told.From) is not (>= 0 and < TariffWeek.Day and var from)) return No(Fault.Invalid($"tariffIntervals[{i}].from", "The value is a time of day from 00:00 to 23:59."));
            if (HourMinute.Read(told.To) is not { } to) return No(Fault.Invalid($"tariffIntervals[{i}].to", "The value is a time of day from 00:00 to 24:00."));
            intervals.Add(new Core.Tariffs.TariffInterval(told.Name, told.Weekdays, from, to));
        }
        return await place.Place(Identity.Of(context), locationId, body.Value.TariffId, intervals) is { } fault ? No(fault) : Nothing();
    }

    /// <summary>The week as it is in UTC now: where clocks change, it is another one after.</summary>
    public static async Task<IResult> GetPlaced(Guid locationId, HttpContext context, Database database, TimeProvider time)
    {
        var (location, placed) = await database.Read(async db => await LocationTable.FindFor(db, Identity.Of(context), locationId) is { } found
            ? ((Core.Locations.Location?)found, await TariffTable.FindPlaced(db, found.Id)) : (null, null));
        if (location is null || placed is null) return NotFound();
        var spans = TariffWeek.Behind(TariffWeek.Of(placed.Intervals).Value, PriceSheet.ZoneOf(location).GetUtcOffset(time.GetUtcNow()));
        return Ok<IReadOnlyList<LocationTariffSpan>>([.. spans.Select(span => new LocationTariffSpan(span.Weekday, HourMinute.Write(span.From), HourMinute.Write(span.To), placed.Tariff, span.Rate))]);
    }
}
