namespace Busbar.Tests.Hostile;

/// <summary>Rules of the Enode API that no document says.</summary>
public static class EnodeRules
{
    public static readonly IReadOnlySet<string> TakesNull = new HashSet<string>();

    public static readonly IReadOnlyDictionary<string, string> Never = new Dictionary<string, string>
    {
        ["postAssetsAssetidRelink"] = "the connection holds, so there is nothing to renew",
    };

    private static readonly (string Operation, string Rule, string Body, int Status, string? Field)[] all =
    [
        ("createLocation", "the latitude is too far north", """{"name":"x","latitude":90.0001,"longitude":0}""", 400, "latitude"),
        ("createLocation", "the longitude is too far west", """{"name":"x","latitude":0,"longitude":-180.0001}""", 400, "longitude"),
        ("createLocation", "the name is empty", """{"name":" ","latitude":0,"longitude":0}""", 400, "name"),
        ("createLocation", "the time zone is none", """{"name":"x","latitude":0,"longitude":0,"timezoneName":"Europe/Atlantis"}""", 400, "timezoneName"),
        ("createLocation", "the time zone is Windows'", """{"name":"x","latitude":0,"longitude":0,"timezoneName":"W. Europe Standard Time"}""", 400, "timezoneName"),
        ("createUserLocation", "the user is not named", """{"name":"x","latitude":0,"longitude":0}""", 400, "userId"),
        ("createUserLocation", "the user is not known", """{"name":"x","latitude":0,"longitude":0,"userId":"nobody"}""", 404, null),
        ("createWebhook", "the secret is short", """{"url":"http://127.0.0.1:9/2","secret":"short"}""", 400, "secret"),
        ("createWebhook", "the address is that of a file", """{"url":"file:///etc/passwd","secret":"0123456789abcdef"}""", 400, "url"),
        ("createWebhook", "the header breaks the line", """{"url":"http://127.0.0.1:9/2","secret":"0123456789abcdef","authentication":{"headerName":"x","headerValue":"a\r\nb: c"}}""", 400, "authentication.headerValue"),
        ("createSimulatedVehicle", "the vendor is none", """{"vendor":"TRABANT","username":"anna","password":"x","name":"n","model":"m","year":2025}""", 400, "vendor"),
        ("createSimulatedVehicle", "the vendor has no cars", """{"vendor":"EASEE","username":"anna","password":"x","name":"n","model":"m","year":2025}""", 400, "vendor"),
        ("createSimulatedVehicle", "the account has no letters", """{"vendor":"TESLA","username":"\u00e9","password":"x","name":"n","model":"m","year":2025}""", 400, "username"),
        ("createSimulatedVehicle", "the year is long ago", """{"vendor":"TESLA","username":"anna","password":"x","name":"n","model":"m","year":1899}""", 400, "year"),
        ("createSimulatedVehicle", "the user has no name", """{"vendor":"TESLA","username":"anna","password":"x","name":"n","model":"m","year":2025,"userId":""}""", 400, "userId"),
        ("createSimulatedCharger", "the vendor is another's", """{"vendor":"OCPP","username":"anna","password":"x"}""", 400, "vendor"),
        ("updateSimulatedVehicle", "it is fuller than full", """{"chargeState":{"batteryLevel":100.1}}""", 400, "chargeState.batteryLevel"),
        ("updateSimulatedVehicle", "its place is too far north", """{"location":{"latitude":90.1,"longitude":0}}""", 400, "location.latitude"),
        ("updateSimulatedVehicle", "it is full and is to charge", """{"chargeState":{"batteryLevel":100,"powerDeliveryState":"PLUGGED_IN:CHARGING"}}""", 400, "chargeState.powerDeliveryState"),
        ("updateSimulatedHvac", "nobody lives so hot", """{"thermostatState":{"mode":"HEAT","heatSetpoint":31}}""", 400, "thermostatState.heatSetpoint"),
        ("updateSimulatedHvac", "the temperatures are the wrong way round", """{"thermostatState":{"mode":"AUTO","heatSetpoint":25,"coolSetpoint":20}}""", 400, "thermostatState"),
        ("updateLocation", "nothing is to change", "{}", 200, null),
        ("postVehiclesVehicleidCharging", "the action is small", """{"action":"start"}""", 400, "action"),
        ("postSetChargerMaxCurrent", "the current is 0", """{"maxCurrent":0}""", 400, "maxCurrent"),
        ("postSetChargerMaxCurrent", "the current is negative", """{"maxCurrent":-16}""", 400, "maxCurrent"),
        ("sendTariffInformation", "there are no rates", "[]", 400, "body"),
        ("sendTariffInformation", "a name is blank", """[{"name":" ","cost":"1"}]""", 400, "[0].name"),
        ("sendTariffInformation", "two rates have one name", """[{"name":"a","cost":"1"},{"name":"a","cost":"2"}]""", 400, "[1].name"),
        ("sendTariffInformation", "the cost is no decimal number", """[{"name":"a","cost":"1e3"}]""", 400, "[0].cost"),
        ("sendTariffInformation", "the cost has ten digits", """[{"name":"a","cost":"1234567890"}]""", 400, "[0].cost"),
        .. new[]
        {
            ("two intervals overlap", """{"name":"high","from":"00:00","to":"24:00"},{"name":"high","from":"05:00","to":"06:00"}""", "tariffIntervals[1]"),
            ("a night reaches into the next day", """{"name":"high","weekdays":[0],"from":"22:00","to":"06:00"},{"name":"high","weekdays":[1],"from":"05:59","to":"07:00"}""", "tariffIntervals[1]"),
            ("a Sunday's night reaches into Monday", """{"name":"high","weekdays":[0],"from":"00:00","to":"01:00"},{"name":"high","weekdays":[6],"from":"22:00","to":"00:01"}""", "tariffIntervals[1]"),
            ("the rate is none of the tariff's", """{"name":"other","from":"00:00","to":"24:00"}""", "tariffIntervals[0].name"),
            ("the day is none", """{"name":"high","weekdays":[7],"from":"00:00","to":"24:00"}""", "tariffIntervals[0].weekdays"),
            ("a day stands twice", """{"name":"high","weekdays":[1,1],"from":"00:00","to":"24:00"}""", "tariffIntervals[0].weekdays"),
            ("the day is half of one", """{"name":"high","weekdays":[1.5],"from":"00:00","to":"24:00"}""", "tariffIntervals[0].weekdays[0]"),
            ("it begins at the end of the day", """{"name":"high","from":"24:00","to":"01:00"}""", "tariffIntervals[0].from"),
            ("it ends after the day", """{"name":"high","from":"00:00","to":"24:30"}""", "tariffIntervals[0].to"),
            ("it ends where it begins", """{"name":"high","from":"06:00","to":"06:00"}""", "tariffIntervals[0].to"),
        }.Select(rule => ("associateUserLocationWithTariff", rule.Item1, $$"""{"tariffId":"{tariffId}","tariffIntervals":[{{rule.Item2}}]}""", 400, (string?)rule.Item3)),
        ("associateUserLocationWithTariff", "the tariff is not known", """{"tariffId":"nothing","tariffIntervals":[]}""", 400, "tariffId"),
        .. new[]
        {
            ("it begins at the end of the day", """[{"shouldCharge":true,"hourMinute":{"from":"24:00","to":"01:00"}}]""", "rules[0].hourMinute.from"),
            ("it ends after the day", """[{"shouldCharge":true,"hourMinute":{"from":"01:00","to":"24:01"}}]""", "rules[0].hourMinute.to"),
            ("it ends where it begins", """[{"shouldCharge":true,"hourMinute":{"from":"01:00","to":"01:00"}}]""", "rules[0].hourMinute.to"),
            ("the day is none", """[{"shouldCharge":true},{"shouldCharge":true,"weekdays":[-1]}]""", "rules[1].weekdays"),
            ("it says nothing", "[{}]", "rules[0].shouldCharge"),
            ("it is for heat pumps", """[{"targetState":{"holdType":"SCHEDULED"}}]""", "rules[0].targetState"),
        }.Select(rule => ("createSchedule", rule.Item1, $$"""{"targetId":"{chargerId}","targetType":"charger","locationId":null,"isEnabled":false,"defaultShouldCharge":true,"rules":{{rule.Item2}}}""", 400, (string?)rule.Item3)),
        ("createSchedule", "the location is not named", """{"targetId":"{chargerId}","targetType":"charger","isEnabled":false,"defaultShouldCharge":true,"rules":[]}""", 400, "locationId"),
        ("createSchedule", "the asset is of another type", """{"targetId":"{chargerId}","targetType":"vehicle","locationId":null,"isEnabled":false,"defaultShouldCharge":true,"rules":[]}""", 400, "targetId"),
        ("updateVehicleSmartChargingPolicy", "the deadline is no time", """{"deadline":"7:00"}""", 400, "deadline"),
        ("updateVehicleSmartChargingPolicy", "there is no deadline", """{"isEnabled":true,"deadline":null}""", 400, null),
        ("updateVehicleSmartChargingPolicy", "the level is beyond full", """{"minimumChargeLimit":100.5}""", 400, "minimumChargeLimit"),
        ("updateChargerSmartChargingPolicy", "the duration is nothing", """{"chargingDuration":"00:00"}""", 400, "chargingDuration"),
        ("postSetChargerChargeRateLimit", "the limit is 0", """{"chargeRateLimit":0}""", 400, "chargeRateLimit"),
        ("postSetHvacPermanentHold", "the temperature is missing", """{"mode":"HEAT"}""", 400, "heatSetpoint"),
        ("postSetHvacPermanentHold", "the other temperature is missing", """{"mode":"AUTO","heatSetpoint":20}""", 400, "coolSetpoint"),
        ("postSetHvacPermanentHold", "the temperatures are the wrong way round", """{"mode":"AUTO","heatSetpoint":24,"coolSetpoint":20}""", 400, "coolSetpoint"),
        ("postSetHvacPermanentHold", "off has a temperature", """{"mode":"OFF","coolSetpoint":20}""", 400, "coolSetpoint"),
        ("postSetHvacPermanentHold", "nobody lives so hot", """{"mode":"HEAT","heatSetpoint":50.1}""", 400, "heatSetpoint"),
        ("postSetHvacPermanentHold", "both temperatures", """{"mode":"AUTO","heatSetpoint":20,"coolSetpoint":24}""", 200, null),
        ("postUserSetOperationMode", "the mode cannot be asked for", """{"operationMode":"UNKNOWN"}""", 400, "operationMode"),
    ];

    public static IReadOnlyList<Shot> Of(Stage stage) =>
        [.. all.Select(rule => stage.Draft(stage.Operations.Single(operation => operation.Id == rule.Operation)).WithBody(stage.Filled(rule.Operation, rule.Body), rule.Status < 400 ? Lane.Boundary : Lane.Broken, rule.Rule, rule.Status, rule.Field))];

    /// <summary>Requests that build on each other.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<Step>> Chains =
    [
        [
            new("createLocation", 200, "locationId"), new("getLocation", 200), new("updateCharger", 200), new("getCharger", 200), new("updateLocation", 200), new("deleteLocation", 200), new("getLocation", 404),
            new("updateLocation", 404), new("deleteLocation", 404), new("updateCharger", 400), new("getCharger", 200),
        ],
        [new("createUserLocation", 200, "locationId"), new("getUserlocations", 200), new("updateHVAC", 200), new("updateHVAC", 200, Body: """{"locationId":null}"""), new("getHVAC", 200), new("deleteLocation", 200)],
        [new("controlChargerCharging", 200, "actionId"), new("getChargersAction", 200), new("cancelChargerAction", 200), new("cancelChargerAction", 409), new("getChargersAction", 200)],
        [
            new("postVehiclesVehicleidMaxCurrent", 200, "actionId"), new("getVehiclesAction", 200), new("postVehiclesVehicleidCharging", 200), new("cancelVehicleAction", 409), new("postVehiclesVehicleidCharging", 200, "actionId"),
            new("cancelVehicleAction", 200),
        ],
        [new("postSetHvacPermanentHold", 200, "actionId"), new("getHvacsAction", 200), new("postSetHvacFollowSchedule", 200), new("cancelHvacAction", 409), new("postSetHvacFollowSchedule", 200, "actionId"), new("cancelHvacAction", 200)],
        [new("postUserSetOperationMode", 200, "actionId"), new("getBatteriesAction", 200), new("cancelBatteryAction", 200), new("cancelBatteryAction", 409)],
        [new("postUsersUseridLink", 200), new("postUsersUseridLink", 200), new("getUser", 200)],
        [
            new("createWebhook", 200, "webhookId", Body: """{"url":"http://127.0.0.1:9/chain","secret":"0123456789abcdef"}"""), new("getWebhook", 200), new("testWebhook", 200), new("updateWebhook", 200), new("listWebhooks", 200),
            new("createWebhook", 400, Body: """{"url":"http://127.0.0.1:9/chain","secret":"0123456789abcdef"}"""), new("deleteWebhook", 204), new("testWebhook", 404), new("updateWebhook", 404), new("deleteWebhook", 404),
        ],
        [
            new("createLocation", 200, "locationId"), new("getUserLocationTariff", 404), new("sendTariffInformation", 204), new("getTariffInformation", 200), new("associateUserLocationWithTariff", 204), new("getUserLocationTariff", 200), new("getLocation", 200),
            new("getChargingStatistics", 200), new("getChargingSessionsStatistics", 200),
        ],
        [new("listHems", 200), new("getHemsById", 200), new("getHemsStatistics", 200), new("getInverterStatistics", 202)],
        [
            new("createSchedule", 200, "scheduleId"), new("getSchedule", 200), new("getScheduleStatus", 200), new("updateSchedule", 200), new("getSchedules", 200), new("deleteSchedule", 204), new("getSchedule", 404),
            new("getScheduleStatus", 404), new("updateSchedule", 404), new("deleteSchedule", 404),
        ],
        [new("chargerCreateSmartOverride", 200), new("chargerCreateSmartOverride", 200)],
        [new("createSimulatedVehicle", 200, "simulatedVehicleId"), new("getSimulatedVehicle", 200), new("updateSimulatedVehicle", 200), new("listSimulatedVehicles", 200), new("deleteSimulatedVehicle", 200), new("getSimulatedVehicle", 404), new("deleteSimulatedVehicle", 404)],
        [new("createSimulatedCharger", 200, "simulatedChargerId"), new("getSimulatedCharger", 200), new("updateSimulatedCharger", 200), new("listSimulatedChargers", 200), new("deleteSimulatedCharger", 200), new("getSimulatedCharger", 404), new("deleteSimulatedCharger", 404)],
        [new("createSimulatedHvac", 200, "simulatedHvacId"), new("getSimulatedHvac", 200), new("updateSimulatedHvac", 200), new("listSimulatedHvacs", 200), new("deleteSimulatedHvac", 200), new("getSimulatedHvac", 404), new("deleteSimulatedHvac", 404)],
        [new("createSimulatedInverter", 200, "simulatedInverterId"), new("getSimulatedInverter", 200), new("updateSimulatedInverter", 200), new("listSimulatedInverters", 200), new("deleteSimulatedInverter", 200), new("getSimulatedInverter", 404), new("deleteSimulatedInverter", 404)],
        [new("createSimulatedBattery", 200, "simulatedBatteryId"), new("getSimulatedBattery", 200), new("updateSimulatedBattery", 200), new("listSimulatedBatteries", 200), new("deleteSimulatedBattery", 200), new("getSimulatedBattery", 404), new("deleteSimulatedBattery", 404)],
        [new("createSimulatedMeter", 200, "simulatedMeterId"), new("getSimulatedMeter", 200), new("updateSimulatedMeter", 200), new("listSimulatedMeters", 200), new("deleteSimulatedMeter", 200), new("getSimulatedMeter", 404), new("deleteSimulatedMeter", 404)],
        [new("listInterventions", 200), new("getIntervention", 200)],
        [new("vehiclesRefreshHint", 204), new("vehiclesRefreshHint", 204), new("getVehicle", 200), new("listUserVehicles", 200), new("getVehicles", 200)],
    ];
}
