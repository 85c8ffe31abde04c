using static Busbar.Tests.Isolation.Need;

namespace Busbar.Tests.Isolation;

/// <summary>Every operation of the ev.energy API, as <see cref="ConnectCases"/> has those of the Connect API.</summary>
public static class EvEnergyCases
{
    public static readonly IReadOnlyDictionary<string, IsolationCase> All = new Dictionary<string, IsolationCase>
    {
        ["getRoot"] = new(Nothing),
        ["getUsers"] = new(SignedIn),
        ["postUsers"] = new(SignedIn, """{"email":"anna@example.org","default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.94,"longitude":6.96}}}"""),
        ["getUser"] = new(Keeper),
        ["patchUser"] = new(Keeper, """{"email":"anna@example.org"}"""),
        ["getVehicleMakes"] = new(Nothing),
        ["getVehicleMake"] = new(Nothing, Words: "vehicle_make_id=vmak01J443798BF893ZHFQVCS0FA23"),
        ["getVehicleModels"] = new(Nothing),
        ["getVehicleModel"] = new(Nothing, Words: "vehicle_model_id=vmod01HNARS42AVJN9QWQF6J52B7MB"),
        ["getVehicleTrims"] = new(SignedIn),
        ["getVehicleTrim"] = new(SignedIn, Words: "vehicle_trim_id=trim01HNARS42AVJN9QWQF6J52B7MB"),
        ["getVehicleCompatibilityCheck"] = new(Nothing, Query: "?vehicle_model_id=vmod01HNARS42AVJN9QWQF6J52B7MB"),
        ["getVehicleOnboarding"] = new(Nothing, Query: "?user_id={user_id}&client_id={client_id}", Done: 302),
        ["postVehicleOnboardingComplete"] = new(Nothing, """{"authorization_request_uid":"0199f3a2-0000-7000-8000-000000000001","auth_code":"x"}""", Done: 404),
        ["getVehicles"] = new(SignedIn),
        ["getVehicle"] = new(Viewer),
        ["patchVehicle"] = new(Administer, """{"vehicle_class":"PASSENGER","maximum_charge_limit_percentage":80}"""),
        ["postVehicleReconnect"] = new(Viewer),
        ["postVehicleDisconnect"] = new(Owner),
        ["deleteVehicle"] = new(Owner),
    };

    public static readonly IReadOnlyDictionary<string, int> Slots = new Dictionary<string, int>
    {
        ["postVehicleOnboardingComplete authorization_request_uid"] = 404,
    };
}
