using Busbar.Core.Chargers;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class EvseCatalogueRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        var user = Catalogue.UserParameter;
        api.MapGet("/evse_makes", EvseCatalogue.Makes).OpenToAll().WithMetadata(user).Tells<IReadOnlyList<EvEVSEMake>>(face, 200).Is("get-evse_makes", "EVSE catalogue", "List makes of chargers");
        api.MapGet("/evse_makes/{evse_make_id}", EvseCatalogue.Make).OpenToAll().Tells<EvEVSEMake>(face, 200, 404).Is("get-evse_makes-evse_make_id", "EVSE catalogue", "Get a make of chargers");
        api.MapGet("/evse_models", EvseCatalogue.Models).OpenToAll().Expands("make").WithMetadata(user, new QueryParameter("make_id", "string", "Only models of this make."))
            .Tells<IReadOnlyList<EvEVSEModel>>(face, 200).Is("get-evse_models", "EVSE catalogue", "List models of chargers");
        api.MapGet("/evse_models/{evse_model_id}", EvseCatalogue.Model).OpenToAll().Expands("make").Tells<EvEVSEModel>(face, 200, 404).Is("get-evse_models-evse_model_id", "EVSE catalogue", "Get a model of a charger");
        api.MapGet("/evse_compatibility/check", Compatibility.CheckEvse).OpenToAll().WithMetadata(Compatibility.Parameters("evse_model_id"))
            .Tells<EvEVSECompatibility>(face, 200, 404).Is("get-evse_compatibility-check", "EVSE catalogue", "Tell whether chargers of a model can be onboarded");
    }
}

/// <summary>The chargers that there are. It is the same for everybody, and strangers may read it.</summary>
internal static class EvseCatalogue
{
    public static IResult Makes(EvPage page, HttpContext context, ChargerCatalogue catalogue)
    {
        Catalogue.CheckUser(context);
        return Ok(page.CutOf(catalogue.Makes, make => EvId.Write(OfEvseMake.Prefix, make.Id)).Select(EvseCatalogueWords.Of(context).Show).ToList());
    }

    public static IResult Make(EvPathId<OfEvseMake> evse_make_id, HttpContext context, ChargerCatalogue catalogue) =>
        catalogue.Make(evse_make_id.Value) is { } make ? Ok(EvseCatalogueWords.Of(context).Show(make)) : NotFound();

    public static IResult Models(EvPage page, EvExpand expand, HttpContext context, ChargerCatalogue catalogue)
    {
        Catalogue.CheckUser(context);
        var of = Catalogue.Filter(context, "make_id", OfEvseMake.Prefix, id => catalogue.Make(id)?.Models);
        var words = EvseCatalogueWords.Of(context);
        return Ok(page.CutOf(of ?? [.. catalogue.Makes.SelectMany(make => make.Models)], model => EvId.Write(OfEvseModel.Prefix, model.Id)).Select(model => words.Show(model, expand)).ToList());
    }

    public static IResult Model(EvPathId<OfEvseModel> evse_model_id, EvExpand expand, HttpContext context, ChargerCatalogue catalogue) =>
        catalogue.Model(evse_model_id.Value) is { } model ? Ok(EvseCatalogueWords.Of(context).Show(model, expand)) : NotFound();
}
