using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Server.Sandbox.Simulated;

internal static class SimulatedTable
{
    private const string Select = """
        select s.id as Id, s.tenant_id as TenantId, s.client_id as ClientId, s.kind as Kind, s.brand as Brand, s.home as Home, s.device_id as DeviceId, s.identifier as Identifier,
               s.username as Username, s.year as Year, s.created_at as CreatedAt
        from sandbox_simulated s
        """;

    private const string IsCallers = "s.tenant_id = @tenantId and s.client_id = @caller";

    public static Task Add(DbConnection db, SimulatedDevice one) => db.ExecuteAsync(
        """
        insert into sandbox_simulated (id, tenant_id, client_id, kind, brand, home, device_id, identifier, username, year, created_at)
        values (@Id, @TenantId, @ClientId, @kind, @Brand, @Home, @DeviceId, @Identifier, @Username, @Year, @CreatedAt)
        """,
        new { one.Id, one.TenantId, one.ClientId, kind = one.Kind.ToString(), one.Brand, one.Home, one.DeviceId, one.Identifier, one.Username, one.Year, one.CreatedAt });

    /// <summary>Null where the caller has made no such one of these kinds.</summary>
    public static Task<SimulatedDevice?> FindFor(DbConnection db, Client caller, IReadOnlyList<DeviceKind> kinds, Guid id)
    {
        var parameters = Parameters(caller, new { id });
        return db.QueryFirstOrDefaultAsync<SimulatedDevice?>($"{Select} where s.id = @id and {IsCallers} and {Are(kinds, parameters)}", parameters);
    }

    /// <summary>Those of these kinds that the caller has made, newest first.</summary>
    public static async Task<IReadOnlyList<SimulatedDevice>> ListFor(DbConnection db, Client caller, IReadOnlyList<DeviceKind> kinds, ListSlice slice)
    {
        var parameters = Parameters(caller, slice.Parameters);
        return slice.InOrder(await db.QueryAsync<SimulatedDevice>($"{Select} where {IsCallers} and {Are(kinds, parameters)} {slice.Clause("s.created_at", "s.id")}", parameters));
    }

    public static Task Remove(DbConnection db, Guid id) => db.ExecuteAsync("delete from sandbox_simulated where id = @id", new { id });

    private static string Are(IReadOnlyList<DeviceKind> kinds, DynamicParameters parameters) => $"s.kind in {parameters.In("kind", kinds.Select(kind => kind.ToString()))}";

    private static DynamicParameters Parameters(Client caller, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id });
        return parameters;
    }
}
