using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class EvseStationRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        var parameters = EvLogPage.Parameters(DeviceLogs.MomentName).Concat(EvseStations.Filters).ToArray<object>();
        api.MapGet("/evses/{evse_id}/ocpp_logs", EvseStations.Messages).Needs("debug:read").Expands(Evses.LogExpansions).WithMetadata(parameters)
            .Tells<IReadOnlyList<EvEVSEOCPPLog>>(face, 200, 404).Is("get-evses-evse_id-ocpp_logs", "EVSEs", "List the messages of a charger that were kept, newest first: those that fit nowhere else");
        api.MapGet("/evses/{evse_id}/ocpp_logs/{sampled_at}", EvseStations.Message).Needs("debug:read").Expands(Evses.LogExpansions)
            .Tells<EvEVSEOCPPLog>(face, 200, 404).Is("get-evses-evse_id-ocpp_logs-timestamp", "EVSEs", "Get the message of a moment");
        api.MapGet("/evses/{evse_id}/connectivity", EvseStations.Connectivity).Needs("evse:read").Expands("latest_status_log")
            .Tells<EvEVSEConnectivity>(face, 200, 404).Is("get-evses-evse_id-connectivity", "EVSEs", "Tell how a charger is reached");
        api.MapGet("/evse_firmware_versions", EvseStations.Firmwares).Needs("evse:read").Tells<IReadOnlyList<EvEVSEFirmwareVersion>>(face, 200).Is("get-evse_firmware_versions", "EVSEs", "List what runs on the chargers that dial in");
        api.MapGet("/evse_firmware_versions/{evse_firmware_version_id}", EvseStations.Firmware).Needs("evse:read")
            .Tells<EvEVSEFirmwareVersion>(face, 200, 404).Is("get-evse_firmware_versions-evse_firmware_version_id", "EVSEs", "Get one of them");
    }
}

/// <summary>A message that a charger sent, or was sent.</summary>
/// <param name="SampledAt">When it was heard here.</param>
/// <param name="Action">What OCPP calls it.</param>
/// <param name="Payload">As it came.</param>
/// <param name="Response">Null: answers are not kept.</param>
public sealed record EvEVSEOCPPLog(string Url, DateTimeOffset SampledAt, Ref<EvEVSE> Evse, EvOCPPDirection Direction, string Action, JsonElement Payload, string MessageId, JsonElement? Response);

public enum EvOCPPDirection { Sent, Received }

/// <summary>How a charger is reached. Null is not known; but for a SIM card and the firmware, no brand tells it.</summary>
/// <param name="ConnectionReliability30d">The share of the last 30 days, in percent, in which it was not out of reach, as far as that is known: an outage that was mended is not kept.</param>
/// <param name="Iccid">The number of its SIM card.</param>
public sealed record EvEVSEConnectivity(
    int? SignalStrengthRssiDbm, [property: JsonPropertyName("lowest_signal_strength_rssi_dbm_7d")] int? LowestSignalStrengthRssiDbm7d,
    [property: JsonPropertyName("highest_signal_strength_rssi_dbm_7d")] int? HighestSignalStrengthRssiDbm7d, [property: JsonPropertyName("connection_reliability_30d")] int ConnectionReliability30d,
    string? IpAddress, string? Iccid, string? FirmwareVersion, Ref<EvEVSEStatusLog>? LatestStatusLog);

/// <summary>What runs on chargers.</summary>
/// <param name="Version">As they tell it.</param>
/// <param name="PublicVersion">Null: they tell but one.</param>
/// <param name="ChangeLog">Null: they tell none.</param>
/// <param name="SupportUrl">Null: they tell none.</param>
public sealed record EvEVSEFirmwareVersion(string Id, string Url, string Version, string? PublicVersion, string? ChangeLog, string? SupportUrl);

/// <summary>What chargers that dial in tell beside what they measure.</summary>
internal static class EvseStations
{
    private const string ActionName = "action", ActionsName = "action__in", DirectionName = "direction", ErrorName = "error_code", ErrorsName = "error_code__in";

    private static readonly string[] directions = ["SENT", "RECEIVED"];

    private static readonly TimeSpan lookBack = TimeSpan.FromDays(30);

    public static IReadOnlyList<QueryParameter> Filters { get; } =
    [
        new(ActionName, "string", "Only this action of OCPP."), new(ActionsName, "string", "Only these, parted by commas."),
        new(DirectionName, "string", "Only messages of one direction; those to chargers are not kept.", Choices: directions),
        new(ErrorName, "string", "Only those answered with this error; answers are not kept, so none is."), new(ErrorsName, "string", "The same for several, parted by commas."),
    ];

    public static Task<IResult> Messages(EvPathId<OfEvse> evse_id, EvExpand expand, HttpContext context, Database database, IVendors vendors)
    {
        var asked = context.Request;
        if (asked.One(DirectionName) is { } direction && !directions.Contains(direction)) throw new Refused(Fault.Invalid(DirectionName, "The value is SENT or RECEIVED."));
        IReadOnlyList<string>? actions = (asked.One(ActionName), asked.One(ActionsName)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ({ } one, { } several) => several.Contains(one) ? [one] : [],
            ({ } one, null) => [one],
            (null, var several) => several,
        };
        var none = asked.One(DirectionName) == directions[0] || asked.One(ErrorName) is not null || asked.One(ErrorsName) is not null || actions is [];
        return DeviceLogs.List(context, database, DeviceGroup.Chargers, evse_id.Value, none ? Nothing() : Kept(context, vendors, actions), In(context, expand));
    }

    public static Task<IResult> Message(EvPathId<OfEvse> evse_id, string sampled_at, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        DeviceLogs.Get(context, database, DeviceGroup.Chargers, evse_id.Value, sampled_at, Kept(context, vendors, null), In(context, expand));

    public static async Task<IResult> Connectivity(EvPathId<OfEvse> evse_id, EvExpand expand, HttpContext context, Database database, IVendors vendors, TimeProvider time)
    {
        var shown = await database.Read(async db =>
        {
            if (await EvCaller.Of(context).Find(db, DeviceGroup.Chargers, evse_id.Value) is not { } charger) return null;
            var about = Outlet(context, vendors, charger) is { } outlet ? await outlet.About(db, charger.Id) : null;
            var evse = (await Evses.Show(db, context, expand, [charger]))[0];
            return new EvEVSEConnectivity(null, null, null, Reliability(charger, time.GetUtcNow()), null, about?.Iccid, about?.Firmware, evse.LatestStatusLog);
        });
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Firmwares(EvPage page, HttpContext context, Database database, IVendors vendors) =>
        Ok(page.CutOf(await Known(context, database, vendors), firmware => firmware.Id));

    public static async Task<IResult> Firmware(EvPathId<OfEvseFirmware> evse_firmware_version_id, HttpContext context, Database database, IVendors vendors) =>
        (await Known(context, database, vendors)).FirstOrDefault(firmware => firmware.Id == EvId.Write(OfEvseFirmware.Prefix, evse_firmware_version_id.Value)) is { } known ? Ok(known) : NotFound();

    private static async Task<IReadOnlyList<EvEVSEFirmwareVersion>> Known(HttpContext context, Database database, IVendors vendors)
    {
        var (client, urls) = (EvCaller.Of(context).Client, EvUrls.Of(context));
        var found = new List<StationFirmware>();
        foreach (var outlet in vendors.List(client.Realm).OfType<IKnowStations>()) found.AddRange(await database.Read(db => outlet.Firmwares(db, client.TenantId)));
        return [.. found.Select(firmware =>
        {
            var id = EvId.Write(OfEvseFirmware.Prefix, NamedId.Of(Encoding.UTF8.GetBytes($"{OfEvseFirmware.Prefix}\n{firmware.Maker}\n{firmware.Version}")));
            return new EvEVSEFirmwareVersion(id, urls.At("/evse_firmware_versions/" + id), firmware.Version, null, null, null);
        })];
    }

    private static IKnowStations? Outlet(HttpContext context, IVendors vendors, DeviceView charger) => vendors.Find(EvCaller.Of(context).Client.Realm, charger.Device.Brand) as IKnowStations;

    private static LogSource<KeptMessage> Kept(HttpContext context, IVendors vendors, IReadOnlyList<string>? actions) => new(
        DeviceLogs.MomentName, message => message.HeardAt, async (db, charger, span) =>
            Outlet(context, vendors, charger) is { } outlet ? await outlet.Kept(db, charger.Id, actions, span.After, span.Before, span.IsBack, span.Limit) : []);

    private static LogSource<KeptMessage> Nothing() => new(DeviceLogs.MomentName, message => message.HeardAt, (_, _, _) => Task.FromResult<IReadOnlyList<KeptMessage>>([]));

    private static LogWords<KeptMessage, EvEVSEOCPPLog> In(HttpContext context, EvExpand expand) => async (db, charger) =>
    {
        var evse = await Evses.Refer(db, context, expand, charger);
        return message => new EvEVSEOCPPLog(
            $"{evse.Url}/ocpp_logs/{EvTimes.Write(message.HeardAt)}/", message.HeardAt, evse, EvOCPPDirection.Received, message.Action, JsonSerializer.Deserialize<JsonElement>(message.Payload), message.Id, null);
    };

    private static int Reliability(DeviceView charger, DateTimeOffset now)
    {
        var outage = charger.Connection switch
        {
            { State: ConnectionState.New } => lookBack,
            { State: ConnectionState.Offline or ConnectionState.Broken, Since: { } since } => now - since,
            _ => TimeSpan.Zero,
        };
        return (int)Math.Round(100 * (1 - Math.Clamp(outage / lookBack, 0, 1)));
    }
}
