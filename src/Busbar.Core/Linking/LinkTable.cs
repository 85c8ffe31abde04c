using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Linking;

/// <summary>Which links are asked for; null for all.</summary>
/// <param name="Brand">By id.</param>
/// <param name="Status">As it is at the time of asking, see <see cref="Link.At"/>.</param>
/// <param name="UserId">The user that the device belongs to, or is to.</param>
public sealed record LinkFilter(string? Brand = null, DeviceKind? Kind = null, LinkStatus? Status = null, Guid? CollectiveId = null, Guid? UserId = null);

public static class LinkTable
{
    private const string Select = """
        select id as Id, tenant_id as TenantId, client_id as ClientId, user_id as UserId, has_own_user as HasOwnUser, owner_id as OwnerId,
               kind as Kind, brand as Brand, consent as Consent, inputs as Inputs, properties as Properties, return_url as ReturnUrl,
               status as Status, failure as Failure, failure_message as FailureMessage, secret as Secret, user_code as UserCode, brand_url as BrandUrl,
               device_id as DeviceId, was_linked_before as WasLinkedBefore, is_reconnect as IsReconnect,
               created_at as CreatedAt, expires_at as ExpiresAt, version as Version, collective_id as CollectiveId,
               all_of as AllOf, scopes as Scopes
        from links
        """;

    public static async Task<Link?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where id = @id", new { id }))?.ToLink();

    /// <summary>Null where there is none, or another client asked for it.</summary>
    public static async Task<Link?> FindFor(DbConnection db, Client caller, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + " where id = @id and tenant_id = @tenantId and client_id = @clientId and is_reconnect = 0",
            new { id, tenantId = caller.TenantId, clientId = caller.Id }))?.ToLink();

    /// <summary>Those of these links that the caller asked for, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Link>> FindFor(DbConnection db, Client caller, IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, Link>();
        var parameters = new DynamicParameters(new { tenantId = caller.TenantId, clientId = caller.Id });
        return (await db.QueryAsync<Row>($"{Select} where id in {parameters.In("id", ids.Select(id => id.ToString()))} and tenant_id = @tenantId and client_id = @clientId", parameters))
            .ToDictionary(row => row.Id, row => row.ToLink());
    }

    /// <summary>What the caller asked for, oldest first. The status is the one at this time, see <see cref="Link.At"/>.</summary>
    public static async Task<IReadOnlyList<Link>> ListFor(DbConnection db, Client caller, LinkFilter filter, DateTimeOffset now, Cursor? after, int limit) =>
        [.. (await db.QueryAsync<Row>(
            Select + """
             where tenant_id = @tenantId and client_id = @clientId and is_reconnect = 0
               and (created_at > @at or (created_at = @at and id > @id))
               and (@brand = '' or brand = @brand) and (@kind = '' or kind = @kind) and (@status = '' or @status = case when status = 'Pending' and expires_at <= @now then 'Failed' else status end)
               and (@collective = '' or collective_id = @collective) and (@user = '' or user_id = @user)
             order by created_at, id limit @limit
            """,
            new
            {
                tenantId = caller.TenantId, clientId = caller.Id, limit = (long)limit,
                at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty,
                brand = filter.Brand ?? "", kind = filter.Kind?.ToString() ?? "", status = filter.Status?.ToString() ?? "", now,
                collective = filter.CollectiveId?.ToString() ?? "", user = filter.UserId?.ToString() ?? "",
            }))
            .Select(row => row.ToLink())];

    /// <summary>A reconnection of this device that its owner can still use at the given time.</summary>
    public static async Task<Link?> OpenReconnection(DbConnection db, Guid deviceId, DateTimeOffset usableAt) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + " where device_id = @deviceId and is_reconnect = 1 and status = 'Pending' and expires_at > @usableAt order by created_at desc",
            new { deviceId, usableAt }))?.ToLink();

    public static Task Add(DbConnection db, Link link) =>
        db.ExecuteAsync(
            """
            insert into links (id, tenant_id, client_id, user_id, has_own_user, owner_id, kind, brand, consent, inputs, properties, return_url,
                status, failure, failure_message, secret, user_code, brand_url, device_id, was_linked_before, is_reconnect, created_at, expires_at, version, collective_id, all_of, scopes)
            values (@Id, @TenantId, @ClientId, @UserId, @HasOwnUser, @OwnerId, @kind, @Brand, @consent, @inputs, @Properties, @ReturnUrl,
                @status, @failure, @FailureMessage, @Secret, @UserCode, @BrandUrl, @DeviceId, @WasLinkedBefore, @IsReconnect, @CreatedAt, @ExpiresAt, @Version, @CollectiveId, @allOf, @scopes)
            """,
            Parameters(link));

    /// <summary>False where someone else changed it since it was read: nothing was written.</summary>
    public static async Task<bool> Update(DbConnection db, Link link) =>
        await db.ExecuteAsync(
            """
            update links set user_id = @UserId, status = @status, failure = @failure, failure_message = @FailureMessage, secret = @Secret,
                user_code = @UserCode, brand_url = @BrandUrl, device_id = @DeviceId, was_linked_before = @WasLinkedBefore, version = @Version + 1
            where id = @Id and version = @Version
            """,
            Parameters(link)) == 1;

    /// <summary>The brand's service failed an owner who tried.</summary>
    public static Task BrandFailed(DbConnection db, Guid id, DateTimeOffset now) =>
        db.ExecuteAsync("update links set brand_failed_at = @now where id = @id", new { id, now });

    /// <summary>
    /// Links that are over, led to no device, and name this one: earlier attempts of the clients that linked it.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> OverNaming(DbConnection db, Device device, DateTimeOffset now)
    {
        var found = new List<Guid>();
        foreach (var name in new[] { device.Identifier, device.VendorId }.OfType<string>().Distinct())
            found.AddRange(await db.QueryAsync<Guid>(
                """
                select l.id from links l
                where l.tenant_id = @TenantId and l.client_id in (select m.client_id from links m where m.device_id = @Id)
                  and l.device_id is null and (l.status <> 'Pending' or l.expires_at <= @now) and l.inputs like @pattern escape '!'
                """,
                new { device.TenantId, device.Id, now, pattern = $"%{Escaped(JsonSerializer.Serialize(name))}%" }));
        return found;
    }

    /// <summary>What a request said of its device goes; that it was made, and what came of it, stays.</summary>
    public static Task Blank(DbConnection db, Guid id) => db.ExecuteAsync(
        """
        update links set inputs = '{}', properties = null, return_url = null, failure_message = null, secret = null, user_code = null, brand_url = null, version = version + 1
        where id = @id
        """,
        new { id });

    /// <summary>All that a device came from or was reconnected by, by id.</summary>
    public static async Task<IReadOnlyList<Guid>> Of(DbConnection db, Guid deviceId) =>
        [.. await db.QueryAsync<Guid>("select id from links where device_id = @deviceId", new { deviceId })];

    /// <summary>Nobody can sign in by them any more.</summary>
    public static Task EndReconnections(DbConnection db, Guid deviceId) =>
        db.ExecuteAsync("update links set status = 'Canceled' where device_id = @deviceId and is_reconnect = 1 and status = 'Pending'", new { deviceId });

    public static Task ForgetReconnections(DbConnection db, Guid deviceId) =>
        db.ExecuteAsync("update links set device_id = null where device_id = @deviceId and is_reconnect = 1", new { deviceId });

    private static string Escaped(string text) => text.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_");

    private static object Parameters(Link link) => new
    {
        link.Id, link.TenantId, link.ClientId, link.UserId, link.HasOwnUser, link.OwnerId, kind = link.Kind.ToString(), link.Brand,
        consent = link.Consent.ToString(), inputs = JsonSerializer.Serialize(link.Inputs), link.Properties, link.ReturnUrl,
        status = link.Status.ToString(), failure = link.Failure?.ToString(), link.FailureMessage, link.Secret, link.UserCode, link.BrandUrl,
        link.DeviceId, link.WasLinkedBefore, link.IsReconnect, link.CreatedAt, link.ExpiresAt, link.Version, link.CollectiveId,
        allOf = KindList.Write(link.AllOf), scopes = LinkScopes.Write(link.Scopes),
    };

    private sealed record Row(
        Guid Id, Guid TenantId, Guid ClientId, Guid UserId, bool HasOwnUser, Guid? OwnerId,
        DeviceKind Kind, string Brand, ConsentWay Consent, string Inputs, string? Properties, string? ReturnUrl,
        LinkStatus Status, string? Failure, string? FailureMessage, string? Secret, string? UserCode, string? BrandUrl,
        Guid? DeviceId, bool WasLinkedBefore, bool IsReconnect, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, long Version, Guid? CollectiveId,
        string? AllOf, string? Scopes)
    {
        public Link ToLink() => new(
            Id, TenantId, ClientId, UserId, HasOwnUser, OwnerId, Kind, Brand, Consent,
            JsonSerializer.Deserialize<Dictionary<string, string>>(Inputs)!, Properties, ReturnUrl,
            Status, Failure is null ? null : Enum.Parse<LinkFailure>(Failure), FailureMessage, Secret, UserCode, BrandUrl,
            DeviceId, WasLinkedBefore, IsReconnect, CreatedAt, ExpiresAt, Version, CollectiveId)
        {
            AllOf = KindList.Read(AllOf), Scopes = LinkScopes.Read(Scopes),
        };
    }
}
