using System.Data.Common;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Core.Tenancy;

public static class TenantTable
{
    private const string Columns = "id as Id, name as Name, realm as Realm, data_key as DataKey, created_at as CreatedAt";

    public static Task<Tenant?> Find(DbConnection db, Guid id) =>
        db.QueryFirstOrDefaultAsync<Tenant?>($"select {Columns} from tenants where id = @id", new { id });

    public static Task<Tenant?> FindByName(DbConnection db, string name) =>
        db.QueryFirstOrDefaultAsync<Tenant?>($"select {Columns} from tenants where name = @name order by id", new { name });

    public static async Task<bool> Any(DbConnection db) => await db.ExecuteScalarAsync<long>("select count(*) from tenants") > 0;

    public static async Task<string> DataKey(DbConnection db, Guid id) =>
        await db.QueryFirstAsync<string>("select data_key from tenants where id = @id", new { id });

    public static async Task<Realm> RealmOf(DbConnection db, Guid id) =>
        Enum.Parse<Realm>(await db.QueryFirstAsync<string>("select realm from tenants where id = @id", new { id }));

    public static async Task Add(DbConnection db, Tenant tenant)
    {
        await db.ExecuteAsync(
            "insert into tenants (id, name, realm, data_key, created_at) values (@Id, @Name, @realm, @DataKey, @CreatedAt)",
            new { tenant.Id, tenant.Name, realm = tenant.Realm.ToString(), tenant.DataKey, tenant.CreatedAt });
        await PrincipalTable.Add(db, tenant.Id, tenant.Id, PrincipalKind.Tenant);
    }
}
