using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class CollectiveTable
{
    private const string Select = """
        select c.id as Id, c.tenant_id as TenantId, c.request_id as RequestId, c.client_id as ClientId, c.name as Name, c.kind as Kind, c.owner_id as OwnerId,
               c.user_id as UserId, c.properties as Properties, c.created_at as CreatedAt
        from collectives c
        """;

    /// <summary>The caller (<c>@tenantId</c>, <c>@caller</c>) is a member, or looks after the tenant.</summary>
    private const string CallerShares = $"""
        c.tenant_id = @tenantId and (
            exists (select 1 from collective_members m where m.collective_id = c.id and m.principal_id = @caller) or {PermissionTable.CallerAdministers})
        """;

    /// <summary>Null where there is none, or the caller does not share it: the two are never told apart.</summary>
    public static Task<Collective?> FindFor(DbConnection db, Client caller, Guid id) =>
        db.QueryFirstOrDefaultAsync<Collective?>($"{Select} where c.id = @id and {CallerShares}", new { id, tenantId = caller.TenantId, caller = caller.Id });

    public static Task<Collective?> FindByRequestFor(DbConnection db, Client caller, Guid requestId) =>
        db.QueryFirstOrDefaultAsync<Collective?>($"{Select} where c.request_id = @requestId and {CallerShares}", new { requestId, tenantId = caller.TenantId, caller = caller.Id });

    /// <summary>Everything that the caller shares, oldest first.</summary>
    public static async Task<IReadOnlyList<Collective>> ListFor(DbConnection db, Client caller, Cursor? after, int limit) =>
        [.. await db.QueryAsync<Collective>(
            $"""
            {Select} where {CallerShares} and (c.created_at > @at or (c.created_at = @at and c.id > @id))
            order by c.created_at, c.id limit @limit
            """,
            new { tenantId = caller.TenantId, caller = caller.Id, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit })];

    public static Task Add(DbConnection db, Collective collective) =>
        db.ExecuteAsync(
            """
            insert into collectives (id, tenant_id, request_id, client_id, name, kind, owner_id, user_id, properties, created_at)
            values (@Id, @TenantId, @RequestId, @ClientId, @Name, @kind, @OwnerId, @UserId, @Properties, @CreatedAt)
            """,
            new
            {
                collective.Id, collective.TenantId, collective.RequestId, collective.ClientId, collective.Name, kind = collective.Kind.ToString(), collective.OwnerId,
                collective.UserId, collective.Properties, collective.CreatedAt,
            });

    public static Task Update(DbConnection db, Collective collective) =>
        db.ExecuteAsync(
            "update collectives set name = @Name, kind = @kind, user_id = @UserId, properties = @Properties where id = @Id",
            new { collective.Id, collective.Name, kind = collective.Kind.ToString(), collective.UserId, collective.Properties });

    /// <summary>In the order in which they joined.</summary>
    public static async Task<IReadOnlyList<Member>> Members(DbConnection db, Guid collectiveId, Cursor? after, int limit) =>
        [.. await db.QueryAsync<Member>(
            """
            select m.principal_id as PrincipalId, p.kind as Kind, m.added_at as Since
            from collective_members m join collectives c on c.id = m.collective_id join principals p on p.tenant_id = c.tenant_id and p.id = m.principal_id
            where m.collective_id = @collectiveId and (m.added_at > @at or (m.added_at = @at and m.principal_id > @id))
            order by m.added_at, m.principal_id limit @limit
            """,
            new { collectiveId, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit })];

    public static Task AddMember(DbConnection db, Guid collectiveId, Guid principalId, DateTimeOffset now) =>
        db.ExecuteAsync(
            "insert into collective_members (collective_id, principal_id, added_at) values (@collectiveId, @principalId, @now) on conflict do nothing",
            new { collectiveId, principalId, now });

    /// <summary>False where it was none.</summary>
    public static async Task<bool> RemoveMember(DbConnection db, Guid collectiveId, Guid principalId) =>
        await db.ExecuteAsync("delete from collective_members where collective_id = @collectiveId and principal_id = @principalId", new { collectiveId, principalId }) == 1;
}
