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
        ("patch-vehicles", "the limit is too low", """{"maximum_charge_limit_percentage":49}""", 400, "maximum_charge_limit_percentage"),
        ("patch-vehicles", "the limit is beyond full", """{"maximum_charge_limit_percentage":101}""", 400, "maximum_charge_limit_percentage"),
        ("patch-vehicles", "the car tells its battery itself", """{"battery_size_watt_hours":50000}""", 400, "battery_size_watt_hours"),
        ("patch-vehicles", "nothing is to change", "{}", 200, null),
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
        [new("get-solar-arrays", 200), new("patch-solar_arrays-solar_array_id", 200), new("patch-solar_arrays-solar_array_id", 200, Body: """{"capacity_watts":0}"""), new("get-solar-arrays-solar_array_id", 200)],
        [new("get-tariffs", 200, "tariff_id", "0.id"), new("get-tariffs-tariff_id", 200), new("get-tariff-prices", 200)],
        [new("get-ct-clamps", 200, "ct_clamp_id", "0.id"), new("get-ct-clamps-ct_clamp_id-logs", 200, "sampled_at", "0.sampled_at"), new("get-ct-clamps-ct_clamp_id", 200)],
        [new("post-vehicles-vehicle_id-disconnect", 200), new("post-vehicles-vehicle_id-disconnect", 200), new("post-vehicles-vehicle_id-reconnect", 201), new("delete-vehicles", 204), new("get-vehicles-vehicle_id", 200)],
    ];
}
