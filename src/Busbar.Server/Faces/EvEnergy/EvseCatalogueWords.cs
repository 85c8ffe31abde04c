using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>The catalogue of chargers in this dialect's words, for one caller, as <see cref="CatalogueWords"/> has that of cars.</summary>
internal sealed class EvseCatalogueWords(EvUrls urls, ChargerCatalogue catalogue, IVendors vendors, EvCaller? caller)
{
    public static EvseCatalogueWords Of(HttpContext context) => new(
        EvUrls.Of(context), context.RequestServices.GetRequiredService<ChargerCatalogue>(), context.RequestServices.GetRequiredService<IVendors>(), EvCaller.Known(context));

    public EvEVSEMake Show(ChargerMake make)
    {
        var id = EvId.Write(OfEvseMake.Prefix, make.Id);
        return new EvEVSEMake(id, urls.EvseMake(make.Id), make.Name, make.Name, null, Onboarding(BrandOf(vendors, caller?.Client, make, null), "make_id", id), false, urls.At($"/evse_models?make_id={id}"));
    }

    public EvEVSEModel Show(ChargerModel model, EvExpand expand)
    {
        var (id, make) = (EvId.Write(OfEvseModel.Prefix, model.Id), catalogue.Make(model.MakeId)!);
        return new EvEVSEModel(
            id, urls.EvseModel(model.Id), model.Name, new Ref<EvEVSEMake>(urls.EvseMake(make.Id), expand.Has("make") ? Show(make) : null), $"{make.Name} {model.Name}",
            Onboarding(BrandOf(vendors, caller?.Client, make, model), "model_id", id));
    }

    /// <summary>The brand through which such a charger is linked: its maker's, or that of all chargers that dial in where it can; null where it is neither.</summary>
    /// <param name="client">Null for a stranger, who is told what any application could link.</param>
    /// <param name="model">Null for any of the make.</param>
    public static string? BrandOf(IVendors vendors, Client? client, ChargerMake make, ChargerModel? model)
    {
        if (make.Brand is { } brand && Links(brand)) return brand;
        return model?.Connections.Contains(ChargerConnection.OCPP16) is true ? Realms().SelectMany(vendors.List).OfType<IDialIn>().Select(vendor => vendor.Brand.Id).FirstOrDefault(Links) : null;

        bool Links(string id) => client?.Brands?.Contains(id) is not false && Realms().Any(realm => vendors.Find(realm, id) is ILinkDevices vendor && vendor.Brand.Kinds.ContainsKey(DeviceKind.ChargePoint));
        IEnumerable<Realm> Realms() => client is null ? Enum.GetValues<Realm>() : [client.Realm];
    }

    private string? Onboarding(string? brand, string name, string id) => brand is null ? null : urls.At($"/evse_onboarding?{name}={id}{EvUrls.Onboarder(caller)}");
}
