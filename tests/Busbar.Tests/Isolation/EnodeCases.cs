using static Busbar.Tests.Isolation.Need;

namespace Busbar.Tests.Isolation;

/// <summary>Every operation of the Enode API, as <see cref="ConnectCases"/> has those of the Connect API.</summary>
public static class EnodeCases
{
    private const string Location = """{"name":"Home","latitude":50.85,"longitude":4.35,"timezoneName":"Europe/Brussels"}""";
    private const string Place = """{"locationId":"{locationId}"}""";

    public static readonly IReadOnlyDictionary<string, IsolationCase> All = new Dictionary<string, IsolationCase>
    {
        ["listUsers"] = new(SignedIn),
        ["getUser"] = new(Keeper),
        ["deleteUsersUserid"] = new(Keeper),
        ["deleteUsersUseridAuthorization"] = new(Keeper),
        ["disconnectUserVendor"] = new(Keeper, Words: "vendor=EASEE"),
        ["disconnectUserVendorVendorType"] = new(Keeper, Words: "vendor=EASEE vendorType=charger"),
        ["postUsersUseridLink"] = new(SignedIn, """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"http://localhost/back"}"""),
        ["postAssetsAssetidRelink"] = new(Viewer, """{"language":"browser","redirectUri":"http://localhost/back"}""", Absent: 400, Done: 400),
        ["getIntegrations"] = new(SignedIn),
        ["getHealthVehicleVendors"] = new(SignedIn),
        ["getHealthChargerVendors"] = new(SignedIn),
        ["getHealthHvacVendors"] = new(SignedIn),
        ["getHealthInverterVendors"] = new(SignedIn),
        ["getHealthBatteryVendors"] = new(SignedIn),
        ["getHealthMeterVendors"] = new(SignedIn),
        ["getVehicles"] = new(SignedIn),
        ["listUserVehicles"] = new(Keeper),
        ["getVehicle"] = new(Viewer),
        ["postVehiclesVehicleidCharging"] = new(Contributor, """{"action":"START"}"""),
        ["postVehiclesVehicleidMaxCurrent"] = new(Contributor, """{"maxCurrent":16}"""),
        ["getVehiclesAction"] = new(Viewer),
        ["cancelVehicleAction"] = new(Contributor),
        ["vehiclesRefreshHint"] = new(Viewer),
        ["listChargers"] = new(SignedIn),
        ["listUserChargers"] = new(Keeper),
        ["getCharger"] = new(Viewer),
        ["updateCharger"] = new(Administer, Place),
        ["controlChargerCharging"] = new(Contributor, """{"action":"START"}"""),
        ["postSetChargerMaxCurrent"] = new(Contributor, """{"maxCurrent":16}"""),
        ["postSetChargerChargeRateLimit"] = new(Contributor, """{"chargeRateLimit":7.4}"""),
        ["getChargersAction"] = new(Viewer),
        ["cancelChargerAction"] = new(Contributor),
        ["chargersRefreshHint"] = new(Viewer),
        ["listHVACs"] = new(SignedIn),
        ["listUserHVACs"] = new(Keeper),
        ["getHVAC"] = new(Viewer),
        ["updateHVAC"] = new(Administer, Place),
        ["postSetHvacPermanentHold"] = new(Contributor, """{"mode":"HEAT","heatSetpoint":21}"""),
        ["postSetHvacFollowSchedule"] = new(Contributor),
        ["getHvacsAction"] = new(Viewer),
        ["cancelHvacAction"] = new(Contributor),
        ["hvacsRefreshHint"] = new(Viewer),
        ["listInverters"] = new(SignedIn),
        ["listUserInverters"] = new(Keeper),
        ["getInverter"] = new(Viewer),
        ["invertersRefreshHint"] = new(Viewer),
        ["listBatteries"] = new(SignedIn),
        ["listUserBatteries"] = new(Keeper),
        ["getBattery"] = new(Viewer),
        ["postUserSetOperationMode"] = new(Contributor, """{"operationMode":"IDLE"}"""),
        ["getBatteriesAction"] = new(Viewer),
        ["cancelBatteryAction"] = new(Contributor),
        ["batteriesRefreshHint"] = new(Viewer),
        ["listMeters"] = new(SignedIn),
        ["listUserMeters"] = new(Keeper),
        ["getMeter"] = new(Viewer),
        ["metersRefreshHint"] = new(Viewer),
        ["createWebhook"] = new(SignedIn, """{"url":"http://127.0.0.1:9/hook","secret":"0123456789abcdef"}"""),
        ["listWebhooks"] = new(SignedIn),
        ["getWebhook"] = new(Requester),
        ["updateWebhook"] = new(Requester, """{"events":["*"]}"""),
        ["deleteWebhook"] = new(Requester),
        ["testWebhook"] = new(Requester),
        ["listInterventions"] = new(SignedIn),
        ["getIntervention"] = new(SignedIn),
        ["getLocations"] = new(SignedIn),
        ["createUserLocation"] = new(Keeper, Location.Replace("}", ",\"userId\":\"{userId}\"}")),
        ["getUserlocations"] = new(Keeper),
        ["createLocation"] = new(Keeper, Location),
        ["getLocation"] = new(Keeper),
        ["updateLocation"] = new(Keeper, """{"name":"Depot"}"""),
        ["deleteLocation"] = new(Keeper),
    };

    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["updateCharger locationId"] = 400,
        ["updateHVAC locationId"] = 400,
        ["createUserLocation userId"] = 404,
    };
}
