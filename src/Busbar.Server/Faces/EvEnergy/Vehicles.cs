using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.SmartCharging;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class VehicleRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/vehicles", Vehicles.List).Needs("vehicle:read").Expands(Vehicles.Expansions).Tells<IReadOnlyList<EvVehicle>>(face, 200).Is("get-vehicles", "Vehicles", "List cars, newest first");
        api.MapPost("/vehicles", Vehicles.Create).Needs("vehicle:write").Expands(Vehicles.Expansions).Tells<EvVehicle>(face, 201, 403, 413, 415).Is("post-vehicles", "Vehicles", "Tell of a car that no brand links");
        api.MapGet("/vehicles/{vehicle_id}", Vehicles.Get).Needs("vehicle:read").Expands(Vehicles.Expansions).Tells<EvVehicle>(face, 200, 404).Is("get-vehicles-vehicle_id", "Vehicles", "Get a car");
        api.MapPatch("/vehicles/{vehicle_id}", Vehicles.Update).Needs("vehicle:write").Expands(Vehicles.Expansions).Tells<EvVehicle>(face, 200, 403, 404, 413, 415).Is("patch-vehicles", "Vehicles", "Say how a car is to be charged, and what it is used for");
        api.MapDelete("/vehicles/{vehicle_id}", Vehicles.Remove).Needs("vehicle:write").Tells<EvRemoved>(face, 200, 403, 404).Produces(204).Is("delete-vehicles", "Vehicles", "Take a car away for good; in the sandbox nothing goes, and the answer is 204");
        api.MapPost("/vehicles/{vehicle_id}/disconnect", Vehicles.Disconnect).Needs("vehicle:write").Tells<EvVehicle>(face, 200, 403, 404).Is("post-vehicles-vehicle_id-disconnect", "Vehicles", "Forget what the brand gave to reach a car's account; reconnecting brings all of it back");
        api.MapPost("/vehicles/{vehicle_id}/reconnect", Reconnection.Start).Needs("vehicle:write").Tells<EvReconnection>(face, 201, 404).Is("post-vehicles-vehicle_id-reconnect", "Vehicles", "Make a link with which the owner mends the connection of a car");
    }
}

/// <summary>Cars of users.</summary>
internal static class Vehicles
{
    public static readonly string[] Expansions = ["user", "trim", "trim.model", "trim.model.make", "latest_status_log"], LogExpansions = ["vehicle", "vehicle.trim", "vehicle.trim.model", "vehicle.trim.model.make", "vehicle.user"];

    private const string CreateProblem = "validation-failed-create-vehicle";

    private static readonly TimeOnly usualDeadline = new(7, 0);

    public static async Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database)
    {
        var caller = EvCaller.Of(context);
        return Ok(await database.Read(async db =>
        {
            var slice = await page.Slice(OfVehicle.Prefix, async id => await caller.Find(db, DeviceGroup.Cars, id) is { } car ? new Cursor(car.Device.CreatedAt, car.Id) : null);
            var linked = await DeviceViewTable.ListFor(db, caller.Client, DeviceGroup.Cars, caller.UserId, slice);
            var all = linked.Concat((await OwnCarTable.ListFor(db, caller.Client, caller.UserId, slice)).Select(car => car.Among())).OrderByDescending(car => car.Device.CreatedAt).ThenByDescending(car => Ulid.Of(car.Id), StringComparer.Ordinal);
            return await Show(db, context, expand, page.Cut([.. all], car => EvId.Write(OfVehicle.Prefix, car.Id)));
        }));
    }

    public static async Task<IResult> Create(Body<EvVehicleWrite> body, EvExpand expand, HttpContext context, Database database, KeepOwnCar keep)
    {
        var (caller, told) = (EvCaller.Of(context), body.Value);
        var named = told.User is { } address ? EvId.ReadAddress(OfUser.Prefix, address) : caller.UserId;
        if (named is not { } userId || (caller.UserId is { } acting && acting != userId))
            return No(told.User is null ? Fault.Missing("user", $"Say whose the car is: here, or by the header {EvCaller.Header}.") : Fault.Invalid("user", "The value is the address of a user, the one acted for."), CreateProblem);
        if (EvId.ReadAddress(OfModel.Prefix, told.Model) is not { } modelId) return No(Fault.Invalid("model", "The value is the address of a model of cars."), CreateProblem);
        if (await database.Read(db => UserTable.FindFor(db, caller.Client, userId)) is null) return No(Fault.Invalid("user", "There is no such user."), CreateProblem);
        if (!(await keep.Keep(caller.Client, userId, modelId, told.BatterySizeWattHours, told.Description, VehicleWords.Read(told.VehicleClass))).Ok(out var car, out var fault)) return No(fault.Field is "name" ? fault with { Field = "description" } : OwnCatalogue.Spell(fault), CreateProblem);
        return Created((await database.Read(db => Show(db, context, expand, [car.Among()])))[0]);
    }

    public static async Task<IResult> Get(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database)
    {
        var shown = await database.Read(async db => await EvCaller.Of(context).Find(db, DeviceGroup.Cars, vehicle_id.Value) is { } car ? (await Show(db, context, expand, [car]))[0] : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Update(EvPathId<OfVehicle> vehicle_id, Body<EvVehicleUpdate> body, EvExpand expand, HttpContext context, Database database, NoteVehicle note, SetPolicy setPolicy)
    {
        var (caller, id, told) = (EvCaller.Of(context), vehicle_id.Value, body.Value);
        if (await Find(context, database, id) is not { } car) return NotFound();
        if (told.BatterySizeWattHours is { } size && (car.Device.IsLinked || size is < OwnCar.SmallestBattery or > OwnCar.LargestBattery))
            return No(car.Device.IsLinked ? Fault.Invalid("battery_size_watt_hours", "The car is integrated: it tells the size itself, or its trim does. Leave this out.") : OwnCatalogue.Spell(KeepOwnModels.NoBattery()));
        if (!car.Device.IsLinked && told.SmartChargingEnabled is true) return No(Fault.Invalid("smart_charging_enabled", "Nobody can tell this car anything: no brand links it. Onboard it, or leave this out."));
        if (told.MaximumChargeLimitPercentage is < VehicleWords.LeastLimit or > VehicleWords.MostLimit)
            return No(Fault.Invalid("maximum_charge_limit_percentage", $"The value is a whole number from {VehicleWords.LeastLimit} to {VehicleWords.MostLimit}."));
        var noted = await note.Note(caller.Client, id, notes =>
        {
            var known = new EvVehicleUpdate(MaximumChargeLimitPercentage: notes.ChargeLimit, VehicleClass: VehicleWords.Show(notes.Class));
            var wanted = body.Over(known);
            return notes with { WattHours = told.BatterySizeWattHours is { } battery ? (battery + 5) / 10 * 10 : notes.WattHours, ChargeLimit = wanted.MaximumChargeLimitPercentage, Class = VehicleWords.Read(wanted.VehicleClass) };
        });
        if (noted.Fault is { } fault) return No(fault);
        if (car.Device.IsLinked && told.SmartChargingEnabled is { } isEnabled
            && (await setPolicy.Set(caller.Client, id, policy => policy with { IsEnabled = isEnabled, Deadline = policy.Deadline ?? (usualDeadline.Hour * 60) + usualDeadline.Minute })).Fault is { } objection)
            return No(objection.Kind is FaultKind.FeatureNotSupported ? objection with { Field = "smart_charging_enabled" } : objection);
        return await Get(vehicle_id, expand, context, database);
    }

    public static async Task<IResult> Remove(EvPathId<OfVehicle> vehicle_id, HttpContext context, Database database, RemoveDevice remove, KeepOwnCar own)
    {
        var (caller, id) = (EvCaller.Of(context), vehicle_id.Value);
        if (await Find(context, database, id) is not { } car) return NotFound();
        if (car.Device.IsLinked && !await database.Read(db => PermissionTable.Holds(db, caller.Client, id, PermissionLevel.Owner))) return No(new Fault(FaultKind.PermissionMissing, "Taking a car away needs the permission Owner on it."));
        if (caller.Client.Realm is Realm.Sandbox) return Nothing();
        if (await (car.Device.IsLinked ? remove.Remove(caller.Client, id) : own.Remove(caller.Client, id)) is { } fault) return No(fault);
        return Ok(new EvRemoved(await database.Read(async db => (await IdsOf(db, context, [car.Device.UserId])).Sum(cars => cars.Count()))));
    }

    public static async Task<IResult> Disconnect(EvPathId<OfVehicle> vehicle_id, HttpContext context, Database database, WithdrawGrants withdraw)
    {
        if (await Find(context, database, vehicle_id.Value) is not { } car) return NotFound();
        return car.Device.IsLinked && await withdraw.Withdraw(EvCaller.Of(context).Client, vehicle_id.Value) is { } fault ? No(fault) : await Get(vehicle_id, EvExpand.Nothing, context, database);
    }

    /// <summary>The ids of all cars of these users that the caller may know of, by user.</summary>
    public static async Task<ILookup<Guid, Guid>> IdsOf(DbConnection db, HttpContext context, IReadOnlyCollection<Guid> userIds)
    {
        var (linked, own) = (await DeviceViewTable.IdsFor(db, EvCaller.Of(context).Client, DeviceGroup.Cars, userIds), await OwnCarTable.IdsFor(db, EvCaller.Of(context).Client, userIds));
        return userIds.SelectMany(user => linked[user].Concat(own[user]).Select(car => (user, car))).ToLookup(one => one.user, one => one.car);
    }

    public static Task<DeviceView?> Find(HttpContext context, Database database, Guid id) => database.Read(db => EvCaller.Of(context).Find(db, DeviceGroup.Cars, id));

    public static async Task<IReadOnlyList<EvVehicle>> Show(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyList<DeviceView> cars)
    {
        var (urls, words, catalogue) = (EvUrls.Of(context), CatalogueWords.Of(context), context.RequestServices.GetRequiredService<VehicleCatalogue>());
        var ids = cars.Select(car => car.Id).ToList();
        var notes = await VehicleNotesTable.Find(db, ids);
        var own = await OwnCarTable.FindFor(db, EvCaller.Of(context).Client, [.. cars.Where(car => !car.Device.IsLinked).Select(car => car.Id)]);
        var ownModels = await OwnModelTable.FindModels(db, EvCaller.Of(context).Client.TenantId, own.Values.Select(car => car.ModelId).Where(id => catalogue.Model(id) is null).ToHashSet());
        var policies = await PolicyTable.Find(db, [.. cars.Where(car => car.HasPolicy).Select(car => car.Id)]);
        var users = expand.Has("user") ? await Users.Find(db, context, cars.Select(car => car.Device.UserId).ToHashSet()) : new Dictionary<Guid, EvUser>();
        var last = await ReadingTable.Newest(db, ids);
        return [.. cars.Select(car => VehicleWords.Show(
            new CarView(car, notes.GetValueOrDefault(car.Id), policies.GetValueOrDefault(car.Id), users.GetValueOrDefault(car.Device.UserId), last.TryGetValue(car.Id, out var told) ? VehicleLogs.ShowStatus(urls, car, told) : null, Model(car)), urls, words, catalogue, expand))];

        VehicleModel? Model(DeviceView car) => own.TryGetValue(car.Id, out var kept) ? catalogue.Model(kept.ModelId) ?? ownModels[kept.ModelId] : null;
    }

    /// <summary>A car in what is said of it: its address, or where that was asked for, the whole of it.</summary>
    public static async Task<Ref<EvVehicle>> Refer(DbConnection db, HttpContext context, EvExpand expand, DeviceView car) =>
        new(EvUrls.Of(context).Vehicle(car.Id), expand.Has("vehicle") ? (await Show(db, context, expand.Within("vehicle"), [car]))[0] : null);
}
