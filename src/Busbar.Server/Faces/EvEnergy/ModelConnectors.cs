using Busbar.Core.Basics;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class ModelConnectorRoutes
{
    private const string All = "/vehicle_models/{vehicle_model_id}/connectors", One = All + "/{region}", Tag = "Vehicle catalogue", Write = "vehicle_catalogue:write";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet(All, ModelConnectors.List).OpenToAll().Tells<IReadOnlyList<EvVehicleModelConnector>>(face, 200, 404).Is("get-vehicle_models-vehicle_model_id-connectors", Tag, "List what the cars of a model are plugged in with, by region");
        api.MapPost(All, ModelConnectors.Add).Needs(Write).Tells<EvVehicleModelConnector>(face, 201, 404, 413, 415).Is("post-vehicle_models-vehicle_model_id-connectors", Tag, "Say what the cars of a model of your own are plugged in with in a region");
        api.MapGet(One, ModelConnectors.Get).OpenToAll().Tells<EvVehicleModelConnector>(face, 200, 404).Is("get-vehicle_models-vehicle_model_id-connectors-region", Tag, "Get what the cars of a model are plugged in with in a region");
        api.MapPatch(One, ModelConnectors.Change).Needs(Write).Tells<EvVehicleModelConnector>(face, 200, 404, 413, 415).Is("patch-vehicle_models-vehicle_model_id-connectors-region", Tag, "Change what is said of a model of your own");
    }
}

/// <summary>What the cars of a model are plugged in with.</summary>
/// <param name="Source">Who says so; null for a model of the catalogue, whose file names its sources.</param>
/// <param name="Confidence">How sure that is; null for a model of the catalogue, which leaves out what has no source.</param>
/// <param name="VerifiedAt">When somebody looked; null where nobody said.</param>
/// <param name="UpdatedAt">When it was told; null for a model of the catalogue.</param>
public sealed record EvVehicleModelConnector(
    string Url, string VehicleModel, EvRegion Region, EvModelConnector ConnectorType, EvConnectorSource? Source, EvConfidence? Confidence, DateTimeOffset? VerifiedAt, DateTimeOffset? UpdatedAt);

/// <param name="Source">Who says so.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="VerifiedAt">When somebody looked.</param>
public sealed record EvVehicleModelConnectorCreate(EvRegion Region, EvModelConnector ConnectorType, EvConnectorSource? Source = null, EvConfidence? Confidence = null, DateTimeOffset? VerifiedAt = null);

/// <summary>What is left out stays as it is.</summary>
public sealed record EvVehicleModelConnectorPatch(EvModelConnector ConnectorType = default, EvConnectorSource? Source = null, EvConfidence? Confidence = null, DateTimeOffset? VerifiedAt = null);

public enum EvRegion { NORTH_AMERICA, EUROPE }

public enum EvModelConnector { CCS, NACS, CHADEMO, GBT }

public enum EvConnectorSource { EV_ENERGY, CAR_API, USER, DVLA, PROVIDER, FLEET }

public enum EvConfidence { HIGH, MEDIUM, LOW }

/// <summary>What models are plugged in with, by region: of those of the catalogue its files know the cars sold in Europe, of a tenant's own its applications tell.</summary>
internal static class ModelConnectors
{
    private const string CreateProblem = "validation-failed-create-vehicle-model-connector";

    public static async Task<IResult> List(EvPathId<OfModel> vehicle_model_id, EvPageNumber page, HttpContext context, VehicleCatalogue catalogue, Database database) =>
        await Find(vehicle_model_id.Value, context, catalogue, database) is { } known && page.CutOf(known) is { } shown ? Ok(shown) : NotFound();

    public static async Task<IResult> Get(EvPathId<OfModel> vehicle_model_id, string region, HttpContext context, VehicleCatalogue catalogue, Database database) =>
        (await Find(vehicle_model_id.Value, context, catalogue, database))?.FirstOrDefault(one => one.Region.ToString() == region) is { } known ? Ok(known) : NotFound();

    public static async Task<IResult> Add(EvPathId<OfModel> vehicle_model_id, Body<EvVehicleModelConnectorCreate> body, HttpContext context, KeepOwnModels models)
    {
        var told = body.Value;
        var wanted = new ModelConnector(Read(told.Region), Read(told.ConnectorType), told.Source?.ToString(), told.Confidence?.ToString(), told.VerifiedAt, default);
        return (await models.AddConnector(EvCaller.Of(context).Client, vehicle_model_id.Value, wanted)).Ok(out var added, out var fault) ? Created(Show(context, vehicle_model_id.Value, added))
            : fault.Field is null ? No(fault) : No(fault, CreateProblem);
    }

    public static async Task<IResult> Change(EvPathId<OfModel> vehicle_model_id, string region, Body<EvVehicleModelConnectorPatch> body, HttpContext context, KeepOwnModels models)
    {
        if (Enum.GetValues<EvRegion>().Where(one => one.ToString() == region).ToList() is not [var at]) return NotFound();
        return (await models.ChangeConnector(EvCaller.Of(context).Client, vehicle_model_id.Value, Read(at), known =>
        {
            var wanted = body.Over(new EvVehicleModelConnectorPatch(Show(known.Connector), Source(known), Confidence(known), known.VerifiedAt));
            return known with { Connector = Read(wanted.ConnectorType), Source = wanted.Source?.ToString(), Confidence = wanted.Confidence?.ToString(), VerifiedAt = wanted.VerifiedAt };
        })).Ok(out var changed, out var fault) ? Ok(Show(context, vehicle_model_id.Value, changed)) : No(fault);
    }

    /// <summary>Null where there is no such model.</summary>
    private static async Task<IReadOnlyList<EvVehicleModelConnector>?> Find(Guid modelId, HttpContext context, VehicleCatalogue catalogue, Database database)
    {
        if (catalogue.Model(modelId) is { } model)
            return model.Connector is { } connector ? [Of(context, modelId, EvRegion.EUROPE, Show(connector), null, null, null, null)] : [];
        return await OwnCatalogue.Model(context, database, modelId) is null ? null : [.. (await database.Read(db => OwnModelTable.Connectors(db, modelId))).Select(known => Show(context, modelId, known))];
    }

    private static EvVehicleModelConnector Show(HttpContext context, Guid modelId, ModelConnector known) =>
        Of(context, modelId, Show(known.Region), Show(known.Connector), Source(known), Confidence(known), known.VerifiedAt, known.UpdatedAt);

    private static EvVehicleModelConnector Of(HttpContext context, Guid modelId, EvRegion region, EvModelConnector connector, EvConnectorSource? source, EvConfidence? confidence, DateTimeOffset? verifiedAt, DateTimeOffset? updatedAt)
    {
        var url = EvUrls.Of(context).Model(modelId);
        return new EvVehicleModelConnector($"{url}/connectors/{region}", url, region, connector, source, confidence, verifiedAt, updatedAt);
    }

    private static EvConnectorSource? Source(ModelConnector known) => known.Source is { } source ? Enum.Parse<EvConnectorSource>(source) : null;

    private static EvConfidence? Confidence(ModelConnector known) => known.Confidence is { } confidence ? Enum.Parse<EvConfidence>(confidence) : null;

    private static CarRegion Read(EvRegion region) => region switch
    {
        EvRegion.NORTH_AMERICA => CarRegion.NorthAmerica,
        EvRegion.EUROPE => CarRegion.Europe,
    };

    private static EvRegion Show(CarRegion region) => region switch
    {
        CarRegion.NorthAmerica => EvRegion.NORTH_AMERICA,
        CarRegion.Europe => EvRegion.EUROPE,
    };

    private static ConnectorType Read(EvModelConnector connector) => connector switch
    {
        EvModelConnector.CCS => ConnectorType.CCS,
        EvModelConnector.NACS => ConnectorType.NACS,
        EvModelConnector.CHADEMO => ConnectorType.CHADEMO,
        EvModelConnector.GBT => ConnectorType.GBT,
    };

    private static EvModelConnector Show(ConnectorType connector) => connector switch
    {
        ConnectorType.CCS => EvModelConnector.CCS,
        ConnectorType.NACS => EvModelConnector.NACS,
        ConnectorType.CHADEMO => EvModelConnector.CHADEMO,
        ConnectorType.GBT => EvModelConnector.GBT,
    };
}
