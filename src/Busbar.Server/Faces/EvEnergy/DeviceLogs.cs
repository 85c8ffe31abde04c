using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Looks up what a device's log is shown with; what is returned shows a row of it.</summary>
internal delegate Task<Func<TRow, T>> LogWords<TRow, T>(DbConnection db, DeviceView device);

/// <inheritdoc cref="LogWords{TRow, T}"/>
internal delegate Task<Func<Reading, T>> LogWords<T>(DbConnection db, DeviceView device);

/// <summary>Which rows of a log are looked up: between two moments, neither part of it.</summary>
/// <param name="IsBack">The oldest of them, instead of the newest; in either case the newest comes first.</param>
internal sealed record LogSpan(DateTimeOffset? After, DateTimeOffset? Before, bool IsBack, int Limit);

/// <summary>Where the rows of a log are from.</summary>
/// <param name="MomentName">What their moments are called.</param>
internal sealed record LogSource<TRow>(string MomentName, Func<TRow, DateTimeOffset> At, Func<DbConnection, DeviceView, LogSpan, Task<IReadOnlyList<TRow>>> Find);

/// <summary>What devices told and were told, moment by moment: nothing is in these logs that the rooms do not hold.</summary>
internal static class DeviceLogs
{
    public const string MomentName = "sampled_at";

    // The least that a moment can be told apart by.
    private static readonly TimeSpan moment = TimeSpan.FromMicroseconds(1);

    /// <param name="told">Only readings that tell this signal; null for all.</param>
    public static Task<IResult> List<T>(HttpContext context, Database database, DeviceGroup group, Guid id, Signal? told, LogWords<T> words) =>
        List<Reading, T>(context, database, group, id, Readings(told), (db, device) => words(db, device));

    /// <param name="at">As it stands in the path; what is no time names nothing that there is.</param>
    /// <param name="told">The reading has to tell this signal; null for any.</param>
    public static Task<IResult> Get<T>(HttpContext context, Database database, DeviceGroup group, Guid id, string at, Signal? told, LogWords<T> words) where T : class =>
        Get<Reading, T>(context, database, group, id, at, Readings(told), (db, device) => words(db, device));

    public static async Task<IResult> List<TRow, T>(HttpContext context, Database database, DeviceGroup group, Guid id, LogSource<TRow> source, LogWords<TRow, T> words)
    {
        var page = EvLogPage.Of(context, source.MomentName);
        var shown = await database.Read(async db =>
        {
            if (await EvCaller.Of(context).Find(db, group, id) is not { } device) return null;
            var rows = await source.Find(db, device, new LogSpan(page.Lower, page.Upper, page.IsBack, page.Size + 1));
            return page.Cut(rows, source.At).Select(await words(db, device)).ToList();
        });
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Get<TRow, T>(HttpContext context, Database database, DeviceGroup group, Guid id, string at, LogSource<TRow> source, LogWords<TRow, T> words) where T : class
    {
        if (Times.Read(at) is not { } told || told < DateTimeOffset.UnixEpoch || told > DateTimeOffset.MaxValue - moment) return NotFound();
        var shown = await database.Read(async db =>
            await EvCaller.Of(context).Find(db, group, id) is { } device && await source.Find(db, device, new LogSpan(told.Stored() - moment, told.Stored() + moment, false, 1)) is [var row, ..]
                ? (await words(db, device))(row) : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    private static LogSource<Reading> Readings(Signal? told) => new(
        MomentName, reading => reading.MeasuredAt, (db, device, span) => ReadingTable.Between(db, device.Id, span.After, span.Before, span.IsBack, told, span.Limit));

    /// <summary>What was known of the device, had it told nothing but this.</summary>
    public static DeviceState StateAt(Reading reading) =>
        DeviceState.Unheard(reading.DeviceId) with { Signals = reading.Signals.ToDictionary(one => one.Key, one => new Known(one.Value, reading.MeasuredAt, reading.HeardAt, FactSource.Poll)) };
}
