using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Shows devices of one group; what is shown beside them is looked up for all of them at once.</summary>
internal delegate Task<IReadOnlyList<T>> DeviceWords<T>(DbConnection db, IReadOnlyList<DeviceView> devices);

/// <summary>What is asked of devices of any group: a page of them, newest first, or one.</summary>
internal static class DeviceLists
{
    /// <param name="told">Only what has told one of these signals; none for all.</param>
    public static async Task<IResult> List<T>(EvPage page, HttpContext context, Database database, DeviceGroup group, string prefix, DeviceWords<T> words, params IReadOnlyList<Signal> told)
    {
        var caller = EvCaller.Of(context);
        return Ok(await database.Read(async db =>
        {
            var slice = await page.Slice(prefix, async id => await caller.Find(db, group, id) is { } device ? new Cursor(device.Device.CreatedAt, device.Id) : null);
            return await words(db, page.Cut(await DeviceViewTable.ListFor(db, caller.Client, group, caller.UserId, slice, told), device => EvId.Write(prefix, device.Id)));
        }));
    }

    public static async Task<IResult> Get<T>(HttpContext context, Database database, DeviceGroup group, Guid id, DeviceWords<T> words) where T : class
    {
        var shown = await database.Read(async db => await EvCaller.Of(context).Find(db, group, id) is { } device ? (await words(db, [device]))[0] : null);
        return shown is null ? NotFound() : Ok(shown);
    }
}
