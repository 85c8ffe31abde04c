using System.Data.Common;
using Dapper;

namespace Busbar.Core.Waitlists;

public static class WaitlistTable
{
    /// <summary>Whoever is in it already stays as they are.</summary>
    public static Task Put(DbConnection db, WaitlistEntry entry) => db.ExecuteAsync(
        """
        insert into waitlist_entries (id, tenant_id, client_id, sort, email, email_key, country, model_id, make_name, model_name, created_at)
        values (@Id, @TenantId, @ClientId, @sort, @Email, @key, @Country, @ModelId, @MakeName, @ModelName, @CreatedAt) on conflict (id) do nothing
        """,
        new
        {
            entry.Id, entry.TenantId, entry.ClientId, sort = entry.Sort.ToString(), entry.Email, key = entry.Email.ToLowerInvariant(), entry.Country, entry.ModelId, entry.MakeName, entry.ModelName, entry.CreatedAt,
        });

    /// <summary>All, oldest first.</summary>
    public static async Task<IReadOnlyList<WaitlistEntry>> List(DbConnection db) =>
        [.. (await db.QueryAsync<Row>(
            """
            select w.id as Id, w.tenant_id as TenantId, w.client_id as ClientId, w.sort as Sort, w.email as Email, w.country as Country, w.model_id as ModelId, w.make_name as MakeName, w.model_name as ModelName,
                w.created_at as CreatedAt
            from waitlist_entries w order by w.created_at, w.id
            """)).Select(row => row.ToEntry())];

    /// <summary>How many went.</summary>
    public static Task<int> Remove(DbConnection db, string email) => db.ExecuteAsync("delete from waitlist_entries where email_key = @key", new { key = email.ToLowerInvariant() });

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid? TenantId { get; init; }
        public Guid? ClientId { get; init; }
        public required string Sort { get; init; }
        public required string Email { get; init; }
        public string? Country { get; init; }
        public Guid? ModelId { get; init; }
        public required string MakeName { get; init; }
        public required string ModelName { get; init; }
        public DateTimeOffset CreatedAt { get; init; }

        public WaitlistEntry ToEntry() => new(Id, TenantId, ClientId, Enum.Parse<WaitlistSort>(Sort), Email, Country, ModelId, MakeName, ModelName, CreatedAt);
    }
}
