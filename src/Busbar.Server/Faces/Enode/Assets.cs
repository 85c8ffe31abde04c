using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>What is asked of assets of all types alike.</summary>
internal static class Assets
{
    public static async Task<IResult> List<T>(HttpContext context, DeviceGroup group, EnodePage page, Func<AssetView, T> show) =>
        Ok(page.Cut(await Read(context, db => Find(db, context, group, null, page)), Place, show));

    public static async Task<IResult> ListOfUser<T>(HttpContext context, DeviceGroup group, string userId, EnodePage page, Func<AssetView, T> show)
    {
        var found = await Read(context, async db => await UserTable.FindFor(db, Identity.Of(context), userId) is { } user ? await Find(db, context, group, user.Id, page) : null);
        return found is null ? NoUser(userId) : Ok(page.Cut(found, Place, show));
    }

    public static async Task<IResult> Get<T>(HttpContext context, DeviceGroup group, Guid id, Func<AssetView, T> show) where T : notnull =>
        await Find(context, group, id) is { } asset ? Ok(show(asset)) : NotFound();

    public static async Task<IResult> Refresh(HttpContext context, DeviceGroup group, Guid id)
    {
        if (await Find(context, group, id) is null) return NotFound();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var isAsked = await context.RequestServices.GetRequiredService<Database>().Write(db => DueTable.PullForward(db, WorkKind.Poll, id, now));
        if (isAsked) context.RequestServices.GetRequiredService<Doorbell>().Ring(WorkKind.Poll);
        return Nothing();
    }

    /// <summary>Says at which location an asset stands, and shows it then.</summary>
    public static async Task<IResult> Place<T>(HttpContext context, DeviceGroup group, Guid id, AssetUpdate update, Func<AssetView, T> show) where T : notnull
    {
        if (await Find(context, group, id) is null) return NotFound();
        return await context.RequestServices.GetRequiredService<SetLocation>().Set(Identity.Of(context), id, update.LocationId) is { } fault ? No(fault) : await Get(context, group, id, show);
    }

    private static Task<AssetView?> Find(HttpContext context, DeviceGroup group, Guid id) => Read(context, async db =>
        await DeviceViewTable.FindFor(db, Identity.Of(context), group, id) is { } view ? (await Furnish(db, context, [view]))[0] : null);

    private static async Task<IReadOnlyList<AssetView>> Find(DbConnection db, HttpContext context, DeviceGroup group, Guid? userId, EnodePage page) =>
        await Furnish(db, context, await DeviceViewTable.ListFor(db, Identity.Of(context), group, userId, page.Slice));

    private static Task<IReadOnlyList<AssetView>> Furnish(DbConnection db, HttpContext context, IReadOnlyList<DeviceView> views) => AssetView.Of(
        db, Identity.Of(context), context.RequestServices.GetRequiredService<IVendors>(), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), views);

    private static Cursor Place(AssetView asset) => new(asset.View.Device.CreatedAt, asset.View.Id);

    private static Task<T> Read<T>(HttpContext context, Func<DbConnection, Task<T>> unit) => context.RequestServices.GetRequiredService<Database>().Read(unit);
}
