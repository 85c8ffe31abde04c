using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class UserProfileTable
{
    private const string Select = """
        select p.user_id as UserId, p.tenant_id as TenantId, p.email as Email, p.address_1 as Address1, p.address_2 as Address2, p.city as City, p.state as State,
            p.postal_code as PostalCode, p.country_code as CountryCode, l.latitude as Latitude, l.longitude as Longitude
        from user_profiles p left join locations l on l.id = p.user_id
        """;

    public static async Task<UserProfile?> Find(DbConnection db, Guid userId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where p.user_id = @userId", new { userId }))?.ToProfile();

    /// <summary>Of those users of whom something was told, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, UserProfile>> Find(DbConnection db, IReadOnlyCollection<Guid> userIds)
    {
        if (userIds.Count == 0) return new Dictionary<Guid, UserProfile>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Row>($"{Select} where p.user_id in {parameters.In("id", userIds.Select(id => id.ToString()))}", parameters)).ToDictionary(row => row.UserId, row => row.ToProfile());
    }

    /// <summary>Its position is a place of its own: <see cref="UserHome.Position"/>.</summary>
    public static Task Put(DbConnection db, UserProfile profile) =>
        db.ExecuteAsync(
            """
            insert into user_profiles (user_id, tenant_id, email, email_key, address_1, address_2, city, state, postal_code, country_code)
            values (@UserId, @TenantId, @Email, @EmailKey, @Address1, @Address2, @City, @State, @PostalCode, @CountryCode)
            on conflict (user_id) do update set email = excluded.email, email_key = excluded.email_key, address_1 = excluded.address_1, address_2 = excluded.address_2,
                city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, country_code = excluded.country_code
            """,
            new
            {
                profile.UserId, profile.TenantId, profile.Email, profile.EmailKey, profile.Home?.Address1, profile.Home?.Address2, profile.Home?.City, profile.Home?.State,
                profile.Home?.PostalCode, profile.Home?.CountryCode,
            });

    private sealed record Row
    {
        public Guid UserId { get; init; }
        public Guid TenantId { get; init; }
        public string? Email { get; init; }
        public string? Address1 { get; init; }
        public string? Address2 { get; init; }
        public string? City { get; init; }
        public string? State { get; init; }
        public string? PostalCode { get; init; }
        public string? CountryCode { get; init; }
        public double? Latitude { get; init; }
        public double? Longitude { get; init; }

        public UserProfile ToProfile() => new(
            UserId, TenantId, Email, CountryCode is null ? null : new UserHome(Address1!, Address2, City!, State, PostalCode!, CountryCode, Latitude is { } north && Longitude is { } east ? (north, east) : null));
    }
}
