using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Readings;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>What entities measured.</summary>
internal static class Readings
{
    public static async Task<IResult> List(Guid entityId, Window window, PageRequest page, HttpContext context, Database database)
    {
        var (device, readings, places) = await database.Read<(Device?, IReadOnlyList<Core.Readings.Reading>, IReadOnlyList<Core.Locations.Location>)>(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is { } device
                ? (device, await ReadingTable.List(db, entityId, window.Start, window.End, page.After?.At, page.Limit), await LocationTable.List(db, entityId))
                : (null, [], []));
        return device is null ? NotFound() : Ok(page.Cut(readings, reading => Places.Write(reading.MeasuredAt, Guid.Empty), reading => ReadingWords.Show(device.Kind, reading, places)));
    }

    public static async Task<IResult> Last(Guid entityId, HttpContext context, Database database)
    {
        var (last, places) = await database.Read<(LastKnown?, IReadOnlyList<Core.Locations.Location>)>(async db =>
            await LastTable.FindFor(db, Identity.Of(context), entityId) is { } found ? (found, found.HasPlaces ? await LocationTable.List(db, entityId) : []) : (null, []));
        if (last is null) return NotFound();
        return Snapshot.Of(last.State) is { } reading
            ? Ok(ReadingWords.Show(last.Kind, reading, places))
            : No(ConnectCode.NoReadingYet, "Nothing was heard of this entity yet. Ask again in a minute; GET …/connection says whether something stands in the way.");
    }
}
