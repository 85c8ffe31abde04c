using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Core.Linking;

public static class GrantTable
{
    private const string Select = """
        select g.id as Id, g.tenant_id as TenantId, g.user_id as UserId, g.brand as Brand, g.account as Account, g.secret as Secret, g.previous_secret as PreviousSecret,
               g.state as State, g.lost_because as LostBecause, g.lost_at as LostAt, g.refresh_attempt as RefreshAttempt, g.refresh_until as RefreshUntil,
               g.version as Version, g.created_at as CreatedAt, g.scopes as Scopes
        from grants g
        """;

    public static async Task<Grant?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where g.id = @id", new { id }))?.ToGrant();

    public static async Task<Grant?> FindByAccount(DbConnection db, Guid tenantId, Guid userId, string brand, string account) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + " where g.tenant_id = @tenantId and g.user_id = @userId and g.brand = @brand and g.account = @account",
            new { tenantId, userId, brand, account }))?.ToGrant();

    /// <summary>The same account, linked before by this client: it owns a device of it.</summary>
    public static async Task<Grant?> FindByClient(DbConnection db, Guid tenantId, Guid clientId, string brand, string account) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + """
             where g.tenant_id = @tenantId and g.brand = @brand and g.account = @account and exists (
                 select 1 from devices d join permissions p on p.device_id = d.id
                 where d.grant_id = g.id and p.principal_id = @clientId and p.level = 'Owner')
             order by g.created_at, g.id
            """,
            new { tenantId, clientId, brand, account }))?.ToGrant();

    public static Task Add(DbConnection db, Grant grant) =>
        db.ExecuteAsync(
            """
            insert into grants (id, tenant_id, user_id, brand, account, secret, state, version, created_at, scopes)
            values (@Id, @TenantId, @UserId, @Brand, @Account, @Secret, 'Active', 1, @CreatedAt, @scopes)
            """,
            new { grant.Id, grant.TenantId, grant.UserId, grant.Brand, grant.Account, grant.Secret, grant.CreatedAt, scopes = LinkScopes.Write(grant.Scopes) });

    /// <summary>The owner agreed anew: whatever was known of the old secret is over.</summary>
    public static async Task Replace(DbConnection db, Guid id, string secret, IReadOnlyList<LinkScope>? scopes)
    {
        await db.ExecuteAsync(
            """
            update grants set secret = @secret, previous_secret = null, state = 'Active', lost_because = null, lost_at = null,
                refresh_attempt = null, refresh_until = null, scopes = @scopes, version = version + 1
            where id = @id
            """,
            new { id, secret, scopes = LinkScopes.Write(scopes) });
        await RevisionTable.Change(db, "grant_id = @id", new { id });
    }

    /// <summary>
    /// Begins a refresh; true for one caller only. The version is the one that was read: who read an older secret is refused.
    /// </summary>
    public static async Task<bool> BeginRefresh(DbConnection db, Guid id, long version, string attempt, DateTimeOffset now, DateTimeOffset until) =>
        await db.ExecuteAsync(
            """
            update grants set refresh_attempt = @attempt, refresh_until = @until
            where id = @id and version = @version and state = 'Active' and (refresh_attempt is null or refresh_until <= @now)
            """,
            new { id, version, attempt, now, until }) == 1;

    /// <summary>The refresh brought a new secret; the old one stays until the new one has worked. False for a late caller.</summary>
    public static async Task<bool> EndRefresh(DbConnection db, Guid id, string attempt, string secret) =>
        await db.ExecuteAsync(
            """
            update grants set previous_secret = secret, secret = @secret, refresh_attempt = null, refresh_until = null, version = version + 1
            where id = @id and refresh_attempt = @attempt
            """,
            new { id, attempt, secret }) == 1;

    /// <summary>The refresh certainly did not happen: the secret stands, and another may try.</summary>
    public static Task GiveUpRefresh(DbConnection db, Guid id, string attempt) =>
        db.ExecuteAsync("update grants set refresh_attempt = null, refresh_until = null where id = @id and refresh_attempt = @attempt", new { id, attempt });

    /// <summary>The new secret has worked: the old one is not needed any more.</summary>
    public static Task ForgetPrevious(DbConnection db, Guid id, long version) =>
        db.ExecuteAsync("update grants set previous_secret = null where id = @id and version = @version and previous_secret is not null", new { id, version });

    /// <summary>False where the secret was replaced since it was read: then it is not lost.</summary>
    public static async Task<bool> Lose(DbConnection db, Guid id, long version, VendorFaultKind because, DateTimeOffset now) =>
        await db.ExecuteAsync(
            """
            update grants set state = 'Lost', lost_because = @because, lost_at = @now, refresh_attempt = null, refresh_until = null, version = version + 1
            where id = @id and version = @version and state = 'Active'
            """,
            new { id, version, because = because.ToString(), now }) == 1;

    /// <summary>Those that no device uses any more once an offboarding has taken its own away.</summary>
    public static async Task<IReadOnlyList<Grant>> LeftBy(DbConnection db, Guid offboardingId) =>
        [.. (await db.QueryAsync<Row>(
            Select + """
             where exists (select 1 from devices d where d.grant_id = g.id and d.offboarding_id = @offboardingId)
               and not exists (select 1 from devices d where d.grant_id = g.id and d.gone_at is null and (d.offboarding_id is null or d.offboarding_id <> @offboardingId))
             order by g.id
            """,
            new { offboardingId })).Select(row => row.ToGrant())];

    /// <summary>Those by which the devices were reached that an offboarding has taken away.</summary>
    public static async Task<IReadOnlyList<Grant>> OfOffboarding(DbConnection db, Guid offboardingId) =>
        [.. (await db.QueryAsync<Row>(
            Select + " where exists (select 1 from devices d where d.grant_id = g.id and d.offboarding_id = @offboardingId and d.gone_at is not null) order by g.id",
            new { offboardingId })).Select(row => row.ToGrant())];

    /// <summary>
    /// Nobody uses it or begins to renew it from now on, and who links the account anew gets another. A renewal that is under way may
    /// still end: what it brings is what has to be given back.
    /// </summary>
    public static Task Close(DbConnection db, Guid id, DateTimeOffset now) =>
        db.ExecuteAsync(
            "update grants set state = 'Lost', lost_because = 'GrantLost', lost_at = @now, account = @nobody, previous_secret = null, version = version + 1 where id = @id",
            new { id, now, nobody = $"gone:{id}" });

    /// <summary>The secret is no more, though the consent is remembered: the owner signs in again. A renewal that is under way comes to nothing.</summary>
    /// <param name="rest">What is kept of the secret.</param>
    public static Task Wipe(DbConnection db, Guid id, string rest, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            update grants set state = 'Lost', lost_because = 'GrantLost', lost_at = @now, secret = @rest, previous_secret = null,
                refresh_attempt = null, refresh_until = null, version = version + 1
            where id = @id
            """,
            new { id, rest, now });

    /// <summary>All of a user's, by which devices are reached.</summary>
    public static async Task<IReadOnlyList<Grant>> OfUser(DbConnection db, Guid userId) =>
        [.. (await db.QueryAsync<Row>(
            Select + " where g.user_id = @userId and exists (select 1 from devices d where d.grant_id = g.id and d.gone_at is null) order by g.id", new { userId }))
            .Select(row => row.ToGrant())];

    public static Task RemoveUnused(DbConnection db, Guid id) =>
        db.ExecuteAsync("delete from grants where id = @id and not exists (select 1 from devices d where d.grant_id = @id)", new { id });

    private sealed record Row(
        Guid Id, Guid TenantId, Guid UserId, string Brand, string Account, string Secret, string? PreviousSecret,
        GrantState State, string? LostBecause, DateTimeOffset? LostAt, string? RefreshAttempt, DateTimeOffset? RefreshUntil, long Version, DateTimeOffset CreatedAt, string? Scopes)
    {
        public Grant ToGrant() => new(
            Id, TenantId, UserId, Brand, Account, Secret, PreviousSecret, State,
            LostBecause is null ? null : Enum.Parse<VendorFaultKind>(LostBecause), LostAt, RefreshAttempt, RefreshUntil, Version, CreatedAt, LinkScopes.Read(Scopes));
    }
}
