using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class SolarRoutes
{
    private const string Tag = "Solar", Read = "solar:read", Write = "solar:write", One = "/solar_arrays/{solar_array_id}";

    private static readonly string[] expansions = ["user", "inverter"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        var vehicle = new QueryParameter(SolarArrays.VehicleName, "string", "A car whose share of the forecast is wanted; nothing is forecast here, so it is without effect.");
        api.MapGet("/solar_arrays", SolarArrays.List).Needs(Read).Expands(expansions).WithMetadata(vehicle).Tells<IReadOnlyList<EvSolarArray>>(face, 200).Is("get-solar-arrays", Tag, "List users' solar arrays, by their users, newest first");
        api.MapPost("/solar_arrays", SolarArrays.Create).Needs(Write).Tells<EvSolarArray>(face, 201, 413, 415).Is("post-solar-arrays", Tag, "Say that the user acted as has solar modules");
        api.MapGet(One, SolarArrays.Get).Needs(Read).Expands(expansions).WithMetadata(vehicle).Tells<EvSolarArray>(face, 200, 404).Is("get-solar-arrays-solar_array_id", Tag, "Get a user's solar array");
        api.MapPatch(One, SolarArrays.Update).Needs(Write).Expands(expansions).Tells<EvSolarArray>(face, 200, 404, 413, 415).Is("patch-solar_arrays-solar_array_id", Tag, "Say how much a user's solar array can give");
    }
}

/// <summary>Users' solar modules. A user has one array at most, which so has the user's id.</summary>
internal static class SolarArrays
{
    public const string VehicleName = "vehicle_id";

    public static async Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database)
    {
        CheckVehicle(context);
        var caller = EvCaller.Of(context);
        return Ok(await database.Read(async db =>
        {
            var slice = await page.Slice(OfSolarArray.Prefix, async id => await Find(db, caller, id) is { } array ? new Cursor(array.UserCreatedAt, array.UserId) : null);
            return await Show(db, context, expand, page.Cut(await SolarArrayTable.ListFor(db, caller.Client, caller.UserId, slice), array => EvId.Write(OfSolarArray.Prefix, array.UserId)));
        }));
    }

    public static async Task<IResult> Create(Body<EvSolarArrayWrite> body, HttpContext context, Database database, KeepSolarArray keep)
    {
        var caller = EvCaller.Of(context);
        if (caller.User is not { } user) return No(Fault.Missing(EvCaller.Header, "An array is a user's: name the user in this header, or send a token of the user's."));
        if ((await database.Read(db => UserProfileTable.Find(db, user.Id)))?.Home is null) return No(new Fault(FaultKind.FieldMissing, "The user needs a home first: send default_location to the user."), "SolarLocationRequired");
        if (!(await keep.Add(caller.Client, user.Id, body.Value.CapacityWatts ?? 0)).Ok(out var isAdded, out var fault)) return No(Spell(fault));
        if (!isAdded) return No(new Fault(FaultKind.FieldInvalid, "The user has an array. GET /solar_arrays tells its id: change that."), "SolarArrayAlreadyExists");
        return Created(await database.Read(async db => (await Show(db, context, EvExpand.Nothing, [(await Find(db, caller, user.Id))!]))[0]));
    }

    public static async Task<IResult> Get(EvPathId<OfSolarArray> solar_array_id, EvExpand expand, HttpContext context, Database database)
    {
        CheckVehicle(context);
        var shown = await database.Read(async db => await Find(db, EvCaller.Of(context), solar_array_id.Value) is { } array ? (await Show(db, context, expand, [array]))[0] : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Update(EvPathId<OfSolarArray> solar_array_id, Body<EvSolarArrayWrite> body, EvExpand expand, HttpContext context, Database database, KeepSolarArray keep)
    {
        var caller = EvCaller.Of(context);
        if (await database.Read(db => Find(db, caller, solar_array_id.Value)) is null) return NotFound();
        if (body.Value.CapacityWatts is { } capacity && (await keep.Change(caller.Client, solar_array_id.Value, capacity)).Fault is { } fault) return No(Spell(fault));
        return await Get(solar_array_id, expand, context, database);
    }

    private static async Task<SolarArray?> Find(DbConnection db, EvCaller caller, Guid id) => caller.User is null || caller.User.Id == id ? await SolarArrayTable.FindFor(db, caller.Client, id) : null;

    private static async Task<IReadOnlyList<EvSolarArray>> Show(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyList<SolarArray> arrays)
    {
        var (urls, client, ids) = (EvUrls.Of(context), EvCaller.Of(context).Client, arrays.Select(array => array.UserId).ToHashSet());
        var inverters = (await DeviceViewTable.IdsFor(db, client, DeviceGroup.Inverters, ids)).ToDictionary(own => own.Key, own => own.First());
        var views = expand.Has("inverter") ? await DeviceViewTable.FindFor(db, client, inverters.Values) : new Dictionary<Guid, DeviceView>();
        var users = expand.Has("user") ? await Users.Find(db, context, ids) : new Dictionary<Guid, EvUser>();
        var (words, powers) = (InverterWords.Of(context), await SettingTable.Find(db, [.. inverters.Values], Setting.NominalPower));
        return [.. arrays.Select(array => new EvSolarArray(
            EvId.Write(OfSolarArray.Prefix, array.UserId), urls.SolarArray(array.UserId), array.CapacityWatts ?? EvNumber.Whole(Of(array) is { } one && powers.TryGetValue(one, out var power) ? power : null) ?? 0,
            Of(array) is { } linked ? new Ref<EvInverter>(urls.Inverter(linked), views.TryGetValue(linked, out var view) ? words.Show(view, EvExpand.Nothing) : null) : null, null,
            new Ref<EvUser>(urls.User(array.UserId), users.GetValueOrDefault(array.UserId))))];

        Guid? Of(SolarArray array) => inverters.TryGetValue(array.UserId, out var id) ? id : null;
    }

    private static Fault Spell(Fault fault) => fault.Field is "capacityWatts" ? fault with { Field = "capacity_watts" } : fault;

    private static void CheckVehicle(HttpContext context)
    {
        if (context.Request.One(VehicleName) is { } vehicle && EvId.Read(OfVehicle.Prefix, vehicle) is null) throw new Refused(Fault.Invalid(VehicleName, "The value is the id of a car."));
    }
}
