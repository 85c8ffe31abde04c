using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class UserTable
{
    private const string Select = "select u.id as Id, u.tenant_id as TenantId, u.external_id as ExternalId, u.created_at as CreatedAt from users u";

    /// <summary>
    /// For a <c>where</c> over users named <c>u</c>: the caller (<c>@tenantId</c>, <c>@caller</c>) looks after the user, since it was the
    /// first to name the user, owns a device of the user's, or looks after the tenant.
    /// </summary>
    public const string CallerKeeps = $"""
        u.tenant_id = @tenantId and (
            u.client_id = @caller
            or exists (select 1 from devices d join permissions p on p.device_id = d.id where d.tenant_id = @tenantId and d.user_id = u.id and p.level = 'Owner' and {PermissionTable.IsCallers})
            or {PermissionTable.CallerAdministers})
        """;

    /// <summary>By the application's own id; null where the caller keeps no such user.</summary>
    public static Task<User?> FindFor(DbConnection db, Client caller, string externalId) =>
        db.QueryFirstOrDefaultAsync<User?>($"{Select} where u.external_id = @externalId and {CallerKeeps}", new { externalId, tenantId = caller.TenantId, caller = caller.Id });

    /// <summary>By our id; null where the caller keeps no such user.</summary>
    public static Task<User?> FindFor(DbConnection db, Client caller, Guid id) =>
        db.QueryFirstOrDefaultAsync<User?>($"{Select} where u.id = @id and {CallerKeeps}", new { id, tenantId = caller.TenantId, caller = caller.Id });

    /// <summary>Those whom the caller keeps, newest first.</summary>
    /// <param name="emailKey">Only those with this e-mail, in small letters; null for all.</param>
    public static async Task<IReadOnlyList<User>> ListFor(DbConnection db, Client caller, ListSlice slice, string? emailKey = null)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, emailKey });
        var who = emailKey is null ? "" : "and exists (select 1 from user_profiles f where f.user_id = u.id and f.tenant_id = @tenantId and f.email_key = @emailKey)";
        return slice.InOrder(await db.QueryAsync<User>($"{Select} where {CallerKeeps} {who} {slice.Clause("u.created_at", "u.id")}", parameters));
    }

    /// <summary>The application's own ids of these users, by ours.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> Names(DbConnection db, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, string>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<(Guid Id, string Name)>($"select u.id, u.external_id from users u where u.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters))
            .ToDictionary(row => row.Id, row => row.Name);
    }

    /// <param name="clientId">The application that was the first to name the user.</param>
    public static async Task Add(DbConnection db, User user, Guid? clientId = null)
    {
        await db.ExecuteAsync(
            "insert into users (id, tenant_id, external_id, created_at, client_id) values (@Id, @TenantId, @ExternalId, @CreatedAt, @clientId)",
            new { user.Id, user.TenantId, user.ExternalId, user.CreatedAt, clientId });
        await PrincipalTable.Add(db, user.TenantId, user.Id, PrincipalKind.User);
    }

    public static Task<User?> Find(DbConnection db, Guid tenantId, Guid id) =>
        db.QueryFirstOrDefaultAsync<User?>($"{Select} where u.tenant_id = @tenantId and u.id = @id", new { tenantId, id });

    public static async Task<IReadOnlyList<User>> Find(DbConnection db, Guid tenantId, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return [];
        var parameters = new DynamicParameters(new { tenantId });
        return [.. await db.QueryAsync<User>($"{Select} where u.tenant_id = @tenantId and u.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters)];
    }

    public static Task<User?> FindByExternalId(DbConnection db, Guid tenantId, string externalId) =>
        db.QueryFirstOrDefaultAsync<User?>($"{Select} where u.tenant_id = @tenantId and u.external_id = @externalId", new { tenantId, externalId });

    /// <summary>Takes back a user that was made for a link and that no device came to belong to.</summary>
    public static async Task RemoveUnused(DbConnection db, Guid tenantId, Guid id)
    {
        await db.ExecuteAsync("delete from users where tenant_id = @tenantId and id = @id", new { tenantId, id });
        await db.ExecuteAsync("delete from principals where tenant_id = @tenantId and id = @id", new { tenantId, id });
    }

    /// <summary>Takes back a user of our own making (its external id is its own) that nothing and nobody refers to any more.</summary>
    public static async Task RemoveForsaken(DbConnection db, Guid tenantId, Guid id, DateTimeOffset now)
    {
        var removed = await db.ExecuteAsync(
            """
            delete from users where tenant_id = @tenantId and id = @id and external_id = @id
                and not exists (select 1 from devices d where d.tenant_id = @tenantId and d.user_id = @id)
                and not exists (select 1 from user_profiles f where f.user_id = @id)
                and not exists (select 1 from own_cars w where w.user_id = @id)
                and not exists (select 1 from solar_arrays a where a.user_id = @id)
                and not exists (select 1 from login_links n where n.user_id = @id and n.expires_at > @now)
                and not exists (select 1 from user_sign_ins i where i.user_id = @id and i.expires_at > @now)
                and not exists (select 1 from links l where l.user_id = @id and l.status = 'Pending' and l.expires_at > @now)
                and not exists (select 1 from guided_sessions g where g.tenant_id = @tenantId and g.owner_id = @id and g.expires_at > @now)
                and not exists (select 1 from collectives c where c.tenant_id = @tenantId and (c.user_id = @id or c.owner_id = @id))
                and not exists (select 1 from collective_members m where m.principal_id = @id)
                and not exists (select 1 from tenant_administrators a where a.principal_id = @id)
                and not exists (select 1 from permissions p where p.principal_id = @id)
            """,
            new { tenantId, id, now });
        if (removed == 1) await db.ExecuteAsync("delete from principals where tenant_id = @tenantId and id = @id", new { tenantId, id });
    }
}
