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
        ["get-charging_sessions"] = new(SignedIn),
        ["get-charging_sessions-charging_session_id"] = new(Viewer),
        ["post-charging_sessions-charging_session_id-boost_start"] = new(Contributor, Done: 409),
        ["post-charging_sessions-charging_session_id-boost_end"] = new(Contributor, Done: 409),
        ["get-charging_sub_sessions"] = new(SignedIn),
        ["get-charging_sub_sessions-charging_sub_session_id"] = new(Viewer),
        ["get-charging_sub_sessions-charging_sub_session_id-energy_usage"] = new(Viewer),
        ["get-charging_sub_sessions-charging_sub_session_id-schedules"] = new(Viewer),
        ["get-charging_sub_sessions-charging_sub_session_id-schedule_plans"] = new(Viewer),
        ["get-charging_sub_sessions-charging_sub_session_id-debug_metadata"] = new(Viewer),
        ["post-charging_sub_sessions-charging_sub_session_id-recalculate_energy_usages"] = new(Contributor, "{}"),
        ["get-webhook_portal"] = new(SignedIn, Makes: true),
    };

    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["post-vehicle_onboarding-complete authorization_request_uid"] = 404,
    };
}
