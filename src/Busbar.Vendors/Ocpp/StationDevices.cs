using System.Data.Common;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// Which devices a station is: itself where it has one connector, else one per connector with the station as their parent.
/// The station's vendor id is its identity, a connector's is <c>identity/number</c>.
/// </summary>
internal static class StationDevices
{
    private static readonly Signal[] Measured =
    [
        Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState, Signal.MaxCurrent, Signal.EnergyIn, Signal.Power,
        Signal.PowerL1, Signal.PowerL2, Signal.PowerL3, Signal.CurrentL1, Signal.CurrentL2, Signal.CurrentL3,
        Signal.VoltageL1, Signal.VoltageL2, Signal.VoltageL3, Signal.StateOfCharge,
    ];

    public static string VendorId(Station station, int connectorId) => station.HasSeveralConnectors ? $"{station.Identity}/{connectorId}" : station.Identity;

    public static IReadOnlyList<FoundDevice> Found(Station station)
    {
        IReadOnlyList<CommandKind> commands = station.Config.MayLimit
            ? [CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent]
            : [CommandKind.StartCharging, CommandKind.StopCharging];
        var (plate, identity) = (station.Plate, station.Identity);
        if (!station.HasSeveralConnectors) return [new(DeviceKind.ChargePoint, identity, identity, plate.Vendor, plate.Model, null, commands, Measured)];

        return
        [
            // Told nothing itself: which connector would be meant?
            new(DeviceKind.ChargePoint, identity, identity, plate.Vendor, plate.Model, null, [], [Signal.EnergyIn, Signal.Power]),
            .. Enumerable.Range(1, station.NumberOfConnectors!.Value).Select(n =>
                new FoundDevice(DeviceKind.ChargePoint, $"{identity}/{n}", $"{identity}/{n}", plate.Vendor, plate.Model, identity, commands, Measured)),
        ];
    }

    /// <summary>
    /// Writes down how many connectors there are, gives each its device, and hands over what they said before they had one.
    /// </summary>
    /// <param name="now">The station is connected as of now, and so are its devices.</param>
    public static async Task<Station> Settle(DbConnection db, IInbox inbox, Station station, DateTimeOffset now)
    {
        var number = station.NumberOfConnectors ?? 1;
        station = station with { NumberOfConnectors = number };
        await StationTable.SetConnectors(db, station.Id, number);
        if (station.DeviceId is not { } device) return station;

        var ids = await inbox.AddDevices(db, station.TenantId, device, Found(station));
        for (var n = 1; n <= number; n++) await ConnectorTable.SetDevice(db, station.Id, n, ids[new(DeviceKind.ChargePoint, VendorId(station, n))]);
        // What it charged itself before it had parts is over.
        if (station.HasSeveralConnectors) await inbox.Take(db, new Facts(device, [], now, FactSource.Push, Online: true));
        foreach (var connector in await ConnectorTable.List(db, station.Id))
        {
            if (connector.DeviceId is not { } id) continue;
            IReadOnlyList<Observation> said = connector is { Status: { } status, StatusAt: { } at } ? StatusMeaning.Of(status, connector.Plugged, at) : [];
            await inbox.Take(db, new Facts(id, said, connector.HeardAt ?? now, FactSource.Push, Online: true));
        }
        return station;
    }

    /// <summary>Every device of the station, itself first.</summary>
    public static async Task<IReadOnlyList<Guid>> All(DbConnection db, Station station) =>
        [.. (await ConnectorTable.List(db, station.Id)).Select(connector => connector.DeviceId).Prepend(station.DeviceId).OfType<Guid>().Distinct()];
}
