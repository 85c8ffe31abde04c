using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Dapper;

namespace Busbar.Core.Linking;

public static class GuidedSessionTable
{
    private const string Select = """
        select s.id as Id, s.tenant_id as TenantId, s.client_id as ClientId, s.company_name as CompanyName, s.brand as Brand, s.kind as Kinds, s.name as Name,
               s.owner_id as OwnerId, s.collective_id as CollectiveId, s.properties as Properties, s.return_url as ReturnUrl,
               s.link_id as LinkId, s.asking_until as AskingUntil, s.created_at as CreatedAt, s.expires_at as ExpiresAt,
               s.scopes as Scopes, s.all_devices as AllDevices, s.relinks as Relinks, s.tells_exit as TellsExit, s.language as Language, s.colours as Colours,
               s.make_id as MakeId, s.model_id as ModelId, s.trim_id as TrimId, s.tells_linked as TellsLinked
        from guided_sessions s
        """;

    public static async Task<GuidedSession?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where s.id = @id", new { id }))?.ToSession();

    /// <summary>Null where there is none, or another client made it: the two are never told apart.</summary>
    public static async Task<GuidedSession?> FindFor(DbConnection db, Client caller, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + " where s.id = @id and s.tenant_id = @tenantId and s.client_id = @clientId",
            new { id, tenantId = caller.TenantId, clientId = caller.Id }))?.ToSession();

    /// <summary>The session that a link came of; null for a link that an application asked for itself.</summary>
    public static async Task<GuidedSession?> FindByLink(DbConnection db, Guid linkId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            Select + " join guided_session_links l on l.session_id = s.id where l.link_id = @linkId", new { linkId }))?.ToSession();

    /// <summary>What the caller made, oldest first.</summary>
    public static async Task<IReadOnlyList<GuidedSession>> ListFor(DbConnection db, Client caller, Cursor? after, int limit) =>
        [.. (await db.QueryAsync<Row>(
            Select + """
             where s.tenant_id = @tenantId and s.client_id = @clientId and (s.created_at > @at or (s.created_at = @at and s.id > @id))
             order by s.created_at, s.id limit @limit
            """,
            new
            {
                tenantId = caller.TenantId, clientId = caller.Id, limit = (long)limit,
                at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty,
            }))
            .Select(row => row.ToSession())];

    public static Task Add(DbConnection db, GuidedSession session) =>
        db.ExecuteAsync(
            """
            insert into guided_sessions (id, tenant_id, client_id, company_name, brand, kind, name, owner_id, collective_id, properties, return_url, created_at, expires_at,
                scopes, all_devices, relinks, tells_exit, language, colours, make_id, model_id, trim_id, tells_linked)
            values (@Id, @TenantId, @ClientId, @CompanyName, @Brand, @kinds, @Name, @OwnerId, @CollectiveId, @Properties, @ReturnUrl, @CreatedAt, @ExpiresAt,
                @scopes, @AllDevices, @Relinks, @TellsExit, @Language, @colours, @makeId, @modelId, @trimId, @tellsLinked)
            """,
            new
            {
                session.Id, session.TenantId, session.ClientId, session.CompanyName, session.Brand, kinds = KindList.Write(session.Kinds), session.Name,
                session.OwnerId, session.CollectiveId, session.Properties, session.ReturnUrl, session.CreatedAt, session.ExpiresAt,
                scopes = LinkScopes.Write(session.Scopes), session.AllDevices, session.Relinks, session.TellsExit, session.Language, colours = session.Colours.ToString(),
                makeId = session.Car?.MakeId, modelId = session.Car?.ModelId, trimId = session.Car?.TrimId, tellsLinked = session.TellsLinked?.ToString(),
            });

    /// <summary>A link came of it, the newest from now on.</summary>
    public static async Task AddLink(DbConnection db, Guid id, Guid linkId, DateTimeOffset? askingUntil)
    {
        await db.ExecuteAsync("insert into guided_session_links (link_id, session_id) values (@linkId, @id)", new { linkId, id });
        await db.ExecuteAsync("update guided_sessions set link_id = @linkId, asking_until = @askingUntil where id = @id", new { linkId, askingUntil, id });
    }

    /// <summary>Its owner said which car it is.</summary>
    public static Task Pick(DbConnection db, Guid id, CarChoice car) =>
        db.ExecuteAsync("update guided_sessions set make_id = @MakeId, model_id = @ModelId, trim_id = @TrimId where id = @id", new { id, car.MakeId, car.ModelId, car.TrimId });

    /// <summary>How many links came of it.</summary>
    public static Task<long> CountLinks(DbConnection db, Guid id) =>
        db.ExecuteScalarAsync<long>("select count(*) from guided_session_links where session_id = @id", new { id });

    /// <summary>The brand has answered about this link.</summary>
    public static Task Answered(DbConnection db, Guid id, Guid linkId) =>
        db.ExecuteAsync("update guided_sessions set asking_until = null where id = @id and link_id = @linkId", new { id, linkId });

    /// <summary>What the session of this link said of a device goes, where nothing more is to come of it.</summary>
    public static Task Blank(DbConnection db, Guid linkId, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            update guided_sessions set name = null, properties = null, return_url = null
            where id in (select session_id from guided_session_links where link_id = @linkId)
                and (expires_at <= @now or exists (select 1 from links l where l.id = guided_sessions.link_id and l.status = 'Succeeded'))
            """,
            new { linkId, now });

    private sealed record Row(
        Guid Id, Guid TenantId, Guid ClientId, string CompanyName, string? Brand, string? Kinds, string? Name, Guid? OwnerId, Guid? CollectiveId,
        string? Properties, string? ReturnUrl, Guid? LinkId, DateTimeOffset? AskingUntil, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
        string? Scopes, bool AllDevices, Guid? Relinks, bool TellsExit, string? Language, ColourScheme Colours,
        Guid? MakeId, Guid? ModelId, Guid? TrimId, string? TellsLinked)
    {
        public GuidedSession ToSession() => new(
            Id, TenantId, ClientId, CompanyName, Brand, KindList.Read(Kinds), Name, OwnerId, CollectiveId,
            Properties, ReturnUrl, LinkId, AskingUntil, CreatedAt, ExpiresAt)
        {
            Scopes = LinkScopes.Read(Scopes), AllDevices = AllDevices, Relinks = Relinks, TellsExit = TellsExit, Language = Language, Colours = Colours,
            TellsLinked = TellsLinked is null ? null : Enum.Parse<DeviceKind>(TellsLinked), Car = TellsLinked is nameof(DeviceKind.EV) && Relinks is null ? new CarChoice(MakeId, ModelId, TrimId) : null,
        };
    }
}
