using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Server.Sandbox;

/// <summary>A mail that asks an owner to confirm a link; <see cref="Answer"/> is one of <see cref="MailTable"/>'s words.</summary>
internal sealed record Mail(
    Guid Id, Guid TenantId, string Brand, string Home, string Kind, string? Identifier, string Email, string Scope, string Answer,
    DateTimeOffset SentAt, DateTimeOffset ExpiresAt);

/// <summary>Mails of the sandbox brands. The request id that the client polls with comes and stays hashed.</summary>
internal static class MailTable
{
    public const string Waiting = "waiting", Confirmed = "confirmed", Declined = "declined", Taken = "taken";
    private const string Columns =
        """
        id as Id, tenant_id as TenantId, brand as Brand, home as Home, kind as Kind, identifier as Identifier, email as Email, scope as Scope,
        answer as Answer, sent_at as SentAt, expires_at as ExpiresAt
        """;

    /// <summary>Stores a new mail, and drops those of long ago.</summary>
    public static async Task Add(DbConnection db, Mail mail, string requestHash)
    {
        await db.ExecuteAsync("delete from sandbox_mails where expires_at < @longAgo", new { longAgo = mail.SentAt.AddDays(-7).ToMicros() });
        await db.ExecuteAsync(
            """
            insert into sandbox_mails (id, request_hash, tenant_id, brand, home, kind, identifier, email, scope, answer, sent_at, expires_at)
            values (@id, @requestHash, @tenant, @brand, @home, @kind, @identifier, @email, @scope, @answer, @sent, @expires)
            """,
            new
            {
                id = mail.Id.ToString(), requestHash, tenant = mail.TenantId.ToString(), brand = mail.Brand, home = mail.Home, kind = mail.Kind,
                identifier = mail.Identifier, email = mail.Email, scope = mail.Scope, answer = mail.Answer,
                sent = mail.SentAt.ToMicros(), expires = mail.ExpiresAt.ToMicros(),
            });
    }

    public static async Task<Mail?> Find(DbConnection db, Guid id) =>
        Of(await db.QuerySingleOrDefaultAsync<Row>($"select {Columns} from sandbox_mails where id = @id", new { id = id.ToString() }));

    public static async Task<Mail?> FindByRequest(DbConnection db, string requestHash) =>
        Of(await db.QuerySingleOrDefaultAsync<Row>($"select {Columns} from sandbox_mails where request_hash = @requestHash", new { requestHash }));

    /// <summary>The newest mails to somebody, newest first.</summary>
    public static async Task<IReadOnlyList<Mail>> Inbox(DbConnection db, Guid tenantId, string brand, string email) =>
    [
        .. (await db.QueryAsync<Row>(
            $"select {Columns} from sandbox_mails where tenant_id = @tenant and brand = @brand and email = @email order by sent_at desc limit 20",
            new { tenant = tenantId.ToString(), brand, email })).Select(row => Of(row)!),
    ];

    /// <summary>Writes the answer where the old one still stands; false where it does not.</summary>
    public static async Task<bool> Answer(DbConnection db, Guid id, string old, string answer) =>
        await db.ExecuteAsync("update sandbox_mails set answer = @answer where id = @id and answer = @old", new { id = id.ToString(), old, answer }) == 1;

    private static Mail? Of(Row? row) => row is null ? null : new(
        Guid.Parse(row.Id), Guid.Parse(row.TenantId), row.Brand, row.Home, row.Kind, row.Identifier, row.Email, row.Scope, row.Answer,
        row.SentAt.ToTime(), row.ExpiresAt.ToTime());

    private sealed record Row(
        string Id, string TenantId, string Brand, string Home, string Kind, string? Identifier, string Email, string Scope, string Answer,
        long SentAt, long ExpiresAt);
}
