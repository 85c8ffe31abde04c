using static Busbar.Tests.Isolation.Need;

namespace Busbar.Tests.Isolation;

/// <summary>Every operation of the ev.energy API, as <see cref="ConnectCases"/> has those of the Connect API.</summary>
public static class EvEnergyCases
{
    public static readonly IReadOnlyDictionary<string, IsolationCase> All = new Dictionary<string, IsolationCase>
    {
        ["get-root"] = new(Nothing),
        ["get-users"] = new(SignedIn),
        ["post-users"] = new(SignedIn, """{"email":"anna@example.org","default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.94,"longitude":6.96}}}"""),
        ["get-users-user_id"] = new(Keeper),
        ["patch-users-user_id"] = new(Keeper, """{"email":"anna@example.org","default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.94,"longitude":6.96}}}"""),
        ["post-users-user_id-login_link"] = new(Keeper, """{"redirect_uri":"http://localhost/back"}"""),
        ["get-vehicle_makes"] = new(Nothing),
        ["get-vehicle_makes-vehicle_make_id"] = new(Nothing, Words: "vehicle_make_id=vmak01J443798BF893ZHFQVCS0FA23"),
        ["get-vehicle_models"] = new(Nothing),
        ["get-vehicle_models-vehicle_model_id"] = new(Nothing, Words: "vehicle_model_id=vmod01HNARS42AVJN9QWQF6J52B7MB"),
        ["get-vehicle_trims"] = new(SignedIn),
        ["get-vehicle_trims-vehicle_trim_id"] = new(SignedIn, Words: "vehicle_trim_id=trim01HNARS42AVJN9QWQF6J52B7MB"),
        ["get-vehicle_compatibility-check"] = new(Nothing, Query: "?vehicle_model_id=vmod01HNARS42AVJN9QWQF6J52B7MB"),
        ["get-vehicle_onboarding"] = new(Nothing, Query: "?user_id={user_id}&client_id={client_id}", Done: 302),
        ["post-vehicle_onboarding-complete"] = new(Nothing, """{"authorization_request_uid":"0199f3a2-0000-7000-8000-000000000001","auth_code":"x"}""", Done: 404),
        ["get-vehicles"] = new(SignedIn),
        ["get-vehicles-vehicle_id"] = new(Viewer),
        ["get-vehicles-vehicle_id-status_logs"] = new(Viewer),
        ["get-vehicles-vehicle_id-status_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-vehicles-vehicle_id-location_logs"] = new(Viewer),
        ["get-vehicles-vehicle_id-location_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["patch-vehicles"] = new(Administer, """{"vehicle_class":"PASSENGER","maximum_charge_limit_percentage":80}"""),
        ["post-vehicles-vehicle_id-reconnect"] = new(Viewer),
        ["post-vehicles-vehicle_id-disconnect"] = new(Owner),
        ["delete-vehicles"] = new(Owner),

        // Makes and models are the same for everybody; those of models are told to whoever has one.
        ["get-home_battery_makes"] = new(SignedIn),
        ["get-home_battery_makes-home_battery_make_id"] = new(SignedIn, Words: "home_battery_make_id=bmak577GFGK2NMGJ9BET9X22S1CK2X"),
        ["get-home_battery_models"] = new(SignedIn),
        ["get-home_battery_models-home_battery_model_id"] = new(SignedIn, Words: "home_battery_model_id=bmod1TRDHNJBTVHH9BYHTE0VKK8JDR"),
        ["get-home_batteries"] = new(SignedIn),
        ["get-home_batteries-home_battery_id"] = new(Viewer),
        ["get-home_batteries-home_battery_id-status_logs"] = new(Viewer),
        ["get-home_batteries-home_battery_id-status_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-boundary_meter_makes"] = new(SignedIn),
        ["get-boundary_meter_makes-boundary_meter_make_id"] = new(SignedIn, Words: "boundary_meter_make_id=bmma11FXGPQTQCHBV8KW8965WEDTC0"),
        ["get-boundary_meter_models"] = new(SignedIn),
        ["get-boundary_meter_models-boundary_meter_model_id"] = new(SignedIn, Words: "boundary_meter_model_id=bmmo3SPN4MHV7VHFBSBMAEFX21YV3K"),
        ["get-boundary_meters"] = new(SignedIn),
        ["get-boundary_meters-boundary_meter_id"] = new(Viewer),
        ["get-boundary_meters-boundary_meter_id-status_logs"] = new(Viewer),
        ["get-boundary_meters-boundary_meter_id-status_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-inverter_makes"] = new(SignedIn),
        ["get-inverter_makes-inverter_make_id"] = new(SignedIn, Words: "inverter_make_id=imak7XAE2DVNE4H2QVJ3JX57B5MC8B"),
        ["get-inverter_models"] = new(SignedIn),
        ["get-inverter_models-inverter_model_id"] = new(SignedIn, Words: "inverter_model_id=imod0YZSG9QQECGGBTPDV35CP8GB4J"),
        ["get-inverters"] = new(SignedIn),
        ["get-inverters-inverter_id"] = new(Viewer),
        ["post-inverters"] = new(SignedIn, "{}", Done: 400),
        ["get-inverter_onboarding"] = new(Nothing, Query: "?user_id={user_id}&client_id={client_id}", Done: 302),
        ["get-home_battery_onboarding"] = new(Nothing, Query: "?user_id={user_id}&client_id={client_id}", Done: 302),
        ["get-hem_systems"] = new(SignedIn),
        ["get-hem_systems-hem_system_id"] = new(Viewer),
        ["get-hem_systems-hem_system_id-energy_stats"] = new(Viewer, Query: "?start=2026-02-01&end=2026-02-03&resolution=P1D"),
        ["get-hem_systems-hem_system_id-live_power"] = new(Viewer),
        ["get-solar-arrays"] = new(SignedIn),
        ["post-solar-arrays"] = new(SignedIn, """{"capacity_watts":5000}""", Done: 400),
        ["get-solar-arrays-solar_array_id"] = new(Keeper),
        ["patch-solar_arrays-solar_array_id"] = new(Keeper, """{"capacity_watts":5000}"""),
        ["get-ct-clamps"] = new(SignedIn),
        ["get-ct-clamps-ct_clamp_id"] = new(Viewer),
        ["get-ct-clamps-ct_clamp_id-logs"] = new(Viewer),
        ["get-ct-clamps-ct_clamp_id-logs-sampled_at"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-suppliers"] = new(SignedIn),
        ["get-suppliers-suppler_id"] = new(Requester),
        ["get-tariffs"] = new(SignedIn),
        ["get-tariffs-tariff_id"] = new(Keeper),
        ["get-tariff-prices"] = new(Keeper),
    };

    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["post-vehicle_onboarding-complete authorization_request_uid"] = 404,
    };
}
