using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Vehicles;

/// <summary>Models and trims of a tenant's own.</summary>
public static class OwnModelTable
{
    public static async Task<VehicleModel?> FindModel(DbConnection db, Guid tenantId, Guid id) =>
        (await FindModels(db, tenantId, [id])).Values.FirstOrDefault();

    public static async Task<IReadOnlyDictionary<Guid, VehicleModel>> FindModels(DbConnection db, Guid tenantId, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, VehicleModel>();
        var parameters = new DynamicParameters(new { tenantId });
        return (await db.QueryAsync<(Guid Id, Guid MakeId, string Name)>(
            $"select m.id, m.make_id, m.name from own_models m where m.tenant_id = @tenantId and m.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters))
            .Select(row => Model(row.Id, row.MakeId, row.Name)).ToDictionary(model => model.Id);
    }

    public static async Task<VehicleTrim?> FindTrim(DbConnection db, Guid tenantId, Guid id) =>
        (await db.QueryAsync<(Guid Id, Guid ModelId, string Name, long WattHours)>("select t.id, t.model_id, t.name, t.watt_hours from own_trims t where t.tenant_id = @tenantId and t.id = @id", new { tenantId, id }))
            .Select(row => new VehicleTrim(row.Id, row.ModelId, row.Name, new VehicleBattery((int)row.WattHours, null))).FirstOrDefault();

    public static Task Add(DbConnection db, Guid tenantId, VehicleModel model, DateTimeOffset now) => db.ExecuteAsync(
        "insert into own_models (id, tenant_id, make_id, name, created_at) values (@Id, @tenantId, @MakeId, @Name, @now)", new { model.Id, tenantId, model.MakeId, model.Name, now });

    public static Task Add(DbConnection db, Guid tenantId, VehicleTrim trim, DateTimeOffset now) => db.ExecuteAsync(
        "insert into own_trims (id, tenant_id, model_id, name, watt_hours, created_at) values (@Id, @tenantId, @ModelId, @Name, @wattHours, @now)",
        new { trim.Id, tenantId, trim.ModelId, trim.Name, wattHours = (long)trim.Battery!.WattHours, now });

    /// <summary>What is known of one: its make and its name.</summary>
    public static VehicleModel Model(Guid id, Guid makeId, string name) => new(id, makeId, name, [], VehicleType.BEV, null, null, null, []);
}
