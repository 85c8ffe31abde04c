using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>What an application says of an entity that the entity does not tell itself: one number with its unit each.</summary>
internal static class EntitySettings
{
    public static void Map(RouteGroupBuilder v1, ConnectFace face, string path, Setting setting, string name, string what)
    {
        var address = "/entities/{entityId}/" + path;
        v1.MapGet(address, (Guid entityId, HttpContext context, Database database) => Get(entityId, setting, path, context, database))
            .Tells<Measurement>(face, 200, 404).Is("Get" + name, "Settings", $"Get {what}, as it was set");
        v1.MapPut(address, (Guid entityId, Body<SettingRequest> body, HttpContext context, ChangeSetting change) => Put(entityId, setting, body.Value, context, change))
            .Tells<Measurement>(face, 200, 403, 404, 413, 415).Is("Set" + name, "Settings", $"Set {what}");
        v1.MapDelete(address, (Guid entityId, HttpContext context, ChangeSetting change) => Delete(entityId, setting, context, change))
            .Tells<Measurement>(face, 200, 403, 404).Is("Remove" + name, "Settings", $"Take back {what}; the answer is what it was");
    }

    private static async Task<IResult> Get(Guid entityId, Setting setting, string path, HttpContext context, Database database)
    {
        var (isThere, value) = await database.Read(async db =>
            (await DeviceTable.FindFor(db, Identity.Of(context), entityId) is not null, await SettingTable.Find(db, entityId, setting)));
        return !isThere ? NotFound()
            : value is { } known ? Ok(Show(setting, known))
            : No(ConnectCode.NotFound, $"This was not set for the entity. PUT /v1/entities/{entityId}/{path} sets it.");
    }

    private static async Task<IResult> Put(Guid entityId, Setting setting, SettingRequest request, HttpContext context, ChangeSetting change) =>
        (await change.Change(Identity.Of(context), entityId, setting, request.Value, request.Unit)).Ok(out var set, out var fault) ? Ok(Show(setting, set)) : No(fault);

    private static async Task<IResult> Delete(Guid entityId, Setting setting, HttpContext context, ChangeSetting change) =>
        (await change.Change(Identity.Of(context), entityId, setting, null)).Ok(out var was, out var fault) ? Ok(Show(setting, was)) : No(fault);

    private static Measurement Show(Setting setting, double value) => new(setting.Range().Unit, value);
}

/// <summary>A number to be set.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: kWh for a capacity, W for a power. It may be left out.</param>
public sealed record SettingRequest(double Value, string? Unit = null);
