using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>The users whom the application looks after.</summary>
internal static class Users
{
    public static async Task<IResult> List(EnodePage page, HttpContext context, Database database)
    {
        var users = await database.Read(db => UserTable.ListFor(db, Identity.Of(context), page.Slice));
        return Ok(page.Cut(users, user => new Cursor(user.CreatedAt, user.Id), user => new ListedUser(user.ExternalId, user.CreatedAt, [])));
    }

    public static async Task<IResult> Get(string userId, HttpContext context, Database database)
    {
        var consents = await database.Read(async db =>
            await UserTable.FindFor(db, Identity.Of(context), userId) is { } user ? await ConsentTable.OfUserFor(db, Identity.Of(context), user.Id) : null);
        return consents is null ? NoUser(userId) : Ok(new User(userId,
            [.. consents.GroupBy(consent => (consent.Brand, Type: EnodeWords.Type(consent.Kind)))
                .Select(linked => new LinkedVendor(EnodeWords.Vendor(linked.Key.Brand), linked.Key.Type, linked.All(consent => consent.State is GrantState.Active)))]));
    }
}
