using static Busbar.Tests.Isolation.Need;

namespace Busbar.Tests.Isolation;

/// <summary>Every operation of the ev.energy API, as <see cref="ConnectCases"/> has those of the Connect API.</summary>
public static class EvEnergyCases
{
    private const string EaseeMake = "emak01M81XTET0PVE5N4B59VBY9VZQ", EaseeModel = "emod01M81XTET0GXK6EMZTNV8WB8S9";

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
        ["post-vehicles"] = new(SignedIn, """{"user":"https://api.ev.energy/v2/users/{user_id}","model":"vmod01HNARS42AVJN9QWQF6J52B7MB"}"""),
        ["post-vehicle_models"] = new(SignedIn, """{"make":"vmak01J443798BF893ZHFQVCS0FA23","name":"Model Q"}"""),
        ["post-vehicle_trims"] = new(SignedIn, """{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB","name":"Short range","battery_size_watt_hours":40000}"""),
        ["get-vehicle_models-vehicle_model_id-connectors"] = new(Nothing, Words: "vehicle_model_id=vmod01HNARS42AVJN9QWQF6J52B7MB"),
        ["get-vehicle_models-vehicle_model_id-connectors-region"] = new(Nothing, Words: "vehicle_model_id=vmod01HNARS42AVJN9QWQF6J52B7MB region=EUROPE"),
        ["get-vehicles-vehicle_id-connectors"] = new(Viewer),
        ["patch-vehicles-vehicle_id-connectors"] = new(Administer, """{"native_connector":"CCS","adaptors":["CHADEMO"]}"""),
        ["get-vehicles-vehicle_id-state_of_charge"] = new(Viewer),
        ["patch-vehicles-vehicle_id-state_of_charge"] = new(Administer, """{"state_of_charge_percentage":50}"""),
        ["get-vehicles-vehicle_id-command_logs"] = new(Viewer),
        ["get-vehicles-vehicle_id-command_logs-timestamp"] = new(Viewer, Words: "logged_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-vehicles-vehicle_id-error_logs"] = new(Viewer),
        ["get-vehicles-vehicle_id-error_logs-timestamp"] = new(Viewer, Words: "logged_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["post-vehicle_waitlist"] = new(Nothing, """{"email":"anna@example.org","vehicle_model_id":"vmod01HNARS42AVJN9QWQF6J52B7MB"}"""),
        ["post-evse_waitlist"] = new(Nothing, """{"email":"anna@example.org","evse_make_name":"Zap","evse_model_name":"One"}"""),
        ["post-vehicle_onboarding-onboarding_link"] = new(SignedIn, """{"email":"anna@example.org","make":"vmak01J443798BF893ZHFQVCS0FA23"}""", Done: 503),
        ["get-evse_makes"] = new(Nothing),
        ["get-evse_makes-evse_make_id"] = new(Nothing, Words: $"evse_make_id={EaseeMake}"),
        ["get-evse_models"] = new(Nothing),
        ["get-evse_models-evse_model_id"] = new(Nothing, Words: $"evse_model_id={EaseeModel}"),
        ["get-evse_compatibility-check"] = new(Nothing, Query: $"?evse_model_id={EaseeModel}"),
        ["get-evse_onboarding"] = new(Nothing, Query: "?user_id={user_id}&client_id={client_id}", Done: 302),
        ["post-evse_onboarding-import"] = new(SignedIn, """{"provider":"Easee","serial_number":"EH000001"}""", Done: 422),
        ["get-evses"] = new(SignedIn),
        ["get-evses-evse_id"] = new(Viewer),
        ["patch-evses-evse_id"] = new(Administer, """{"location":{"latitude":50.94,"longitude":6.96}}"""),
        ["post-evses-evse_id-reconnect"] = new(Viewer),
        ["delete-evses-evse_id"] = new(Owner, Done: 204),
        ["get-evses-evse_id-status_logs"] = new(Viewer),
        ["get-evses-evse_id-status_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-evses-evse_id-command_logs"] = new(Viewer),
        ["get-evses-evse_id-command_logs-timestamp"] = new(Viewer, Words: "logged_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-evses-evse_id-error_logs"] = new(Viewer),
        ["get-evses-evse_id-error_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-evses-evse_id-ocpp_logs"] = new(Viewer),
        ["get-evses-evse_id-ocpp_logs-timestamp"] = new(Viewer, Words: "sampled_at=2026-02-01T08:00:00.000000Z", Done: 404),
        ["get-evses-evse_id-connectivity"] = new(Viewer),
        ["get-evse_firmware_versions"] = new(SignedIn),
        ["get-evse_firmware_versions-evse_firmware_version_id"] = new(SignedIn, Words: "evse_firmware_version_id=evsf01HNARS42AVJN9QWQF6J52B7MB", Done: 404),
    };

    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["post-vehicle_onboarding-complete authorization_request_uid"] = 404,
    };
}
