using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Linking;

/// <summary>
/// Everything that is stored of a user beside the devices, so that it can go at once. A table that names users is told of here, or a
/// test fails. What tells who a person is stands in one table each: the application's own id in <c>users</c>, the e-mail and address in <c>user_profiles</c>, the place in
/// <c>locations</c>, what the device is known by in <c>devices</c>, what was typed in on the way in <c>links</c>.
/// </summary>
public static class UserErasureTable
{
    private const string Links = "select l.id from links l where l.user_id = @userId";
    private const string Sessions = $"select s.id from guided_sessions s where s.owner_id = @userId or s.id in (select gl.session_id from guided_session_links gl where gl.link_id in ({Links}))";
    private const string Places = "select p.id from locations p where p.user_id = @userId";
    private const string Homes = "select c.id from collectives c where c.tenant_id = @tenantId and c.user_id = @userId and c.kind = 'Household'";

    /// <summary>In this order: what is found through another row goes before it.</summary>
    private static readonly IReadOnlyList<string> statements =
    [
        $"delete from link_attempts where link_id in ({Links})",
        $"delete from guided_session_links where link_id not in ({Links}) and session_id in (select s.id from guided_sessions s where s.owner_id = @userId)",
        $"delete from guided_sessions where id in ({Sessions})",
        $"delete from guided_session_links where link_id in ({Links})",
        "delete from links where user_id = @userId",
        // A device of another's that this one was to share: the request stays, and names nobody.
        "update links set owner_id = null where owner_id = @userId",
        $"delete from device_locations where location_id in ({Places})",
        $"delete from location_tariffs where location_id in ({Places})",
        $"delete from price_areas where place in ({Places})",
        "delete from locations where user_id = @userId",
        "delete from waitlist_entries where tenant_id = @tenantId and email_key in (select f.email_key from user_profiles f where f.user_id = @userId)",
        "delete from user_profiles where user_id = @userId",
        "delete from vehicle_notes where device_id in (select c.id from own_cars c where c.user_id = @userId)",
        "delete from own_cars where user_id = @userId",
        "delete from solar_arrays where user_id = @userId",
        "delete from login_links where user_id = @userId",
        "delete from user_browsers where user_id = @userId",
        "delete from user_sign_ins where user_id = @userId",
        "delete from pairs where user_id = @userId",
        "delete from pair_corrections where user_id = @userId",
        // The user's own household goes. What others share goes on with the application that made it.
        $"update devices set collective_id = null, revision = @revision where collective_id in ({Homes})",
        $"update guided_sessions set collective_id = null where collective_id in ({Homes})",
        $"update links set collective_id = null where collective_id in ({Homes})",
        $"delete from permissions where principal_id = @userId or principal_id in ({Homes})",
        $"delete from collective_members where principal_id = @userId or collective_id in ({Homes})",
        $"delete from principals where tenant_id = @tenantId and id in ({Homes})",
        $"delete from collectives where id in ({Homes})",
        "update collectives set user_id = null where user_id = @userId",
        "update collectives set owner_id = client_id where owner_id = @userId",
        "delete from tenant_administrators where tenant_id = @tenantId and principal_id = @userId",
        // Of an account that its devices have left for another.
        "delete from grants where user_id = @userId and not exists (select 1 from devices d where d.grant_id = grants.id)",
        "delete from principals where tenant_id = @tenantId and id = @userId",
        "delete from users where tenant_id = @tenantId and id = @userId",
    ];

    /// <summary>Those that somebody may still end.</summary>
    public static async Task<IReadOnlyList<Guid>> OpenLinks(DbConnection db, Guid userId) =>
        [.. await db.QueryAsync<Guid>("select id from links where user_id = @userId and status = 'Pending'", new { userId })];

    /// <summary>Those of a user's devices that are there, of this brand where one is named; whoever sees them.</summary>
    public static async Task<IReadOnlyList<Guid>> Devices(DbConnection db, Guid userId, string? brand = null) =>
        [.. await db.QueryAsync<Guid>(
            "select id from devices where user_id = @userId and gone_at is null and (@brand = '' or brand = @brand) order by created_at, id", new { userId, brand = brand ?? "" })];

    /// <summary>Deletes all but the devices, which are taken away before, and the grants that these were reached by.</summary>
    public static async Task Delete(DbConnection db, Guid tenantId, Guid userId)
    {
        foreach (var statement in statements) await db.ExecuteAsync(statement, new { tenantId, userId, revision = Revision.Next() });
    }
}
