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
        var (view, places) = await database.Read<(DeviceView?, IReadOnlyList<Core.Locations.Location>)>(async db =>
            await DeviceViewTable.FindFor(db, Identity.Of(context), null, entityId) is { } found ? (found, found.LocationId is null ? [] : await LocationTable.List(db, entityId)) : (null, []));
        if (view is null) return NotFound();
        return Snapshot.Of(view.State) is { } reading
            ? Ok(ReadingWords.Show(view.Device.Kind, reading, places))
            : No(ConnectCode.NoReadingYet, "Nothing was heard of this entity yet. Ask again in a minute; GET …/connection says whether something stands in the way.");
    }
}
