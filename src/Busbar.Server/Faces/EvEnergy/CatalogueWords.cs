using Busbar.Core.Ports;
using Busbar.Core.Vehicles;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>The catalogue of cars in this dialect's words, for one caller: addresses of onboarding name the caller and its user, as far as they are known.</summary>
internal sealed class CatalogueWords(EvUrls urls, VehicleCatalogue catalogue, IVendors vendors, EvCaller? caller)
{
    /// <summary>What the API says of a battery of which nothing is known.</summary>
    public const int UsualWattHours = 45_000;

    public static CatalogueWords Of(HttpContext context) => new(
        EvUrls.Of(context), context.RequestServices.GetRequiredService<VehicleCatalogue>(), context.RequestServices.GetRequiredService<IVendors>(), EvCaller.Known(context));

    public EvVehicleMake Show(VehicleMake make)
    {
        var id = EvId.Write(OfMake.Prefix, make.Id);
        return new EvVehicleMake(
            id, urls.Make(make.Id), make.Name, null, Onboarding(make, null), urls.At($"/vehicle_models?make_id={id}"), make.Subscription?.Name, make.Subscription?.Package);
    }

    public EvVehicleModel Show(VehicleModel model, EvExpand expand)
    {
        var (id, make) = (EvId.Write(OfModel.Prefix, model.Id), catalogue.Make(model.MakeId)!);
        return new EvVehicleModel(
            id, urls.Model(model.Id), model.Name, new Ref<EvVehicleMake>(urls.Make(make.Id), expand.Has("make") ? Show(make) : null), Onboarding(make, catalogue.Model(model.Id) is not null ? ("model_id", id) : null),
            urls.At($"/vehicle_trims?model_id={id}"), UsualBattery(model), Connector(model));
    }

    public EvVehicleTrim Show(VehicleTrim trim, EvExpand expand) => Show(trim, catalogue.Model(trim.ModelId)!, expand);

    /// <param name="model">The trim's.</param>
    public EvVehicleTrim Show(VehicleTrim trim, VehicleModel model, EvExpand expand) => Show(trim.Id, trim.Name, model, trim.Battery?.WattHours, true, expand);

    /// <summary>The trim of a car of which only the model is known: it stands in no list.</summary>
    /// <param name="carId">The car's id is its, too.</param>
    public EvVehicleTrim Show(Guid carId, VehicleModel model, EvExpand expand) => Show(carId, model.Name, model, null, false, expand);

    public static int UsualBattery(VehicleModel model) =>
        model.Trims.Select(trim => trim.Battery?.WattHours).OfType<int>().GroupBy(size => size).OrderByDescending(size => size.Count()).ThenBy(size => size.Key).FirstOrDefault()?.Key ?? UsualWattHours;

    private EvVehicleTrim Show(Guid id, string name, VehicleModel model, int? wattHours, bool onboards, EvExpand expand)
    {
        var written = EvId.Write(OfTrim.Prefix, id);
        return new EvVehicleTrim(
            written, urls.Trim(id), name, new Ref<EvVehicleModel>(urls.Model(model.Id), expand.Has("model") ? Show(model, expand.Within("model")) : null), wattHours,
            onboards ? Onboarding(catalogue.Make(model.MakeId)!, catalogue.Trim(id) is not null ? ("trim_id", written) : null) : null);
    }

    private static EvConnector? Connector(VehicleModel model) => Show(model.Connector);

    public static EvConnector? Show(ConnectorType? connector) => connector switch
    {
        ConnectorType.CCS => EvConnector.CCS,
        ConnectorType.NACS => EvConnector.NACS,
        ConnectorType.CHADEMO => EvConnector.CHADEMO,
        ConnectorType.GBT or null => null,
    };

    public static ConnectorType? Read(EvConnector? connector) => connector switch
    {
        EvConnector.CCS => ConnectorType.CCS,
        EvConnector.NACS => ConnectorType.NACS,
        EvConnector.CHADEMO => ConnectorType.CHADEMO,
        null => null,
    };

    /// <param name="car">What the catalogue knows of the car beside its make.</param>
    private string? Onboarding(VehicleMake make, (string Name, string Id)? car)
    {
        var (name, id) = car ?? ("make_id", EvId.Write(OfMake.Prefix, make.Id));
        var isOffered = make.Brand is { } brand && (caller is null ? Enum.GetValues<Realm>() : [caller.Client.Realm]).Any(realm => vendors.Find(realm, brand) is ILinkDevices);
        if (!isOffered || caller?.Client.Brands?.Contains(make.Brand!) is false) return null;
        return urls.At($"/vehicle_onboarding?{name}={id}{EvUrls.Onboarder(caller)}");
    }
}
