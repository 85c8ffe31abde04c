using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class InverterRoutes
{
    private const string Tag = "Solar", Scope = "inverter:read";

    private static readonly string[] expansions = ["model", "model.make", "latest_status_log"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/inverter_makes", Inverters.Makes).Needs(Scope).WithMetadata(new QueryParameter(Catalogue.UserName, "string", "For a user whose country has only some; all are listed."))
            .Tells<IReadOnlyList<EvInverterMake>>(face, 200).Is("get-inverter_makes", Tag, "List the brands that inverters can be linked through, by name");
        api.MapGet("/inverter_makes/{inverter_make_id}", Inverters.Make).Needs(Scope).Tells<EvInverterMake>(face, 200, 404).Is("get-inverter_makes-inverter_make_id", Tag, "Get a make of inverters");
        api.MapGet("/inverter_models", Inverters.Models).Needs(Scope).Expands("make").WithMetadata(EnergyMakes.OfMake)
            .Tells<IReadOnlyList<EvInverterModel>>(face, 200).Is("get-inverter_models", Tag, "List the models of the application's own inverters");
        api.MapGet("/inverter_models/{inverter_model_id}", Inverters.Model).Needs(Scope).Expands("make").Tells<EvInverterModel>(face, 200, 404).Is("get-inverter_models-inverter_model_id", Tag, "Get a model of inverters");
        api.MapGet("/inverters", Inverters.List).Needs(Scope).Expands(expansions).Tells<IReadOnlyList<EvInverter>>(face, 200).Is("get-inverters", Tag, "List inverters, newest first");
        api.MapPost("/inverters", Inverters.Create).Needs("inverter:write").Tells<EvInverter>(face, 201, 404, 413, 415).Is("post-inverters", Tag, "Always refused: an inverter is not typed in, but onboarded");
        api.MapGet("/inverters/{inverter_id}", Inverters.Get).Needs(Scope).Expands(expansions).Tells<EvInverter>(face, 200, 404).Is("get-inverters-inverter_id", Tag, "Get an inverter");
    }
}

/// <summary>Solar inverters of users.</summary>
internal static class Inverters
{
    public static IResult Makes(EvPage page, HttpContext context, IVendors vendors)
    {
        Catalogue.CheckUser(context);
        return EnergyMakes.Makes(page, context, vendors, EnergyFamily.Inverters, InverterWords.Of(context).Show);
    }

    public static Task<IResult> Make(EvPathId<OfInverterMake> inverter_make_id, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Make(inverter_make_id.Value, context, database, vendors, EnergyFamily.Inverters, InverterWords.Of(context).Show);

    public static Task<IResult> Models(EvPage page, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Models(page, context, database, vendors, EnergyFamily.Inverters, model => InverterWords.Of(context).Show(model, expand));

    public static Task<IResult> Model(EvPathId<OfInverterModel> inverter_model_id, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Model(inverter_model_id.Value, context, database, vendors, EnergyFamily.Inverters, model => InverterWords.Of(context).Show(model, expand));

    public static Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.List(page, context, database, DeviceGroup.Inverters, OfInverter.Prefix, Words(context, expand));

    public static Task<IResult> Get(EvPathId<OfInverter> inverter_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.Get(context, database, DeviceGroup.Inverters, inverter_id.Value, Words(context, expand));

    /// <summary>Nothing is read from an inverter whose account nobody has given.</summary>
    public static IResult Create(Body<EvInverterWrite> body) =>
        No(new Fault(FaultKind.FieldInvalid, $"An inverter is not typed in here: its owner links it. Open /evenergy/v2/{InverterWords.OnboardingPath} with user_id and client_id in the owner's browser, and it is in the list."));

    private static DeviceWords<EvInverter> Words(HttpContext context, EvExpand expand)
    {
        var words = InverterWords.Of(context);
        return (_, inverters) => Task.FromResult<IReadOnlyList<EvInverter>>([.. inverters.Select(inverter => words.Show(inverter, expand))]);
    }
}
