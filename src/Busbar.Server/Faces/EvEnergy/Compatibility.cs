using Busbar.Core.Basics;
using Busbar.Core.Chargers;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <param name="Compatible">Whether cars of the model can be onboarded.</param>
/// <param name="RecommendationRank">Null: nobody ranks brands here.</param>
public sealed record VehicleCompatibility(bool Compatible, int? RecommendationRank);

/// <param name="Compatible">Whether chargers of the model can be onboarded.</param>
/// <param name="Beta">False: nothing is onboarded on trial.</param>
/// <param name="RecommendationRank">Null: nobody ranks brands here.</param>
public sealed record EvEVSECompatibility(bool Compatible, bool Beta, int? RecommendationRank);

/// <summary>Whether things of a model can be onboarded: whether a brand here links them.</summary>
internal static class Compatibility
{
    public static object[] Parameters(string model) =>
    [
        new QueryParameter(model, "string", "The model.", IsRequired: true), new QueryParameter("country", "string", "Two letters, by ISO 3166-1; nothing depends on it here."),
        new QueryParameter("client_id", "string", "The application that is to onboard it."), new QueryParameter("program_id", "string", "There are no programmes here: any is unknown."),
    ];

    public static Task<IResult> Check(HttpContext context, VehicleCatalogue catalogue, IVendors vendors, Database database) =>
        Answer<VehicleCompatibility>(context, database, new Subject("vehicle", "vehicle_model_id", OfModel.Prefix, "program-not-found-vehicle-compatibility"), id => catalogue.Model(id) is { } model ? client =>
        {
            var brand = catalogue.Make(model.MakeId)!.Brand;
            var realms = client is null ? Enum.GetValues<Realm>() : [client.Realm];
            return new VehicleCompatibility(brand is not null && client?.Brands?.Contains(brand) is not false && realms.Any(realm => vendors.Find(realm, brand) is ILinkDevices), null);
        } : null);

    public static Task<IResult> CheckEvse(HttpContext context, ChargerCatalogue catalogue, IVendors vendors, Database database) =>
        Answer<EvEVSECompatibility>(context, database, new Subject("evse", "evse_model_id", OfEvseModel.Prefix, "program-not-found"), id => catalogue.Model(id) is { } model
            ? client => new EvEVSECompatibility(EvseCatalogueWords.BrandOf(vendors, client, catalogue.Make(model.MakeId)!, model) is not null, false, null) : null);

    /// <summary>What is asked about.</summary>
    private sealed record Subject(string Word, string Parameter, string Prefix, string NoProgram);

    /// <param name="find">Null where there is no such model; else what to answer for an application, or for a stranger.</param>
    private static async Task<IResult> Answer<T>(HttpContext context, Database database, Subject subject, Func<Guid, Func<Client?, T>?> find) where T : notnull
    {
        var problem = $"validation-failed-{subject.Word}-compatibility-check";
        if (context.Request.One(subject.Parameter) is not { } text) return No(Fault.Missing(subject.Parameter, "This parameter is required."), problem);
        if (EvId.Read(subject.Prefix, text) is not { } id) return No(Fault.Invalid(subject.Parameter, $"The value is the id of a model, such as {subject.Prefix}01HNARS42AVJN9QWQF6J52B7MB."), problem);
        if (context.Request.One("country") is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetter))) return No(Fault.Invalid("country", "The value is two letters, by ISO 3166-1."), problem);
        if (context.Request.One("program_id") is not null) return No(Fault.NotFound(), subject.NoProgram);
        if (find(id) is not { } answer) return No(Fault.NotFound(), $"{subject.Word}-model-not-found");
        var client = EvCaller.Known(context)?.Client;
        if (context.Request.One("client_id") is { } clientId && (client = (await database.Read(db => ClientTable.FindForSignIn(db, clientId)))?.Client) is null)
            return No(Fault.Invalid("client_id", "There is no such application."), problem);
        return Ok(answer(client));
    }
}
