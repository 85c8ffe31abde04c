using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Tariffs;

public static class TariffTable
{
    private const string SelectAll = "select tenant_id as TenantId, client_id as ClientId, name as Name, since as Since, rates as Rates from tariffs";

    private const string Select = $"{SelectAll} where tenant_id = @tenantId and client_id = @clientId and name = @name";

    private const string SelectAllPlaced = "select t.location_id as LocationId, t.since as Since, t.client_id as ClientId, t.tariff as Tariff, t.intervals as Intervals from location_tariffs t";

    private const string SelectPlaced = $"{SelectAllPlaced} where t.location_id = @locationId";

    private const string IsNewest = "not exists (select 1 from location_tariffs n where n.location_id = t.location_id and n.since > t.since)";

    /// <summary>An application's tariff as it is now; null where it has none of this name.</summary>
    public static async Task<Tariff?> Find(DbConnection db, Guid tenantId, Guid clientId, string name) =>
        (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} order by since desc limit 1", new { tenantId, clientId, name }))?.ToTariff();

    /// <summary>The same as it ever was, oldest first.</summary>
    public static async Task<IReadOnlyList<Tariff>> History(DbConnection db, Guid tenantId, Guid clientId, string name) =>
        [.. (await db.QueryAsync<Row>($"{Select} order by since", new { tenantId, clientId, name })).Select(row => row.ToTariff())];

    public static Task Save(DbConnection db, Tariff tariff) => db.ExecuteAsync(
        """
        insert into tariffs (tenant_id, client_id, name, since, rates) values (@TenantId, @ClientId, @Name, @Since, @rates)
        on conflict (tenant_id, client_id, name, since) do update set rates = excluded.rates
        """,
        new { tariff.TenantId, tariff.ClientId, tariff.Name, tariff.Since, rates = JsonSerializer.Serialize(tariff.Rates) });

    /// <summary>The tariff of a place as it is now; null where it has none.</summary>
    public static async Task<LocationTariff?> FindPlaced(DbConnection db, Guid locationId) =>
        (await db.QueryFirstOrDefaultAsync<PlacedRow?>($"{SelectPlaced} order by since desc limit 1", new { locationId }))?.ToPlaced();

    /// <summary>The tariffs of these places as they are now.</summary>
    public static async Task<IReadOnlyList<LocationTariff>> FindPlaced(DbConnection db, IReadOnlyCollection<Guid> locationIds)
    {
        if (locationIds.Count == 0) return [];
        var parameters = new DynamicParameters();
        return [.. (await db.QueryAsync<PlacedRow>(
            $"{SelectAllPlaced} where t.location_id in {parameters.In("id", locationIds.Select(id => id.ToString()))} and {IsNewest}", parameters)).Select(row => row.ToPlaced())];
    }

    /// <summary>The same as it ever was, oldest first.</summary>
    public static async Task<IReadOnlyList<LocationTariff>> PlacedHistory(DbConnection db, Guid locationId) =>
        [.. (await db.QueryAsync<PlacedRow>($"{SelectPlaced} order by since", new { locationId })).Select(row => row.ToPlaced())];

    /// <summary>Those that these places ever had, oldest first.</summary>
    public static async Task<ILookup<Guid, LocationTariff>> PlacedHistory(DbConnection db, IReadOnlyCollection<Guid> locationIds)
    {
        if (locationIds.Count == 0) return Array.Empty<LocationTariff>().ToLookup(placed => placed.LocationId);
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<PlacedRow>($"{SelectAllPlaced} where t.location_id in {parameters.In("id", locationIds.Select(id => id.ToString()))} order by since", parameters)).Select(row => row.ToPlaced()).ToLookup(placed => placed.LocationId);
    }

    /// <summary>Applications' tariffs of these names as they ever were, oldest first.</summary>
    public static async Task<ILookup<(Guid ClientId, string Name), Tariff>> History(DbConnection db, Guid tenantId, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return Array.Empty<Tariff>().ToLookup(tariff => (tariff.ClientId, tariff.Name));
        var parameters = new DynamicParameters(new { tenantId });
        return (await db.QueryAsync<Row>($"{SelectAll} where tenant_id = @tenantId and name in {parameters.In("name", names)} order by since", parameters)).Select(row => row.ToTariff()).ToLookup(tariff => (tariff.ClientId, tariff.Name));
    }

    /// <summary>What the caller has placed at places of users whom it keeps, and is in force there, by the tariffs' names.</summary>
    /// <param name="userId">Only this user's places; null for everybody's.</param>
    public static async Task<IReadOnlyList<LocationTariff>> ListFor(DbConnection db, Client caller, Guid? userId, long skipped, int limit) =>
        [.. (await db.QueryAsync<PlacedRow>(
            $"""
            {SelectAllPlaced} join locations l on l.id = t.location_id join users u on u.id = l.user_id
            where {UserTable.CallerKeeps} and t.client_id = @caller {(userId is null ? "" : "and u.id = @userId")} and {IsNewest}
            order by t.tariff, t.location_id limit @limit offset @skipped
            """,
            new { tenantId = caller.TenantId, caller = caller.Id, userId, skipped, limit = (long)limit })).Select(row => row.ToPlaced())];

    public static Task Place(DbConnection db, LocationTariff placed) => db.ExecuteAsync(
        """
        insert into location_tariffs (location_id, since, client_id, tariff, intervals) values (@LocationId, @Since, @ClientId, @Tariff, @intervals)
        on conflict (location_id, since) do update set client_id = excluded.client_id, tariff = excluded.tariff, intervals = excluded.intervals
        """,
        new { placed.LocationId, placed.Since, placed.ClientId, placed.Tariff, intervals = JsonSerializer.Serialize(placed.Intervals) });

    private sealed record Row(Guid TenantId, Guid ClientId, string Name, DateTimeOffset Since, string Rates)
    {
        public Tariff ToTariff() => new(TenantId, ClientId, Name, Since, JsonSerializer.Deserialize<TariffRate[]>(Rates)!);
    }

    private sealed record PlacedRow(Guid LocationId, DateTimeOffset Since, Guid ClientId, string Tariff, string Intervals)
    {
        public LocationTariff ToPlaced() => new(LocationId, Since, ClientId, Tariff, JsonSerializer.Deserialize<TariffInterval[]>(Intervals)!);
    }
}
