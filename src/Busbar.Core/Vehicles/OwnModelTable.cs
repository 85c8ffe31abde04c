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
        return (await db.QueryAsync<(Guid Id, Guid MakeId, string Name, string? Connector)>(
            $"select m.id, m.make_id, m.name, m.connector from own_models m where m.tenant_id = @tenantId and m.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters))
            .Select(row => Model(row.Id, row.MakeId, row.Name, row.Connector is { } connector ? Enum.Parse<ConnectorType>(connector) : null)).ToDictionary(model => model.Id);
    }

    public static async Task<VehicleTrim?> FindTrim(DbConnection db, Guid tenantId, Guid id) =>
        (await db.QueryAsync<(Guid Id, Guid ModelId, string Name, long WattHours)>("select t.id, t.model_id, t.name, t.watt_hours from own_trims t where t.tenant_id = @tenantId and t.id = @id", new { tenantId, id }))
            .Select(row => new VehicleTrim(row.Id, row.ModelId, row.Name, new VehicleBattery((int)row.WattHours, null))).FirstOrDefault();

    public static Task Add(DbConnection db, Guid tenantId, VehicleModel model, DateTimeOffset now) => db.ExecuteAsync(
        "insert into own_models (id, tenant_id, make_id, name, created_at) values (@Id, @tenantId, @MakeId, @Name, @now)", new { model.Id, tenantId, model.MakeId, model.Name, now });

    public static Task Add(DbConnection db, Guid tenantId, VehicleTrim trim, DateTimeOffset now) => db.ExecuteAsync(
        "insert into own_trims (id, tenant_id, model_id, name, watt_hours, created_at) values (@Id, @tenantId, @ModelId, @Name, @wattHours, @now)",
        new { trim.Id, tenantId, trim.ModelId, trim.Name, wattHours = (long)trim.Battery!.WattHours, now });

    public static Task SetConnector(DbConnection db, VehicleModel model) => db.ExecuteAsync("update own_models set connector = @connector where id = @Id", new { model.Id, connector = model.Connector?.ToString() });

    /// <summary>What is told of a model by regions, in their order.</summary>
    public static async Task<IReadOnlyList<ModelConnector>> Connectors(DbConnection db, Guid modelId) =>
        [.. (await db.QueryAsync<ConnectorRow>(
            "select region as Region, connector as Connector, source as Source, confidence as Confidence, verified_at as VerifiedAt, updated_at as UpdatedAt from own_model_connectors where model_id = @modelId", new { modelId }))
            .Select(row => row.ToConnector()).OrderBy(connector => connector.Region)];

    public static Task Save(DbConnection db, Guid modelId, ModelConnector connector) => db.ExecuteAsync(
        """
        insert into own_model_connectors (model_id, region, connector, source, confidence, verified_at, updated_at) values (@modelId, @region, @type, @Source, @Confidence, @VerifiedAt, @UpdatedAt)
        on conflict (model_id, region) do update set connector = excluded.connector, source = excluded.source, confidence = excluded.confidence, verified_at = excluded.verified_at, updated_at = excluded.updated_at
        """,
        new { modelId, region = connector.Region.ToString(), type = connector.Connector.ToString(), connector.Source, connector.Confidence, connector.VerifiedAt, connector.UpdatedAt });

    /// <summary>What is known of one.</summary>
    public static VehicleModel Model(Guid id, Guid makeId, string name, ConnectorType? connector) => new(id, makeId, name, [], VehicleType.BEV, null, null, connector, []);

    private sealed record ConnectorRow
    {
        public CarRegion Region { get; init; }
        public ConnectorType Connector { get; init; }
        public string? Source { get; init; }
        public string? Confidence { get; init; }
        public DateTimeOffset? VerifiedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }

        public ModelConnector ToConnector() => new(Region, Connector, Source, Confidence, VerifiedAt, UpdatedAt);
    }
}
