namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Where the collections are, of those that this server has.</summary>
public sealed record EvRoot(string Users, string Evses, string EvseModels, string EvseMakes, string Vehicles, string VehicleTrims, string VehicleModels, string VehicleMakes, string Suppliers, string Tariffs);

internal static class Root
{
    public static IResult Show(HttpContext context)
    {
        var urls = EvUrls.Of(context);
        return EvAnswers.Ok(new EvRoot(urls.At("/users/"), urls.At("/evses/"), urls.At("/evse_models/"), urls.At("/evse_makes/"), urls.At("/vehicles/"), urls.At("/vehicle_trims/"), urls.At("/vehicle_models/"), urls.At("/vehicle_makes/"), urls.At("/suppliers/"), urls.At("/tariffs/")));
    }
}
