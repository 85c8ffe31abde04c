using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Looks up what a device's log is shown with; what is returned shows a row of it.</summary>
internal delegate Task<Func<Reading, T>> LogWords<T>(DbConnection db, DeviceView device);

/// <summary>What devices told, moment by moment: nothing is in these logs that the room of readings does not hold.</summary>
internal static class DeviceLogs
{
    public const string MomentName = "sampled_at";

    /// <param name="told">Only readings that tell this signal; null for all.</param>
    public static async Task<IResult> List<T>(HttpContext context, Database database, DeviceGroup group, Guid id, Signal? told, LogWords<T> words)
    {
        var page = EvLogPage.Of(context, MomentName);
        var shown = await database.Read(async db =>
        {
            if (await EvCaller.Of(context).Find(db, group, id) is not { } device) return null;
            var readings = await ReadingTable.Between(db, id, page.Lower, page.Upper, page.IsBack, told, page.Size + 1);
            return page.Cut(readings, reading => reading.MeasuredAt).Select(await words(db, device)).ToList();
        });
        return shown is null ? NotFound() : Ok(shown);
    }

    /// <param name="moment">As it stands in the path; what is no time names nothing that there is.</param>
    /// <param name="told">The reading has to tell this signal; null for any.</param>
    public static async Task<IResult> Get<T>(HttpContext context, Database database, DeviceGroup group, Guid id, string moment, Signal? told, LogWords<T> words) where T : class
    {
        var shown = await database.Read(async db =>
            await EvCaller.Of(context).Find(db, group, id) is { } device && Times.Read(moment) is { } at && await ReadingTable.Find(db, id, at.Stored()) is { } reading && (told is null || reading.Signals.ContainsKey(told.Value))
                ? (await words(db, device))(reading) : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    /// <summary>What was known of the device, had it told nothing but this.</summary>
    public static DeviceState StateAt(Reading reading) =>
        DeviceState.Unheard(reading.DeviceId) with { Signals = reading.Signals.ToDictionary(one => one.Key, one => new Known(one.Value, reading.MeasuredAt, reading.HeardAt, FactSource.Poll)) };
}
