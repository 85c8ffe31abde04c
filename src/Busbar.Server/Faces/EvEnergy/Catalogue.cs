using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class CatalogueRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        var ordering = new QueryParameter(Catalogue.OrderingName, "string", "By name, or with -name the other way round; anything else is by name.");
        var user = Catalogue.UserParameter;
        api.MapGet("/vehicle_makes", Catalogue.Makes).OpenToAll().WithMetadata(ordering, user).Tells<IReadOnlyList<EvVehicleMake>>(face, 200).Is("get-vehicle_makes", "Vehicle catalogue", "List makes of cars");
        api.MapGet("/vehicle_makes/{vehicle_make_id}", Catalogue.Make).OpenToAll().Tells<EvVehicleMake>(face, 200, 404).Is("get-vehicle_makes-vehicle_make_id", "Vehicle catalogue", "Get a make of cars");
        api.MapGet("/vehicle_models", Catalogue.Models).OpenToAll().Expands("make").WithMetadata(ordering, user, new QueryParameter("make_id", "string", "Only models of this make."))
            .Tells<IReadOnlyList<EvVehicleModel>>(face, 200).Is("get-vehicle_models", "Vehicle catalogue", "List models of cars");
        api.MapGet("/vehicle_models/{vehicle_model_id}", Catalogue.Model).OpenToAll().Expands("make").Tells<EvVehicleModel>(face, 200, 404).Is("get-vehicle_models-vehicle_model_id", "Vehicle catalogue", "Get a model of a car");
        api.MapPatch("/vehicle_models/{vehicle_model_id}", OwnCatalogue.ChangeModel).Needs("vehicle_catalogue:write").Tells<EvVehicleModel>(face, 200, 404, 413, 415).Is("patch-vehicle_models-vehicle_model_id", "Vehicle catalogue", "Say what the cars of a model of your own are plugged in with");
        api.MapPost("/vehicle_models", OwnCatalogue.AddModel).Needs("vehicle:write").Tells<EvVehicleModel>(face, 201, 403, 413, 415).Is("post-vehicle_models", "Vehicle catalogue", "Add a model that is not in the catalogue; it stands in no list, and none but its tenant sees it");
        api.MapPost("/vehicle_trims", OwnCatalogue.AddTrim).Needs("vehicle:write").Tells<EvVehicleTrim>(face, 201, 403, 413, 415).Is("post-vehicle_trims", "Vehicle catalogue", "Add a trim that is not in the catalogue; it stands in no list, and none but its tenant sees it");
        api.MapGet("/vehicle_trims", Catalogue.Trims).Needs("vehicle:read").Expands("model", "model.make").WithMetadata(ordering, new QueryParameter("model_id", "string", "Only trims of this model."))
            .Tells<IReadOnlyList<EvVehicleTrim>>(face, 200).Is("get-vehicle_trims", "Vehicle catalogue", "List trims of models");
        api.MapGet("/vehicle_trims/{vehicle_trim_id}", Catalogue.Trim).Needs("vehicle:read").Expands("model", "model.make").Tells<EvVehicleTrim>(face, 200, 404).Is("get-vehicle_trims-vehicle_trim_id", "Vehicle catalogue", "Get a trim; also one that stands in no list, since only a car's model is known");
        api.MapGet("/vehicle_compatibility/check", Compatibility.Check).OpenToAll().WithMetadata(Compatibility.Parameters("vehicle_model_id"))
            .Tells<VehicleCompatibility>(face, 200, 404).Is("get-vehicle_compatibility-check", "Vehicle catalogue", "Tell whether cars of a model can be onboarded");
    }
}

/// <summary>The cars that there are. It is the same for everybody, and strangers may read it.</summary>
internal static class Catalogue
{
    public const string OrderingName = "ordering", UserName = "available_for_user_id";

    public static QueryParameter UserParameter { get; } = new(UserName, "string", "For a user whose programme takes only some; there are no programmes here, so all are listed.");

    public static IResult Makes(EvPage page, HttpContext context, VehicleCatalogue catalogue)
    {
        CheckUser(context);
        var words = CatalogueWords.Of(context);
        return Ok(page.CutOf(Ordered(context, catalogue.Makes), make => EvId.Write(OfMake.Prefix, make.Id)).Select(words.Show).ToList());
    }

    public static IResult Make(EvPathId<OfMake> vehicle_make_id, HttpContext context, VehicleCatalogue catalogue) =>
        catalogue.Make(vehicle_make_id.Value) is { } make ? Ok(CatalogueWords.Of(context).Show(make)) : NotFound();

    public static IResult Models(EvPage page, EvExpand expand, HttpContext context, VehicleCatalogue catalogue)
    {
        CheckUser(context);
        var of = Filter(context, "make_id", OfMake.Prefix, id => catalogue.Make(id)?.Models);
        var (models, words) = (Ordered(context, of ?? [.. catalogue.Makes.SelectMany(make => make.Models)]), CatalogueWords.Of(context));
        return Ok(page.CutOf(models, model => EvId.Write(OfModel.Prefix, model.Id)).Select(model => words.Show(model, expand)).ToList());
    }

    public static async Task<IResult> Model(EvPathId<OfModel> vehicle_model_id, EvExpand expand, HttpContext context, VehicleCatalogue catalogue, Database database) =>
        (catalogue.Model(vehicle_model_id.Value) ?? await OwnCatalogue.Model(context, database, vehicle_model_id.Value)) is { } model ? Ok(CatalogueWords.Of(context).Show(model, expand)) : NotFound();

    public static IResult Trims(EvPage page, EvExpand expand, HttpContext context, VehicleCatalogue catalogue)
    {
        var of = Filter(context, "model_id", OfModel.Prefix, id => catalogue.Model(id)?.Trims);
        var (trims, words) = (Ordered(context, of ?? [.. catalogue.Makes.SelectMany(make => make.Models).SelectMany(model => model.Trims)]), CatalogueWords.Of(context));
        return Ok(page.CutOf(trims, trim => EvId.Write(OfTrim.Prefix, trim.Id)).Select(trim => words.Show(trim, expand)).ToList());
    }

    public static async Task<IResult> Trim(EvPathId<OfTrim> vehicle_trim_id, EvExpand expand, HttpContext context, VehicleCatalogue catalogue, Database database)
    {
        var words = CatalogueWords.Of(context);
        if (catalogue.Trim(vehicle_trim_id.Value) is { } trim) return Ok(words.Show(trim, expand));
        var shown = await database.Read(async db =>
        {
            var tenantId = EvCaller.Of(context).Client.TenantId;
            if (await OwnModelTable.FindTrim(db, tenantId, vehicle_trim_id.Value) is { } own) return words.Show(own, catalogue.Model(own.ModelId) ?? (await OwnModelTable.FindModel(db, tenantId, own.ModelId))!, expand);
            if (await EvCaller.Of(context).Find(db, DeviceGroup.Cars, vehicle_trim_id.Value) is not { } car) return null;
            var model = car.Device.IsLinked ? VehicleWords.ModelOf(catalogue, car.Device) : await OwnCatalogue.ModelOf(db, context, catalogue, car.Id);
            return model is null ? null : words.Show(car.Id, model, expand);
        });
        return shown is null ? NotFound() : Ok(shown);
    }

    /// <summary>All of a list that a query parameter names the whole of; null where it stands not there, and none where there is nothing of this id.</summary>
    public static IReadOnlyList<T>? Filter<T>(HttpContext context, string name, string prefix, Func<Guid, IReadOnlyList<T>?> find) => context.Request.One(name) switch
    {
        null => null,
        var text when EvId.Read(prefix, text) is { } id => find(id) ?? [],
        _ => throw new Refused(Fault.Invalid(name, $"The value is an id such as {prefix}01HN2NJ9NMRZBXT1H6FT9N7735.")),
    };

    public static void CheckUser(HttpContext context)
    {
        if (context.Request.One(UserName) is { } user && user != OfUser.Me && EvId.Read(OfUser.Prefix, user) is null) throw new Refused(Fault.Invalid(UserName, "The value is the id of a user."));
    }

    private static IReadOnlyList<T> Ordered<T>(HttpContext context, IReadOnlyList<T> all) => context.Request.One(OrderingName) is "-name" ? [.. all.Reverse()] : all;
}
