using static Busbar.Tests.Isolation.Need;

namespace Busbar.Tests.Isolation;

/// <summary>Every operation of the Enode API, as <see cref="ConnectCases"/> has those of the Connect API.</summary>
public static class EnodeCases
{
    private const string Location = """{"name":"Home","latitude":50.85,"longitude":4.35,"timezoneName":"Europe/Brussels"}""";
    private const string Statistics = "?startDate=2026-01-01&type=vehicle";
    private const string Place = """{"locationId":"{locationId}"}""";

    public static readonly IReadOnlyDictionary<string, IsolationCase> All = new Dictionary<string, IsolationCase>
    {
        ["listUsers"] = new(SignedIn),
        ["getUser"] = new(Keeper),
        ["postUsersUseridLink"] = new(SignedIn, """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"http://localhost/back"}"""),
        ["postAssetsAssetidRelink"] = new(Viewer, """{"language":"browser","redirectUri":"http://localhost/back"}""", Absent: 400, Done: 400),
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
        ["getChargersAction"] = new(Viewer),
        ["cancelChargerAction"] = new(Contributor),
        ["chargersRefreshHint"] = new(Viewer),
        ["listHVACs"] = new(SignedIn),
        ["listUserHVACs"] = new(Keeper),
        ["getHVAC"] = new(Viewer),
        ["updateHVAC"] = new(Administer, Place),
        ["hvacsRefreshHint"] = new(Viewer),
        ["listInverters"] = new(SignedIn),
        ["listUserInverters"] = new(Keeper),
        ["getInverter"] = new(Viewer),
        ["invertersRefreshHint"] = new(Viewer),
        ["listBatteries"] = new(SignedIn),
        ["listUserBatteries"] = new(Keeper),
        ["getBattery"] = new(Viewer),
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
        ["getInverterStatistics"] = new(Viewer, Query: "?year=2026&month=3&day=1"),
        ["listHems"] = new(SignedIn),
        ["listHemsForUser"] = new(Keeper),
        ["getHemsById"] = new(Viewer),
        ["getHemsStatistics"] = new(Viewer, Query: "?interval=2026-03-01"),
        ["getUserLocationTariff"] = new(Keeper),
        ["associateUserLocationWithTariff"] = new(Keeper, """{"tariffId":"{tariffId}","tariffIntervals":[{"name":"high","weekdays":[0,6],"from":"07:00","to":"22:30"}]}"""),
        ["getTariffInformation"] = new(Requester),
        ["sendTariffInformation"] = new(SignedIn, """[{"name":"high","cost":"0.40"},{"name":"low","cost":"-0.1"}]"""),
        ["getChargingStatistics"] = new(Keeper, Query: Statistics),
        ["getChargingSessionsStatistics"] = new(Keeper, Query: Statistics),
    };

    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["updateCharger locationId"] = 400,
        ["updateHVAC locationId"] = 400,
        ["createUserLocation userId"] = 404,
        ["associateUserLocationWithTariff tariffId"] = 400,
        ["getChargingStatistics id"] = 404,
        ["getChargingStatistics locationId"] = 404,
        ["getChargingSessionsStatistics id"] = 404,
        ["getChargingSessionsStatistics locationId"] = 404,
    };
}
