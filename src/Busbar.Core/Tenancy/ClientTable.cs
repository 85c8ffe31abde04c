using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class ClientTable
{
    private const string Select = """
        select c.id as Id, c.tenant_id as TenantId, t.realm as Realm, c.client_id as ClientId, c.name as Name, c.secret_hash as SecretHash,
               c.return_addresses as ReturnAddresses, c.brands as Brands, c.created_at as CreatedAt, c.revoked_at as RevokedAt,
               c.logo_url as LogoUrl, c.colour as Colour,
               c.shows_pairs as ShowsPairs, c.unlocks_by_charger as UnlocksByCharger, c.routes_to_charger as RoutesToCharger, c.hourly_requests as HourlyRequests,
               c.onboarding_return as OnboardingReturn
        from clients c join tenants t on t.id = c.tenant_id
        """;

    public static async Task<Client?> Find(DbConnection db, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where c.id = @id", new { id }))?.ToClient();

    /// <summary>By what it signs in with, and what the store keeps of its secret.</summary>
    public static async Task<(Client Client, string SecretHash)?> FindForSignIn(DbConnection db, string clientId) =>
        await db.QueryFirstOrDefaultAsync<Row?>(Select + " where c.client_id = @clientId", new { clientId }) is { } row ? (row.ToClient(), row.SecretHash) : null;

    public static async Task<IReadOnlyList<Client>> List(DbConnection db) =>
        [.. (await db.QueryAsync<Row>(Select + " order by c.created_at, c.id")).Select(row => row.ToClient())];

    public static async Task Add(DbConnection db, Client client, string secretHash)
    {
        await db.ExecuteAsync(
            """
            insert into clients (id, tenant_id, client_id, name, secret_hash, return_addresses, brands, created_at, logo_url, colour)
            values (@Id, @TenantId, @ClientId, @Name, @secretHash, @addresses, @brands, @CreatedAt, @LogoUrl, @Colour)
            """,
            new
            {
                client.Id, client.TenantId, client.ClientId, client.Name, secretHash, client.CreatedAt, client.Look.LogoUrl, client.Look.Colour,
                addresses = JsonSerializer.Serialize(client.ReturnAddresses),
                brands = client.Brands is null ? null : JsonSerializer.Serialize(client.Brands),
            });
        await PrincipalTable.Add(db, client.TenantId, client.Id, PrincipalKind.Client);
    }

    public static Task Update(DbConnection db, Client client) =>
        db.ExecuteAsync(
            """
            update clients set name = @Name, logo_url = @LogoUrl, colour = @Colour,
                shows_pairs = @Shows, unlocks_by_charger = @Unlocks, routes_to_charger = @Routes, hourly_requests = @hourly, onboarding_return = @OnboardingReturn
            where id = @Id
            """,
            new { client.Id, client.Name, client.Look.LogoUrl, client.Look.Colour, client.Pairing.Shows, client.Pairing.Unlocks, client.Pairing.Routes, hourly = (long?)client.HourlyRequests, client.OnboardingReturn });

    /// <summary>False where there is none, or it was revoked before.</summary>
    public static async Task<bool> Revoke(DbConnection db, string clientId, DateTimeOffset now) =>
        await db.ExecuteAsync("update clients set revoked_at = @now where client_id = @clientId and revoked_at is null", new { clientId, now }) == 1;

    private sealed record Row(
        Guid Id, Guid TenantId, Realm Realm, string ClientId, string Name, string SecretHash,
        string ReturnAddresses, string? Brands, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt,
        string? LogoUrl, string? Colour, bool ShowsPairs, bool UnlocksByCharger, bool RoutesToCharger, long? HourlyRequests, string? OnboardingReturn)
    {
        public Client ToClient() => new(
            Id, TenantId, Realm, ClientId, Name,
            JsonSerializer.Deserialize<string[]>(ReturnAddresses)!, Brands is null ? null : JsonSerializer.Deserialize<string[]>(Brands),
            CreatedAt, RevokedAt)
        {
            Look = new ClientLook(LogoUrl, Colour), Pairing = new PairingWish(ShowsPairs, UnlocksByCharger, RoutesToCharger), HourlyRequests = (int?)HourlyRequests,
            OnboardingReturn = OnboardingReturn,
        };
    }
}
