using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Connected entities, and everything that is known of one.</summary>
internal static class Entities
{
    public static async Task<IResult> List(PageRequest page, HttpContext context, Database database, IVendors vendors)
    {
        var caller = Identity.Of(context);
        return await Page(page, caller, vendors, database, async db => await DeviceTable.ListFor(db, caller, page.After, page.Limit));
    }

    public static async Task<IResult> ListChildren(Guid entityId, PageRequest page, HttpContext context, Database database, IVendors vendors)
    {
        var caller = Identity.Of(context);
        return await Page(page, caller, vendors, database, async db =>
            await DeviceTable.FindFor(db, caller, entityId) is null ? null : await DeviceTable.PartsFor(db, caller, entityId, page.After, page.Limit));
    }

    public static async Task<IResult> ListInCollective(Guid collectiveId, PageRequest page, HttpContext context, Database database, IVendors vendors)
    {
        var caller = Identity.Of(context);
        return await Page(page, caller, vendors, database, async db =>
            await CollectiveTable.FindFor(db, caller, collectiveId) is null ? null : await DeviceTable.OfCollectiveFor(db, caller, collectiveId, page.After, page.Limit));
    }

    public static async Task<IResult> Get(Guid entityId, HttpContext context, Database database, IVendors vendors) =>
        await Find(entityId, context, database) is { Device: var device, State: var state } ? Ok(Show(device, state, ConnectWords.Brand(vendors, Identity.Of(context).Realm, device.Brand))) : NotFound();

    public static async Task<IResult> Update(Guid entityId, Body<EntityUpdateRequest> body, HttpContext context, ChangeDevice change, Database database, IVendors vendors)
    {
        var wanted = new DeviceChange(body.Value.NewName, body.Value.NewProperties is { } properties ? new Change<string?>(ConnectWords.Text(properties.Value)) : null);
        if (wanted.IsNone) return No(Fault.Missing("body", "Send name, properties or both."));
        return (await change.Change(Identity.Of(context), entityId, wanted)).Ok(out _, out var fault) ? await Get(entityId, context, database, vendors) : No(fault);
    }

    public static async Task<IResult> State(Guid entityId, HttpContext context, Database database) =>
        await Find(entityId, context, database) is { State: var state }
            ? Ok(new EntityState(entityId, state.IsOnline, state.IsAsleep, state.LastHeardAt, [.. state.Signals.OrderBy(known => known.Key).Select(known => Show(known.Key, known.Value))]))
            : NotFound();

    /// <summary>Null where the caller sees no such device.</summary>
    internal static Task<DeviceView?> Find(Guid entityId, HttpContext context, Database database) => database.Read(db => DeviceViewTable.FindFor(db, Identity.Of(context), null, entityId));

    private static async Task<IResult> Page(PageRequest page, Client caller, IVendors vendors, Database database, Func<DbConnection, Task<IReadOnlyList<Device>?>> find)
    {
        var (devices, states) = await database.Read(async db =>
        {
            var devices = await find(db);
            return (devices, await StateTable.Find(db, [.. (devices ?? []).Select(device => device.Id)]));
        });
        return devices is null ? NotFound() : Ok(page.Cut(
            devices, device => Places.Write(device.CreatedAt, device.Id),
            device => Show(device, states.GetValueOrDefault(device.Id) ?? DeviceState.Unheard(device.Id), ConnectWords.Brand(vendors, caller.Realm, device.Brand))));
    }

    internal static Entity Show(Device device, DeviceState state, string brand) => new(
        device.Id, ConnectWords.Type(device.Kind), brand, device.Identifier ?? device.VendorId, device.CreatedAt, device.Name, device.ParentId, state.IsOnline,
        ConnectWords.Json(device.Properties), state.LastHeardAt);

    private static EntitySignal Show(Signal signal, Known known) => new(
        JsonNamingPolicy.CamelCase.ConvertName(signal.ToString()), Json(signal, known.Value), ReadingWords.Unit(signal), known.MeasuredAt, known.HeardAt,
        known.Source switch { FactSource.Poll => SignalSource.Poll, FactSource.Push => SignalSource.Push });

    private static JsonElement Json(Signal signal, Value value) => signal.Meaning().Type switch
    {
        SignalType.Number => JsonSerializer.SerializeToElement(value.Number),
        SignalType.Flag => JsonSerializer.SerializeToElement(value.Flag),
        SignalType.Text => JsonSerializer.SerializeToElement(value.Text),
    };
}
