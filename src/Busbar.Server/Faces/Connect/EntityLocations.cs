using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>The named places of entities.</summary>
internal static class EntityLocations
{
    public static async Task<IResult> List(Guid entityId, PageRequest page, HttpContext context, Database database)
    {
        var locations = await database.Read(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is null ? null : await LocationTable.List(db, entityId, page.After, page.Limit));
        return locations is null ? NotFound() : Ok(page.Cut(locations, location => Places.Write(location.CreatedAt, location.Id), LocationWords.Show));
    }

    public static async Task<IResult> Get(Guid entityId, Guid locationId, HttpContext context, Database database)
    {
        var found = await database.Read(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is null ? null : await LocationTable.Find(db, entityId, locationId));
        return found is { } location ? Ok(LocationWords.Show(location)) : NotFound();
    }

    public static async Task<IResult> Create(Guid entityId, Body<EntityLocationRequest> body, HttpContext context, AddLocation add)
    {
        var told = body.Value;
        return (await add.Add(Identity.Of(context), entityId, told.Label, told.Address, told.Latitude, told.Longitude)).Ok(out var location, out var fault) ? Created(LocationWords.Show(location)) : No(fault);
    }

    public static Task<IResult> Change(Guid entityId, Guid locationId, Body<EntityLocationChange> body, HttpContext context, ChangeLocation change)
    {
        var told = body.Value;
        return Change(entityId, locationId, context, change, known => known with
        {
            Label = told.Label ?? known.Label, Address = told.Address ?? known.Address,
            Latitude = told.Latitude ?? known.Latitude, Longitude = told.Longitude ?? known.Longitude,
        });
    }

    public static Task<IResult> Remove(Guid entityId, Guid locationId, HttpContext context, ChangeLocation change) =>
        Change(entityId, locationId, context, change, _ => null);

    private static async Task<IResult> Change(
        Guid entityId, Guid locationId, HttpContext context, ChangeLocation change, Func<Core.Locations.Location, Core.Locations.Location?> how) =>
        (await change.Change(Identity.Of(context), entityId, locationId, how)).Ok(out var location, out var fault) ? Ok(LocationWords.Show(location)) : No(fault);
}
