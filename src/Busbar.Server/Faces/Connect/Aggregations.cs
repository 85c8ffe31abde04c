using Busbar.Core.Basics;
using Busbar.Core.Readings;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Readings put together, interval by interval or over a whole time span.</summary>
internal static class Aggregations
{
    public static async Task<IResult> List(Guid entityId, Window window, Resolution resolution, PageRequest page, HttpContext context, Database database, ReadAggregates aggregates)
    {
        if (await Entities.Find(entityId, context, database) is not { Device: var device, State: var state }) return NotFound();
        var intervals = new Intervals(window.Start, window.End, resolution.Length);
        var first = page.After is { } shown ? intervals.IndexOf(shown.At.ToMicros()) + 1 : 0;
        var found = await aggregates.Read(state, intervals, first, page.Limit, context.RequestAborted);
        return Ok(page.Cut(found, aggregate => Places.Write(aggregate.Start, Guid.Empty), aggregate => AggregationWords.Show(device, aggregate)));
    }

    public static async Task<IResult> Total(Guid entityId, WholeWindow whole, HttpContext context, Database database, ReadAggregates aggregates)
    {
        if (await Entities.Find(entityId, context, database) is not { Device: var device, State: var state }) return NotFound();
        var (start, end) = whole.Window;
        var found = await aggregates.Read(state, new Intervals(start, end, end - start), 0, 1, context.RequestAborted);
        return Ok(AggregationWords.Show(device, found is [var total] ? total : Aggregate.Nothing(start, end)));
    }
}
