using Busbar.Core.Basics;
using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class EvseOnboardingRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/evse_onboarding", EvseOnboarding.Start).OpenToAll()
            .WithMetadata([.. OnboardingCall.Parameters, new QueryParameter("make_id", "string", "The charger's make; what is left out, the owner chooses on a page."), new QueryParameter("model_id", "string", "The charger's model.")])
            .Tells<EvEVSEOnboarding>(face, 200, 404).Produces(302).Is("get-evse_onboarding", "EVSE onboarding", "Onboard a charger of a user, in the user's browser");
        api.MapPost("/evse_onboarding/import", EvseOnboarding.Import).Needs("evse:write").Expands(Evses.Expansions).TellsOnly(face, 201, 403, 404, 413, 415, 422)
            .Is("post-evse_onboarding-import", "EVSE onboarding", "Import a charger by its serial number; no brand here looks one up so, therefore the answer says how it is onboarded");
    }
}

/// <param name="Url">To be opened in the owner's browser, which ends at the return address.</param>
public sealed record EvEVSEOnboarding(string Url);

/// <param name="SerialNumber">As it is printed on the charger.</param>
public sealed record EvEVSEImport(EvImportProvider Provider, string SerialNumber);

/// <summary>The brands that the API names.</summary>
public enum EvImportProvider { ChargePoint, EO, SyncEV, EnelX, Easee, Wallbox, Zaptec }

/// <summary>Pages on which owners onboard their chargers, as <see cref="Onboarding"/> has those for cars.</summary>
internal static class EvseOnboarding
{
    public static async Task<IResult> Start(HttpContext context, Database database, ChargerCatalogue catalogue, IVendors vendors, StartGuidedSession start)
    {
        if (!(await OnboardingCall.Of(context, database)).Ok(out var call, out var fault)) return No(fault);
        if (!Charger(context.Request, catalogue).Ok(out var charger, out fault)) return No(fault);
        // Of a make that is linked in no way of its own, the owner sees all ways there are: one of them may do, such as a charger's own dialling in.
        var brand = charger.Make is { } make ? EvseCatalogueWords.BrandOf(vendors, call.Client, make, charger.Model) : null;
        if (!(await start.Start(call.Client, call.Order(DeviceKind.ChargePoint) with { Brand = brand })).Ok(out var session, out fault)) return No(fault);
        var url = call.Url(context, session);
        return call.IsJson ? Ok(new EvEVSEOnboarding(url)) : Results.Redirect(url);
    }

    /// <summary>Here brands are asked in their owners' names, and no brand tells us of a serial number before its owner has agreed.</summary>
    public static async Task<IResult> Import(Body<EvEVSEImport> body, EvExpand expand, HttpContext context, Database database)
    {
        if (string.IsNullOrWhiteSpace(body.Value.SerialNumber)) return No(Fault.Invalid("serial_number", "The value is the number as it is printed on the charger."));
        var caller = EvCaller.Of(context);
        var known = await database.Read(db => DeviceViewTable.FindKnownAsFor(db, caller.Client, DeviceGroup.Chargers, body.Value.SerialNumber.Trim()));
        return new FaceNo(EvEnergyFace.Face, known.Any(charger => caller.User is null || charger.Device.UserId == caller.UserId)
            ? EvProblems.Unprocessable("A charger of this serial number is onboarded already. Find it with GET /evses?cpid=.")
            : EvProblems.Unprocessable($"{body.Value.Provider} is not asked for serial numbers here: a brand is asked in its owner's name. Send the owner to GET /evse_onboarding."));
    }

    private static Result<(ChargerMake? Make, ChargerModel? Model)> Charger(HttpRequest request, ChargerCatalogue catalogue)
    {
        ChargerMake? make = null;
        if (request.One("make_id") is { } makeText)
        {
            if (EvId.Read(OfEvseMake.Prefix, makeText) is not { } id) return Fault.Invalid("make_id", "The value is the id of a make of GET /evse_makes.");
            if ((make = catalogue.Make(id)) is null) return Fault.NotFound();
        }
        if (request.One("model_id") is not { } modelText) return (make, null);
        if (EvId.Read(OfEvseModel.Prefix, modelText) is not { } modelId) return Fault.Invalid("model_id", "The value is the id of a model of GET /evse_models.");
        if (catalogue.Model(modelId) is not { } model) return Fault.NotFound();
        return make is null || make.Id == model.MakeId ? (catalogue.Make(model.MakeId), model) : Fault.Invalid("model_id", "Make and model do not belong together. Send the model alone, and the make follows.");
    }
}
