namespace Busbar.Tests.Hostile;

/// <summary>Rules of the ev.energy API that no document says.</summary>
public static class EvEnergyRules
{
    public static readonly IReadOnlySet<string> TakesNull = new HashSet<string>();

    public static readonly IReadOnlyDictionary<string, string> Never = new Dictionary<string, string>
    {
        ["get-vehicle_onboarding"] = "it leads on, with 302",
        ["get-vehicles-vehicle_id-status_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-vehicles-vehicle_id-location_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-vehicles-vehicle_id-command_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-vehicles-vehicle_id-error_logs-timestamp"] = "nothing went wrong at the moment that is asked for",
        ["post-evse_onboarding-import"] = "no brand looks a charger up by its serial number",
        ["get-evses-evse_id-status_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-evses-evse_id-command_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-evses-evse_id-error_logs-timestamp"] = "nothing went wrong at the moment that is asked for",
        ["get-evses-evse_id-ocpp_logs-timestamp"] = "no message was kept at the moment that is asked for",
        ["get-evse_firmware_versions-evse_firmware_version_id"] = "no station has dialled in",
        ["post-charging_sessions-charging_session_id-boost_start"] = "the session has ended",
        ["post-charging_sessions-charging_session_id-boost_end"] = "the session has ended",
        ["post-vehicle_onboarding-complete"] = "no brand is signed in to by a kit of its own",
        ["get-inverter_onboarding"] = "it leads on, with 302",
        ["get-home_battery_onboarding"] = "it leads on, with 302",
        ["post-inverters"] = "inverters are linked, not typed in",
        ["post-solar-arrays"] = "it needs a header that says for whom",
        ["get-home_batteries-home_battery_id-status_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-boundary_meters-boundary_meter_id-status_logs-timestamp"] = "nothing was told at the moment that is asked for",
        ["get-ct-clamps-ct_clamp_id-logs-sampled_at"] = "nothing was told at the moment that is asked for",
    };

    private static readonly (string Operation, string Rule, string Body, int Status, string? Field)[] all =
    [
        ("post-users", "the e-mail is none", """{"email":"anna"}""", 400, "email"),
        ("post-users", "the e-mail has a space", """{"email":"an na@example.org"}""", 400, "email"),
        ("post-users", "the home has no city", """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","country_code":"DE"}}""", 400, "default_location.city"),
        ("post-users", "the country is a word", """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"Germany"}}""", 400, "default_location.country_code"),
        ("post-users", "the latitude is too far north", """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":90.1,"longitude":0}}}""", 400, "default_location.coordinates.latitude"),
        ("post-users", "nothing is told", "{}", 201, null),
        ("patch-users-user_id", "only the position is told", """{"default_location":{"coordinates":{"latitude":50,"longitude":0}}}""", 400, "default_location.address_1"),
        ("patch-users-user_id", "nothing is to change", "{}", 200, null),
        ("patch-evses-evse_id", "the latitude is too far north", """{"location":{"latitude":90.1,"longitude":0}}""", 400, "location.latitude"),
        ("patch-evses-evse_id", "the place has no longitude", """{"location":{"latitude":50}}""", 400, "location.longitude"),
        ("patch-evses-evse_id", "nothing is to change", "{}", 200, null),
        ("post-evse_onboarding-import", "the provider is none", """{"provider":"Tesla","serial_number":"1"}""", 400, "provider"),
        ("post-evse_onboarding-import", "the number is blank", """{"provider":"Easee","serial_number":" "}""", 400, "serial_number"),
        ("post-vehicle_waitlist", "no car is named", """{"email":"anna@example.org"}""", 400, "vehicle_model_id"),
        ("post-vehicle_waitlist", "the e-mail is none", """{"email":"anna","vehicle_make_name":"Zap","vehicle_model_name":"One"}""", 400, "email"),
        ("post-evse_waitlist", "a model and names", """{"email":"anna@example.org","evse_model_id":"emod01M81XTET0GXK6EMZTNV8WB8S9","evse_make_name":"Zap"}""", 400, "evse_model_id"),
        ("post-vehicle_onboarding-onboarding_link", "nobody has this e-mail", """{"email":"nobody@example.org","make":"vmak01J443798BF893ZHFQVCS0FA23"}""", 400, "email"),
        ("post-vehicle_onboarding-onboarding_link", "the make is none", """{"email":"anna@example.org","make":"tesla"}""", 400, "make"),
        ("post-vehicles", "the model is none", """{"model":"https://api.ev.energy/v2/vehicle_models/vmod01HN2NJ9NMRZBXT1H6FT9N7735","user":"{user_id}"}""", 400, "model"),
        ("post-vehicles", "the battery is too small", """{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB","user":"{user_id}","battery_size_watt_hours":999}""", 400, "battery_size_watt_hours"),
        ("post-vehicles", "nobody's", """{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB"}""", 400, "user"),
        ("post-vehicle_models", "the make is none", """{"make":"tesla","name":"Model Q"}""", 400, "make"),
        ("post-vehicle_models", "the name is blank", """{"make":"vmak01J443798BF893ZHFQVCS0FA23","name":" "}""", 400, "name"),
        ("post-vehicle_trims", "the battery is too large", """{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB","name":"Long","battery_size_watt_hours":300001}""", 400, "battery_size_watt_hours"),
        ("patch-vehicles-vehicle_id-connectors", "an adaptor stands twice", """{"adaptors":["CHADEMO","CHADEMO"]}""", 400, "adaptors"),
        ("patch-vehicles-vehicle_id-connectors", "the own socket is an adaptor", """{"native_connector":"NACS","adaptors":["NACS"]}""", 400, "adaptors"),
        ("patch-vehicles-vehicle_id-state_of_charge", "fuller than full", """{"state_of_charge_percentage":101}""", 400, "state_of_charge_percentage"),
        ("patch-vehicles", "the limit is too low", """{"maximum_charge_limit_percentage":49}""", 400, "maximum_charge_limit_percentage"),
        ("patch-vehicles", "the limit is beyond full", """{"maximum_charge_limit_percentage":101}""", 400, "maximum_charge_limit_percentage"),
        ("patch-vehicles", "the car tells its battery itself", """{"battery_size_watt_hours":50000}""", 400, "battery_size_watt_hours"),
        ("patch-vehicles", "nothing is to change", "{}", 200, null),
        ("post-charging_sub_sessions-charging_sub_session_id-recalculate_energy_usages", "nothing is said", "{}", 200, null),
        ("post-inverters", "an inverter is typed in", """{"model":"https://api.ev.energy/v2/inverter_models/imod0YZSG9QQECGGBTPDV35CP8GB4J","user":"https://api.ev.energy/v2/users/user01HN2NJ9NMRZBXT1H6FT9N7735"}""", 400, null),
        ("post-solar-arrays", "nobody is acted as", "{}", 400, "EvEnergy-User"),
        ("patch-solar_arrays-solar_array_id", "less than nothing is given", """{"capacity_watts":-1}""", 400, "capacity_watts"),
        ("patch-solar_arrays-solar_array_id", "nothing is to change", "{}", 200, null),
    ];

    public static IReadOnlyList<Shot> Of(Stage stage) =>
        [.. all.Select(rule => stage.Draft(stage.Operations.Single(operation => operation.Id == rule.Operation)).WithBody(stage.Filled(rule.Operation, rule.Body), rule.Status < 400 ? Lane.Boundary : Lane.Broken, rule.Rule, rule.Status, rule.Field))];

    /// <summary>Requests that build on each other.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<Step>> Chains =
    [
        [new("post-users", 201, "user_id"), new("get-users-user_id", 200), new("patch-users-user_id", 200), new("patch-users-user_id", 200, Body: """{"email":null,"default_location":null}"""), new("get-users-user_id", 200), new("get-users", 200)],
        [new("patch-vehicles", 200), new("get-vehicles-vehicle_id", 200), new("patch-vehicles", 200, Body: """{"vehicle_class":null,"maximum_charge_limit_percentage":null}"""), new("get-vehicles", 200)],
        [new("patch-evses-evse_id", 200), new("get-evses-evse_id", 200), new("patch-evses-evse_id", 200, Body: """{"location":null}"""), new("get-evses", 200), new("get-evses-evse_id-status_logs", 200)],
        [new("post-evses-evse_id-reconnect", 201), new("delete-evses-evse_id", 204), new("get-evses-evse_id", 200), new("get-evses-evse_id-connectivity", 200)],
        [new("post-users", 201, Body: """{"email":"anna@example.org"}"""), new("post-vehicle_onboarding-onboarding_link", 204), new("post-vehicle_waitlist", 201), new("post-evse_waitlist", 201)],
        [
            new("post-vehicle_models", 201, "vehicle_model_id"), new("patch-vehicle_models-vehicle_model_id", 200), new("post-vehicle_models-vehicle_model_id-connectors", 201), new("post-vehicle_models-vehicle_model_id-connectors", 201, Body: """{"region":"EUROPE","connector_type":"CCS"}"""),
            new("patch-vehicle_models-vehicle_model_id-connectors-region", 200), new("get-vehicle_models-vehicle_model_id-connectors", 200), new("get-vehicle_models-vehicle_model_id-connectors-region", 200), new("post-vehicle_models-vehicle_model_id-connectors", 400),
        ],
        [new("post-vehicle_models", 201), new("post-vehicle_trims", 201), new("post-vehicles", 201), new("get-vehicles", 200)],
        [new("patch-vehicles-vehicle_id-connectors", 200, Body: """{"native_connector":null,"adaptors":["CHADEMO"]}"""), new("get-vehicles-vehicle_id-connectors", 200), new("patch-vehicles-vehicle_id-connectors", 200, Body: """{"adaptors":[]}""")],
        [new("patch-vehicles-vehicle_id-state_of_charge", 200, Body: """{"state_of_charge_percentage":50}"""), new("get-vehicles-vehicle_id-state_of_charge", 200), new("patch-vehicles-vehicle_id-state_of_charge", 200, Body: """{"state_of_charge_percentage":null}""")],
        [new("get-solar-arrays", 200), new("patch-solar_arrays-solar_array_id", 200), new("patch-solar_arrays-solar_array_id", 200, Body: """{"capacity_watts":0}"""), new("get-solar-arrays-solar_array_id", 200)],
        [new("get-tariffs", 200, "tariff_id", "0.id"), new("get-tariffs-tariff_id", 200), new("get-tariff-prices", 200)],
        [new("get-ct-clamps", 200, "ct_clamp_id", "0.id"), new("get-ct-clamps-ct_clamp_id-logs", 200, "sampled_at", "0.sampled_at"), new("get-ct-clamps-ct_clamp_id", 200)],
        [new("post-vehicles-vehicle_id-disconnect", 200), new("post-vehicles-vehicle_id-disconnect", 200), new("post-vehicles-vehicle_id-reconnect", 201), new("delete-vehicles", 204), new("get-vehicles-vehicle_id", 200)],
        [
            new("post-charging_sub_sessions-charging_sub_session_id-recalculate_energy_usages", 200, Body: """{"dry_run":true}"""), new("post-charging_sub_sessions-charging_sub_session_id-recalculate_energy_usages", 200, Body: "{}"),
            new("get-charging_sub_sessions-charging_sub_session_id", 200), new("get-charging_sub_sessions-charging_sub_session_id-energy_usage", 200), new("get-charging_sessions-charging_session_id", 200),
        ],
    ];
}
