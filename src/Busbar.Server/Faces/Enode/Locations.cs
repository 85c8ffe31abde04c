using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>The named places of users.</summary>
internal static class Locations
{
    private const string Utc = "UTC";

    public static async Task<IResult> List(EnodePage page, HttpContext context, Database database) =>
        Ok(await database.Read(async db => await Cut(db, page, await LocationTable.ListFor(db, Identity.Of(context), null, page.Slice))));

    public static async Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context, Database database)
    {
        var found = await database.Read(async db =>
            await UserTable.FindFor(db, Identity.Of(context), userId) is { } user ? await Cut(db, page, await LocationTable.ListFor(db, Identity.Of(context), user.Id, page.Slice)) : null);
        return found is null ? NoUser(userId) : Ok(found);
    }

    public static async Task<IResult> Get(Guid locationId, HttpContext context, Database database) =>
        await database.Read(db => LocationTable.FindFor(db, Identity.Of(context), locationId)) is { } location ? await Show(location, database) : NotFound();

    public static Task<IResult> Create(string userId, Body<LocationPayload> body, HttpContext context, KeepLocation keep, Database database) =>
        Create(userId, body.Value.Name, body.Value.Latitude, body.Value.Longitude, body.Value.TimezoneName, context, keep, database);

    public static async Task<IResult> CreateFor(Body<UserLocationPayload> body, HttpContext context, KeepLocation keep, Database database) =>
        body.Value is { UserId: { Length: > 0 } userId } told
            ? await Create(userId, told.Name, told.Latitude, told.Longitude, told.TimezoneName, context, keep, database)
            : No(Fault.Missing("userId", "Say whose the location is, or send it to /users/{userId}/locations."));

    public static Task<IResult> Update(Guid locationId, Body<PartialLocation> body, HttpContext context, RenewLocation renew, Database database)
    {
        var told = body.Value;
        return Renew(locationId, context, renew, database, known => known with
        {
            Label = told.Name ?? known.Label, Latitude = told.Latitude ?? known.Latitude, Longitude = told.Longitude ?? known.Longitude, TimeZone = told.TimezoneName ?? known.TimeZone,
        });
    }

    public static Task<IResult> Delete(Guid locationId, HttpContext context, RenewLocation renew, Database database) => Renew(locationId, context, renew, database, _ => null);

    private static async Task<IResult> Create(
        string userId, string name, double latitude, double longitude, string? zone, HttpContext context, KeepLocation keep, Database database)
    {
        if ((await keep.Keep(Identity.Of(context), userId, name, latitude, longitude, zone ?? Utc)).Ok(out var location, out var fault)) return await Show(location, database);
        return fault.Kind is FaultKind.NotFound ? NoUser(userId) : No(Spell(fault));
    }

    private static async Task<IResult> Renew(
        Guid locationId, HttpContext context, RenewLocation renew, Database database, Func<Core.Locations.Location, Core.Locations.Location?> change) =>
        (await renew.Renew(Identity.Of(context), locationId, change)).Ok(out var location, out var fault) ? await Show(location, database) : No(Spell(fault));

    private static async Task<Paginated<Location>> Cut(System.Data.Common.DbConnection db, EnodePage page, IReadOnlyList<Core.Locations.Location> locations)
    {
        var users = await UserTable.Names(db, locations.Select(location => location.UserId).ToHashSet());
        return page.Cut(locations, location => new Cursor(location.CreatedAt, location.Id), location => Show(location, users[location.UserId]));
    }

    private static async Task<IResult> Show(Core.Locations.Location location, Database database) =>
        Ok(Show(location, (await database.Read(db => UserTable.Names(db, [location.UserId])))[location.UserId]));

    private static Location Show(Core.Locations.Location location, string userId) =>
        new(location.Id, userId, location.Label, location.Latitude, location.Longitude, location.TimeZone ?? Utc, location.CreatedAt);

    private static Fault Spell(Fault fault) => fault with { Field = fault.Field switch { "label" => "name", "timeZone" => "timezoneName", var other => other } };
}
