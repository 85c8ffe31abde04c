using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class UserRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/users", Users.List).Needs("user:read").Expands(Users.Expansions).WithMetadata(new QueryParameter(Users.EmailName, "string", "Only users with this e-mail, whatever the case."))
            .Tells<IReadOnlyList<EvUser>>(face, 200).Is("get-users", "Users", "List users, newest first");
        api.MapPost("/users", Users.Create).ForApplications().Tells<EvUser>(face, 201, 413, 415).Is("post-users", "Users", "Make a user");
        api.MapGet("/users/{user_id}", Users.Get).Needs("user:read").Expands(Users.Expansions).Tells<EvUser>(face, 200, 404).Is("get-users-user_id", "Users", "Get a user, by its id or as me");
        api.MapPatch("/users/{user_id}", Users.Update).Needs("user:write").Expands(Users.Expansions).Tells<EvUser>(face, 200, 404, 413, 415).Is("patch-users-user_id", "Users", "Change what is kept of a user");
    }
}

/// <summary>The users whom the application looks after.</summary>
internal static class Users
{
    public const string EmailName = "email";

    /// <summary>What can be asked for whole; the places that are known are no sites of many chargers.</summary>
    public static readonly string[] Expansions = ["default_location.tariff", "default_location.tariff.supplier", "default_location.evse_site"];

    public static async Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database)
    {
        var (caller, email) = (EvCaller.Of(context), context.Request.One(EmailName)?.ToLowerInvariant());
        var shown = await database.Read(async db =>
        {
            var slice = await page.Slice(OfUser.Prefix, async id => (caller.User is null || caller.User.Id == id) && await UserTable.FindFor(db, caller.Client, id) is { } user ? new Cursor(user.CreatedAt, user.Id) : null);
            var users = caller.User is { } self
                ? email is null || (await UserProfileTable.Find(db, self.Id))?.EmailKey == email ? [self] : []
                : await UserTable.ListFor(db, caller.Client, slice, email);
            return await Show(db, context, page.Cut(users, user => EvId.Write(OfUser.Prefix, user.Id)), expand.Within("default_location"));
        });
        return Ok(shown);
    }

    public static async Task<IResult> Create(Body<EvUserWrite> body, HttpContext context, KeepProfile keep)
    {
        var caller = EvCaller.Of(context);
        if (!UserWords.Read(new UserProfile(Guid.Empty, caller.Client.TenantId, null, null), body.Value).Ok(out var told, out var fault)) return No(fault);
        return (await keep.Add(caller.Client, told.Email, told.Home)).Ok(out var made, out fault) ? Created(UserWords.Show(EvUrls.Of(context), made.User, made.Profile, [], [], null)) : No(UserWords.Spell(fault));
    }

    public static async Task<IResult> Get(string user_id, EvExpand expand, HttpContext context, Database database)
    {
        var shown = await database.Read(async db => await EvCaller.Of(context).Find(db, user_id) is { } user ? (await Show(db, context, [user], expand.Within("default_location")))[0] : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Update(string user_id, Body<EvUserWrite> body, EvExpand expand, HttpContext context, Database database, KeepProfile keep)
    {
        var caller = EvCaller.Of(context);
        if (await database.Read(db => caller.Find(db, user_id)) is not { } user) return NotFound();
        return (await keep.Change(caller.Client, user.Id, known => UserWords.Read(known, body.Over(UserWords.Write(known))))).Ok(out _, out var fault)
            ? await Get(user_id, expand, context, database) : No(UserWords.Spell(fault));
    }

    /// <summary>These users, for those who show something else of theirs; by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, EvUser>> Find(DbConnection db, HttpContext context, IReadOnlyCollection<Guid> ids)
    {
        var users = await UserTable.Find(db, EvCaller.Of(context).Client.TenantId, ids);
        return users.Zip(await Show(db, context, users, EvExpand.Nothing)).ToDictionary(both => both.First.Id, both => both.Second);
    }

    /// <param name="expand">Within their homes.</param>
    private static async Task<IReadOnlyList<EvUser>> Show(DbConnection db, HttpContext context, IReadOnlyList<User> users, EvExpand expand)
    {
        var (urls, ids) = (EvUrls.Of(context), users.Select(user => user.Id).ToList());
        var profiles = await UserProfileTable.Find(db, ids);
        var vehicles = await Vehicles.IdsOf(db, context, ids);
        var evses = await DeviceViewTable.IdsFor(db, EvCaller.Of(context).Client, DeviceGroup.Chargers, ids);
        var tariffs = await Tariffs.At(db, context, expand, ids);
        return [.. users.Select(user => UserWords.Show(urls, user, profiles.GetValueOrDefault(user.Id), vehicles[user.Id], evses[user.Id], tariffs.GetValueOrDefault(user.Id)))];
    }
}
