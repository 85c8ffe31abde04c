using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Server.Faces.OpenApi;

namespace Busbar.Server.Faces.Enode;

/// <summary>The Enode API, version 2024-10-01.</summary>
public sealed class EnodeFace : Face
{
    public static readonly EnodeFace Face = new();

    private EnodeFace() { }

    public override string Prefix => "/enode";

    public override string Document => "enode";

    public override JsonSerializerOptions Json { get; } = FaceJson.Options(JsonNamingPolicy.CamelCase);

    public override Type RefusalType => typeof(EnodeProblem);

    public override string RefusalMediaType => "application/problem+json";

    public override Refusal Refuse(Fault fault) => EnodeProblems.Say(fault);

    public override Refusal Refuse(int status) => EnodeProblems.Say(status);

    public void Map(WebApplication app)
    {
        app.MapGet(Prefix + "/health/ready", Health.Ready).ExcludeFromDescription();
        var api = app.MapFace(this, Prefix);
        api.AddEndpointFilter(EnodeVersion.Check);

        api.MapGet("/users", Users.List).Tells<Paginated<ListedUser>>(this, 200).Is("listUsers", "Users", "List users, newest first");
        api.MapGet("/users/{userId}", Users.Get).Tells<User>(this, 200, 404).Is("getUser", "Users", "Get a user, with what was linked for it");
        api.MapDelete("/users/{userId}", Users.Erase).TellsOnly(this, 204, 404).Is("deleteUsersUserid", "Users", "Erase a user for good, with everything that was linked and measured");
        api.MapDelete("/users/{userId}/authorization", Users.Deauthorize).TellsOnly(this, 204, 404).Is("deleteUsersUseridAuthorization", "Users", "Forget what vendors gave to act for a user; all data stays, for the day the user links again");
        api.MapDelete("/users/{userId}/vendors/{vendor}", Users.Disconnect).TellsOnly(this, 204, 400, 403, 404).Is("disconnectUserVendor", "Users", "Take away what a user linked of a vendor");
        api.MapDelete("/users/{userId}/vendors/{vendor}/{vendorType}", Users.DisconnectType).TellsOnly(this, 204, 400, 403, 404).Is("disconnectUserVendorVendorType", "Users", "Take away what a user linked of a vendor, of one type of asset");

        api.MapPost("/users/{userId}/link", Linking.Start).Tells<LinkSession>(this, 200, 413, 415).Is("postUsersUseridLink", "Linking", "Open a link session: pages on which a user links what is theirs");
        api.MapPost("/assets/{assetId}/relink", Linking.Relink).Tells<LinkSession>(this, 200, 413, 415).Is("postAssetsAssetidRelink", "Linking", "Open a session that renews the connection of an asset");

        api.MapGet("/integrations", Health.Integrations).Tells<IReadOnlyList<Integration>>(this, 200).Is("getIntegrations", "Health", "List the vendors that can be linked");
        api.MapGet("/health/vehicles", Health.Vehicles).Tells<IReadOnlyList<VendorHealth>>(this, 200).Is("getHealthVehicleVendors", "Health", "How the vendors of vehicles do");
        api.MapGet("/health/chargers", Health.Chargers).Tells<IReadOnlyList<VendorHealth>>(this, 200).Is("getHealthChargerVendors", "Health", "How the vendors of chargers do");
        api.MapGet("/health/hvacs", Health.Hvacs).Tells<IReadOnlyList<VendorHealth>>(this, 200).Is("getHealthHvacVendors", "Health", "How the vendors of HVAC units do");
        api.MapGet("/health/inverters", Health.Inverters).Tells<IReadOnlyList<VendorHealth>>(this, 200).Is("getHealthInverterVendors", "Health", "How the vendors of solar inverters do");
        api.MapGet("/health/batteries", Health.Batteries).Tells<IReadOnlyList<VendorHealth>>(this, 200).Is("getHealthBatteryVendors", "Health", "How the vendors of batteries do");
        api.MapGet("/health/meters", Health.Meters).Tells<IReadOnlyList<VendorHealth>>(this, 200).Is("getHealthMeterVendors", "Health", "How the vendors of meters do");

        api.MapGet("/vehicles", Vehicles.List).Tells<Paginated<Vehicle>>(this, 200).Is("getVehicles", "Vehicles", "List vehicles, newest first");
        api.MapGet("/users/{userId}/vehicles", Vehicles.ListOfUser).Tells<Paginated<Vehicle>>(this, 200, 404).Is("listUserVehicles", "Vehicles", "List a user's vehicles, newest first");
        api.MapGet("/vehicles/{vehicleId}", Vehicles.Get).Tells<Vehicle>(this, 200, 404).Is("getVehicle", "Vehicles", "Get a vehicle");
        api.MapPost("/vehicles/{vehicleId}/refresh-hint", Vehicles.Refresh).TellsOnly(this, 204, 404).Is("vehiclesRefreshHint", "Vehicles", "Ask for news of a vehicle soon");
        api.MapPost("/vehicles/{vehicleId}/charging", Vehicles.Charge).Tells<AssetAction>(this, 200, 403, 404, 413, 415, 422).Is("postVehiclesVehicleidCharging", "Vehicles", "Start or stop charging");
        api.MapPost("/vehicles/{vehicleId}/max-current", Vehicles.SetMaxCurrent).Tells<AssetAction>(this, 200, 403, 404, 413, 415).Is("postVehiclesVehicleidMaxCurrent", "Vehicles", "Limit the current");
        api.MapGet("/vehicles/actions/{actionId}", Vehicles.GetAction).Tells<AssetAction>(this, 200, 404).Is("getVehiclesAction", "Vehicles", "Get an action");
        api.MapPost("/vehicles/actions/{actionId}/cancel", Vehicles.CancelAction).Tells<AssetAction>(this, 200, 403, 404).Produces<AssetAction>(409).Is("cancelVehicleAction", "Vehicles", "Cancel a pending action; one that is over is answered as it is, with 409");

        api.MapGet("/vehicles/{vehicleId}/smart-charging-policy", SmartCharging.GetPolicy).Tells<VehicleSmartChargingPolicy>(this, 200, 404).Is("getVehiclesVehicleidSmartchargingpolicy", "Smart charging", "Get how a vehicle is to charge when electricity is cheap");
        api.MapPut("/vehicles/{vehicleId}/smart-charging-policy", SmartCharging.SetPolicy).Tells<VehicleSmartChargingPolicy>(this, 200, 403, 404, 413, 415).Is("updateVehicleSmartChargingPolicy", "Smart charging", "Say how a vehicle is to charge when electricity is cheap");
        api.MapGet("/vehicles/{vehicleId}/smart-charging-status", SmartCharging.Status).Tells<SmartChargingStatus>(this, 200, 404).Is("getVehiclesVehicleidSmartchargingstatus", "Smart charging", "Tell how smart charging stands with a vehicle");
        api.MapGet("/vehicles/{vehicleId}/smart-charging-plans/{smartChargingPlanId}", SmartCharging.GetPlan).Tells<SmartChargingPlan>(this, 200, 404).Is("getVehiclesVehicleidSmartchargingplans", "Smart charging", "Get a plan by its id, or the latest one");
        api.MapPost("/vehicles/{vehicleId}/smart-override", SmartCharging.Override).Tells<SmartOverride>(this, 200, 403, 404).Is("vehicleCreateSmartOverride", "Smart charging", "Charge at once, whatever schedule or plan says");
        api.MapDelete("/vehicles/{vehicleId}/smart-override", SmartCharging.EndOverride).Tells<SmartOverride>(this, 200, 403, 404).Is("vehicleEndSmartOverride", "Smart charging", "Give control back to schedule or plan");
        api.MapPost("/chargers/{chargerId}/smart-override", SmartCharging.OverrideCharger).Tells<SmartOverride>(this, 200, 403, 404).Is("chargerCreateSmartOverride", "Smart charging", "Charge at once, whatever schedule or plan says (an extension)");
        api.MapDelete("/chargers/{chargerId}/smart-override", SmartCharging.EndChargerOverride).Tells<SmartOverride>(this, 200, 403, 404).Is("chargerEndSmartOverride", "Smart charging", "Give control back to schedule or plan (an extension)");
        api.MapGet("/chargers/{chargerId}/smart-charging-policy", SmartCharging.GetChargerPolicy).Tells<ChargerSmartChargingPolicy>(this, 200, 404).Is("getChargerSmartChargingPolicy", "Smart charging", "Get how a charger is to charge when electricity is cheap (an extension)");
        api.MapPut("/chargers/{chargerId}/smart-charging-policy", SmartCharging.SetChargerPolicy).Tells<ChargerSmartChargingPolicy>(this, 200, 403, 404, 413, 415).Is("updateChargerSmartChargingPolicy", "Smart charging", "Say how a charger is to charge when electricity is cheap (an extension)");
        api.MapGet("/chargers/{chargerId}/smart-charging-status", SmartCharging.ChargerStatus).Tells<ChargerSmartChargingStatus>(this, 200, 404).Is("getChargerSmartChargingStatus", "Smart charging", "Tell how smart charging stands with a charger (an extension)");

        api.MapGet("/users/{userId}/schedules", Schedules.List).Tells<Paginated<Schedule>>(this, 200, 404).Is("getSchedules", "Schedules", "List a user's schedules, newest first");
        api.MapPost("/users/{userId}/schedules", Schedules.Create).Tells<Schedule>(this, 200, 403, 404, 413, 415).Is("createSchedule", "Schedules", "Say what an asset does by the clock");
        api.MapGet("/schedules/{scheduleId}", Schedules.Get).Tells<Schedule>(this, 200, 404).Is("getSchedule", "Schedules", "Get a schedule");
        api.MapPut("/schedules/{scheduleId}", Schedules.Update).Tells<Schedule>(this, 200, 403, 404, 413, 415).Is("updateSchedule", "Schedules", "Change a schedule");
        api.MapDelete("/schedules/{scheduleId}", Schedules.Delete).TellsOnly(this, 204, 403, 404).Is("deleteSchedule", "Schedules", "Delete a schedule; the asset goes on as it is");
        api.MapGet("/schedules/{scheduleId}/status", Schedules.Status).Tells<ScheduleStatus>(this, 200, 404).Is("getScheduleStatus", "Schedules", "Tell whether the asset does what the schedule wishes for");

        api.MapGet("/chargers", Chargers.List).Tells<Paginated<Charger>>(this, 200).Is("listChargers", "Chargers", "List chargers, newest first");
        api.MapGet("/users/{userId}/chargers", Chargers.ListOfUser).Tells<Paginated<Charger>>(this, 200, 404).Is("listUserChargers", "Chargers", "List a user's chargers, newest first");
        api.MapGet("/chargers/{chargerId}", Chargers.Get).Tells<Charger>(this, 200, 404).Is("getCharger", "Chargers", "Get a charger");
        api.MapPut("/chargers/{chargerId}", Chargers.Update).Tells<Charger>(this, 200, 403, 404, 413, 415).Is("updateCharger", "Chargers", "Say at which location a charger stands");
        api.MapPost("/chargers/{chargerId}/refresh-hint", Chargers.Refresh).TellsOnly(this, 204, 404).Is("chargersRefreshHint", "Chargers", "Ask for news of a charger soon");
        api.MapPost("/chargers/{chargerId}/charging", Chargers.Charge).Tells<AssetAction>(this, 200, 403, 404, 413, 415, 422).Is("controlChargerCharging", "Chargers", "Start or stop charging");
        api.MapPost("/chargers/{chargerId}/max-current", Chargers.SetMaxCurrent).Tells<AssetAction>(this, 200, 403, 404, 413, 415).Is("postSetChargerMaxCurrent", "Chargers", "Limit the current");
        api.MapPost("/chargers/{chargerId}/charge-rate-limit", Chargers.LimitRate).Tells<AssetAction>(this, 200, 403, 404, 413, 415).Is("postSetChargerChargeRateLimit", "Chargers", "Limit the power, by the current that it comes to (an extension)");
        api.MapGet("/chargers/actions/{actionId}", Chargers.GetAction).Tells<AssetAction>(this, 200, 404).Is("getChargersAction", "Chargers", "Get an action");
        api.MapPost("/chargers/actions/{actionId}/cancel", Chargers.CancelAction).Tells<AssetAction>(this, 200, 403, 404).Produces<AssetAction>(409).Is("cancelChargerAction", "Chargers", "Cancel a pending action; one that is over is answered as it is, with 409");

        api.MapGet("/hvacs", Hvacs.List).Tells<Paginated<Hvac>>(this, 200).Is("listHVACs", "HVAC", "List HVAC units, newest first");
        api.MapGet("/users/{userId}/hvacs", Hvacs.ListOfUser).Tells<Paginated<Hvac>>(this, 200, 404).Is("listUserHVACs", "HVAC", "List a user's HVAC units, newest first");
        api.MapGet("/hvacs/{hvacId}", Hvacs.Get).Tells<Hvac>(this, 200, 404).Is("getHVAC", "HVAC", "Get an HVAC unit");
        api.MapPut("/hvacs/{hvacId}", Hvacs.Update).Tells<Hvac>(this, 200, 403, 404, 413, 415).Is("updateHVAC", "HVAC", "Say at which location an HVAC unit stands");
        api.MapPost("/hvacs/{hvacId}/permanent-hold", Hvacs.Hold).Tells<AssetAction>(this, 200, 403, 404, 413, 415, 422).Is("postSetHvacPermanentHold", "HVAC", "Set a mode and its temperatures, until told otherwise");
        api.MapPost("/hvacs/{hvacId}/follow-schedule", Hvacs.FollowSchedule).Tells<AssetAction>(this, 200, 403, 404, 422).Is("postSetHvacFollowSchedule", "HVAC", "Send an HVAC unit back to its own schedule");
        api.MapGet("/hvacs/actions/{actionId}", Hvacs.GetAction).Tells<AssetAction>(this, 200, 404).Is("getHvacsAction", "HVAC", "Get an action");
        api.MapPost("/hvacs/actions/{actionId}/cancel", Hvacs.CancelAction).Tells<AssetAction>(this, 200, 403, 404).Produces<AssetAction>(409).Is("cancelHvacAction", "HVAC", "Cancel a pending action; one that is over is answered as it is, with 409");
        api.MapPost("/hvacs/{hvacId}/refresh-hint", Hvacs.Refresh).TellsOnly(this, 204, 404).Is("hvacsRefreshHint", "HVAC", "Ask for news of an HVAC unit soon");

        api.MapGet("/inverters", Inverters.List).Tells<Paginated<Inverter>>(this, 200).Is("listInverters", "Inverters", "List solar inverters, newest first");
        api.MapGet("/users/{userId}/inverters", Inverters.ListOfUser).Tells<Paginated<Inverter>>(this, 200, 404).Is("listUserInverters", "Inverters", "List a user's solar inverters, newest first");
        api.MapGet("/inverters/{inverterId}", Inverters.Get).Tells<Inverter>(this, 200, 404).Is("getInverter", "Inverters", "Get a solar inverter");
        api.MapPost("/inverters/{inverterId}/refresh-hint", Inverters.Refresh).TellsOnly(this, 204, 404).Is("invertersRefreshHint", "Inverters", "Ask for news of a solar inverter soon");
        api.MapGet("/inverters/{inverterId}/statistics", Inverters.Produced).Tells<InverterStatistics>(this, 200, 404).Produces<InverterStatistics>(202).Is("getInverterStatistics", "Inverters", "Tell what a solar inverter produced on a day or in a month; 202 while that is not over");

        api.MapGet("/batteries", Batteries.List).Tells<Paginated<Battery>>(this, 200).Is("listBatteries", "Batteries", "List batteries, newest first");
        api.MapGet("/users/{userId}/batteries", Batteries.ListOfUser).Tells<Paginated<Battery>>(this, 200, 404).Is("listUserBatteries", "Batteries", "List a user's batteries, newest first");
        api.MapGet("/batteries/{batteryId}", Batteries.Get).Tells<Battery>(this, 200, 404).Is("getBattery", "Batteries", "Get a battery");
        api.MapPost("/batteries/{batteryId}/operation-mode", Batteries.SetMode).Tells<AssetAction>(this, 200, 403, 404, 413, 415).Is("postUserSetOperationMode", "Batteries", "Set what a battery is run for");
        api.MapGet("/batteries/actions/{actionId}", Batteries.GetAction).Tells<AssetAction>(this, 200, 404).Is("getBatteriesAction", "Batteries", "Get an action");
        api.MapPost("/batteries/actions/{actionId}/cancel", Batteries.CancelAction).Tells<AssetAction>(this, 200, 403, 404).Produces<AssetAction>(409).Is("cancelBatteryAction", "Batteries", "Cancel a pending action; one that is over is answered as it is, with 409");
        api.MapPost("/batteries/{batteryId}/refresh-hint", Batteries.Refresh).TellsOnly(this, 204, 404).Is("batteriesRefreshHint", "Batteries", "Ask for news of a battery soon");

        api.MapGet("/meters", Meters.List).Tells<Paginated<Meter>>(this, 200).Is("listMeters", "Meters", "List meters, newest first");
        api.MapGet("/users/{userId}/meters", Meters.ListOfUser).Tells<Paginated<Meter>>(this, 200, 404).Is("listUserMeters", "Meters", "List a user's meters, newest first");
        api.MapGet("/meters/{meterId}", Meters.Get).Tells<Meter>(this, 200, 404).Is("getMeter", "Meters", "Get a meter");
        api.MapPost("/meters/{meterId}/refresh-hint", Meters.Refresh).TellsOnly(this, 204, 404).Is("metersRefreshHint", "Meters", "Ask for news of a meter soon");

        api.MapGet("/hem-systems", HemSystems.List).Tells<Paginated<HemSystem>>(this, 200).Is("listHems", "HEM systems", "List energy systems, newest first");
        api.MapGet("/users/{userId}/hem-systems", HemSystems.ListOfUser).Tells<Paginated<HemSystem>>(this, 200, 404).Is("listHemsForUser", "HEM systems", "List a user's energy systems, newest first");
        api.MapGet("/hem-systems/{hemSystemId}", HemSystems.Get).Tells<HemSystem>(this, 200, 404).Is("getHemsById", "HEM systems", "Get an energy system");
        api.MapGet("/hem-systems/{hemSystemId}/statistics", HemSystems.Flowed).Tells<HemStatistics>(this, 200, 404, 422).Is("getHemsStatistics", "HEM systems", "Tell what flowed in an energy system on a day or in a month");

        Simulated.SimulatedRoutes.Map(api, this);

        api.MapPost("/webhooks", Webhooks.Create).Tells<Webhook>(this, 200, 413, 415).Is("createWebhook", "Webhooks", "Be told of events at an address of your own");
        api.MapGet("/webhooks", Webhooks.List).Tells<Paginated<Webhook>>(this, 200).Is("listWebhooks", "Webhooks", "List webhooks, newest first");
        api.MapGet("/webhooks/{webhookId}", Webhooks.Get).Tells<Webhook>(this, 200, 404).Is("getWebhook", "Webhooks", "Get a webhook");
        api.MapPatch("/webhooks/{webhookId}", Webhooks.Update).Tells<Webhook>(this, 200, 404, 413, 415).Is("updateWebhook", "Webhooks", "Change a webhook, and wake it where it is inactive");
        api.MapDelete("/webhooks/{webhookId}", Webhooks.Delete).TellsOnly(this, 204, 404).Is("deleteWebhook", "Webhooks", "End a webhook; what waits for it is dropped");
        api.MapPost("/webhooks/{webhookId}/test", Webhooks.Test).Tells<WebhookTest>(this, 200, 404).Is("testWebhook", "Webhooks", "Send an event of no meaning at once, and learn what came of it");

        api.MapGet("/interventions", Interventions.List).Tells<IReadOnlyList<Intervention>>(this, 200).Is("listInterventions", "Interventions", "List everything that people may have to do");
        api.MapGet("/interventions/{interventionId}", Interventions.Get).Tells<Intervention>(this, 200, 404).Is("getIntervention", "Interventions", "Get something that people have to do, in a language");

        api.MapGet("/locations/{locationId}/tariff", Tariffs.GetPlaced).Tells<IReadOnlyList<LocationTariffSpan>>(this, 200, 404).Is("getUserLocationTariff", "Tariffs", "Get when which rate applies at a location, as a week in UTC");
        api.MapPut("/locations/{locationId}/tariff", Tariffs.Place).TellsOnly(this, 204, 404, 413, 415).Is("associateUserLocationWithTariff", "Tariffs", "Say which tariff a location has, and when which rate applies");
        api.MapGet("/tariffs/{tariffId}", Tariffs.Get).Tells<IReadOnlyList<TariffRate>>(this, 200, 404).Is("getTariffInformation", "Tariffs", "Get a tariff");
        api.MapPut("/tariffs/{tariffId}", Tariffs.Put).TellsOnly(this, 204, 413, 415).Is("sendTariffInformation", "Tariffs", "Say what a tariff costs, from now on");

        api.MapGet("/locations", Locations.List).Tells<Paginated<Location>>(this, 200).Is("getLocations", "Locations", "List locations, newest first");
        api.MapPost("/locations", Locations.CreateFor).Tells<Location>(this, 200, 404, 413, 415).Is("createUserLocation", "Locations", "Make a location of the user whom the body names (an extension)");
        api.MapGet("/users/{userId}/locations", Locations.ListOfUser).Tells<Paginated<Location>>(this, 200, 404).Is("getUserlocations", "Locations", "List a user's locations, newest first");
        api.MapPost("/users/{userId}/locations", Locations.Create).Tells<Location>(this, 200, 404, 413, 415).Is("createLocation", "Locations", "Make a location of a user");
        api.MapGet("/locations/{locationId}", Locations.Get).Tells<Location>(this, 200, 404).Is("getLocation", "Locations", "Get a location");
        api.MapPut("/locations/{locationId}", Locations.Update).Tells<Location>(this, 200, 404, 413, 415).Is("updateLocation", "Locations", "Change a location");
        api.MapDelete("/locations/{locationId}", Locations.Delete).Tells<Location>(this, 200, 404).Is("deleteLocation", "Locations", "Delete a location; the answer is what it was");

        api.MapGet("/users/{userId}/statistics/charging", Statistics.Charging).Tells<IReadOnlyList<ChargingStatistics>>(this, 200, 404).Is("getChargingStatistics", "Statistics", "Tell what a user's assets consumed, and what it cost");
        api.MapGet("/users/{userId}/statistics/charging/sessions", Statistics.Sessions).Tells<IReadOnlyList<ChargingSessionStatistics>>(this, 200, 404).Is("getChargingSessionsStatistics", "Statistics", "Tell when a user's assets consumed, session by session");
    }

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<EventFacts>().AddSingleton<IEventDialect, EnodeEvents>().AddFaceDocument(Face, new FaceDocument("Enode API", "Link vehicles, chargers, heat pumps, inverters, batteries and meters of users, read them and steer them.", "/enode"));
}
