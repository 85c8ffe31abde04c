using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <param name="Compatible">Whether cars of the model can be onboarded.</param>
/// <param name="RecommendationRank">Null: nobody ranks brands here.</param>
public sealed record VehicleCompatibility(bool Compatible, int? RecommendationRank);

/// <summary>Whether cars of a model can be onboarded: whether a brand here links those of its make.</summary>
internal static class Compatibility
{
    private const string Problem = "validation-failed-vehicle-compatibility-check";

    public static async Task<IResult> Check(HttpContext context, VehicleCatalogue catalogue, IVendors vendors, Database database)
    {
        if (context.Request.One("vehicle_model_id") is not { } text) return No(Fault.Missing("vehicle_model_id", "This parameter is required."), Problem);
        if (EvId.Read(OfModel.Prefix, text) is not { } id) return No(Fault.Invalid("vehicle_model_id", "The value is the id of a model, such as vmod01HNARS42AVJN9QWQF6J52B7MB."), Problem);
        if (context.Request.One("country") is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetter))) return No(Fault.Invalid("country", "The value is two letters, by ISO 3166-1."), Problem);
        if (context.Request.One("program_id") is not null) return No(Fault.NotFound(), "program-not-found-vehicle-compatibility");
        if (catalogue.Model(id) is not { } model) return No(Fault.NotFound(), "vehicle-model-not-found");
        var client = EvCaller.Known(context)?.Client;
        if (context.Request.One("client_id") is { } clientId && (client = (await database.Read(db => ClientTable.FindForSignIn(db, clientId)))?.Client) is null)
            return No(Fault.Invalid("client_id", "There is no such application."), Problem);

        var brand = catalogue.Make(model.MakeId)!.Brand;
        var realms = client is null ? Enum.GetValues<Realm>() : [client.Realm];
        return Ok(new VehicleCompatibility(brand is not null && client?.Brands?.Contains(brand) is not false && realms.Any(realm => vendors.Find(realm, brand) is ILinkDevices), null));
    }
}
