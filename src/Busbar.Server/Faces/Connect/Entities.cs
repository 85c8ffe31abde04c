using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Connected entities, and everything that is known of one.</summary>
internal static class Entities
{
    public static async Task<IResult> List(PageRequest page, HttpContext context, Database database, IVendors vendors)
    {
        var caller = Identity.Of(context);
        var (devices, states) = await database.Read(async db =>
        {
            var devices = await DeviceTable.ListFor(db, caller, page.After, page.Limit);
            return (devices, await StateTable.Find(db, [.. devices.Select(device => device.Id)]));
        });
        return Ok(page.Cut(
            devices, device => Places.Write(device.CreatedAt, device.Id),
            device => Show(device, states.GetValueOrDefault(device.Id) ?? DeviceState.Unheard(device.Id), ConnectWords.Brand(vendors, caller.Realm, device.Brand))));
    }

    public static async Task<IResult> Get(Guid entityId, HttpContext context, Database database, IVendors vendors) =>
        await Find(entityId, context, database) is var (device, state) ? Ok(Show(device, state, ConnectWords.Brand(vendors, Identity.Of(context).Realm, device.Brand))) : NotFound();

    public static async Task<IResult> State(Guid entityId, HttpContext context, Database database) =>
        await Find(entityId, context, database) is var (_, state)
            ? Ok(new EntityState(entityId, state.IsOnline, state.IsAsleep, state.LastHeardAt, [.. state.Signals.OrderBy(known => known.Key).Select(known => Show(known.Key, known.Value))]))
            : NotFound();

    /// <summary>The device and its state, where the caller sees it.</summary>
    internal static async Task<(Device Device, DeviceState State)?> Find(Guid entityId, HttpContext context, Database database) => await database.Read<(Device, DeviceState)?>(async db =>
        await DeviceTable.FindFor(db, Identity.Of(context), entityId) is { } device ? (device, await StateTable.Find(db, entityId)) : null);

    private static Entity Show(Device device, DeviceState state, string brand) => new(
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
