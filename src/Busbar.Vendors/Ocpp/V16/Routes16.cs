using System.Collections.Frozen;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Every message that a station may send us in OCPP 1.6, and who reads it.</summary>
internal static class Routes16
{
    public static readonly FrozenDictionary<string, Func<Payload, IMessage>> Incoming = new Dictionary<string, Func<Payload, IMessage>>
    {
        ["Authorize"] = payload => Authorize.Read(payload),
        ["BootNotification"] = payload => BootNotification.Read(payload),
        ["DataTransfer"] = payload => DataTransfer.Read(payload),
        ["DiagnosticsStatusNotification"] = payload => DiagnosticsStatusNotification.Read(payload),
        ["FirmwareStatusNotification"] = payload => FirmwareStatusNotification.Read(payload),
        ["Heartbeat"] = payload => Heartbeat.Read(payload),
        ["MeterValues"] = payload => MeterValues.Read(payload),
        ["StartTransaction"] = payload => StartTransaction.Read(payload),
        ["StatusNotification"] = payload => StatusNotification.Read(payload),
        ["StopTransaction"] = payload => StopTransaction.Read(payload),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
