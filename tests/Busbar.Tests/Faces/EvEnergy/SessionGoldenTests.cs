using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tariffs;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>Charge sessions and their parts. It is Sunday, eight o'clock; electricity costs 0.40 until noon, and 0.10 after.</summary>
public sealed class SessionGoldenTests
{
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_session_is_told_in_parts_as_its_mode_changes(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        await walk.Step("sessions.none", "GET", "charging_sessions");
        await walk.Step("sub_sessions.none", "GET", "charging_sub_sessions");
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "day", [new("dear", "0.40"), new("cheap", "0.10")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "day", [new("dear", null, 0, 12 * 60), new("cheap", null, 12 * 60, 0)]));
        await Measure(house, level: 40, minutes: 150);
        var session = (await walk.Step("sessions.list.begun", "GET", "charging_sessions"))[0].GetProperty("id").GetString();
        await walk.Step("refused.boost_start.not-enabled", "POST", $"charging_sessions/{session}/boost_start");
        await walk.Step("refused.boost_end.not-enabled", "POST", $"charging_sessions/{session}/boost_end");

        await Measure(house, level: 42, minutes: 140, after: 20);
        await walk.Step("sessions.smart-charging", "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        await house.House.RunDue();
        await Measure(house, level: 42, isCharging: false);
        await walk.Step("refused.boost_end.not-boosting", "POST", $"charging_sessions/{session}/boost_end");
        await Measure(house, level: 42, isCharging: false, after: 58);
        await walk.Step("sessions.boost_start", "POST", $"charging_sessions/{session}/boost_start");
        await house.House.RunDue();
        Assert.Equal([CommandKind.StopCharging, CommandKind.StartCharging], house.Brands.Tesla.Sent.Select(one => one.Command.Kind));
        await walk.Step("refused.boost_start.boosting", "POST", $"charging_sessions/{session}/boost_start");
        await Measure(house, level: 42, minutes: 140);
        await Measure(house, level: 50, minutes: 110, after: 30);
        await walk.Step("sessions.boost_end", "POST", $"charging_sessions/{session}/boost_end");
        await house.House.RunDue();
        await Measure(house, level: 50, isCharging: false);
        var open = await walk.Step("sub_sessions.list.open", "GET", $"charging_sub_sessions?vehicle_id={car}");
        await walk.Step("refused.recalculate.open", "POST", $"charging_sub_sessions/{open[0].GetProperty("id").GetString()}/recalculate_energy_usages", "{}");
        await walk.Step("sub_sessions.schedules.smart", "GET", $"charging_sub_sessions/{open[0].GetProperty("id").GetString()}/schedules");
        await walk.Step("sub_sessions.schedule_plans", "GET", $"charging_sub_sessions/{open[0].GetProperty("id").GetString()}/schedule_plans?expand=price_data");
        await house.House.Pass(TimeSpan.FromHours(4), TimeSpan.FromMinutes(5));
        await Measure(house, level: 50, minutes: 100);
        for (var level = 54; level <= 70; level += 4) await Measure(house, level, minutes: 80 - level, after: 20);
        await Measure(house, level: 70, isCharging: false, state: ChargeStates.Unplugged);

        await walk.Step("sessions.list", "GET", "charging_sessions");
        await walk.Step("sessions.get", "GET", $"charging_sessions/{session}?expand=vehicle");
        await walk.Step("sessions.get.expanded", "GET", $"charging_sessions/{session}?expand=sub_sessions");
        await walk.Step("refused.boost_start.ended", "POST", $"charging_sessions/{session}/boost_start");
        var parts = await walk.Step("sub_sessions.list", "GET", "charging_sub_sessions");
        var all = parts.EnumerateArray().Select(part => part.GetProperty("id").GetString()!).ToList();
        Assert.Equal(["SMART", "BOOST", "SMART", "UNMANAGED_HOME"], parts.EnumerateArray().Select(part => part.GetProperty("mode").GetString()));
        await walk.Step("sub_sessions.page", "GET", "charging_sub_sessions?page_size=2");
        await walk.Step("sub_sessions.page.next", "GET", $"charging_sub_sessions?page_size=2&page_after={all[1]}");
        await walk.Step("sub_sessions.page.back", "GET", $"charging_sub_sessions?page_size=2&page_before={all[2]}");
        foreach (var (name, query, found) in new[]
        {
            ("mode", "mode=BOOST", "1"), ("user", $"user_id={EvEnergyFixture.Id("user", user)}&page_size=1", "0"), ("finished", "is_finished=false", ""), ("finished.true", "is_finished=true&mode=UNMANAGED_HOME", "3"), ("started", $"start__gt={parts[2].GetProperty("start").GetString()}&start__lt={parts[0].GetProperty("start").GetString()}", "1"),
            ("ended", $"end__gt={parts[3].GetProperty("end").GetString()}&end__lt={parts[1].GetProperty("end").GetString()}", "2"), ("energy", "energy_delivered_watt_hours__gte=3600&energy_delivered_watt_hours__lte=3600", "1"), ("evse", $"evse_id=evse{car[4..]}", ""),
        })
            Assert.Equal(found, string.Join(',', (await walk.Step($"sub_sessions.filter.{name}", "GET", $"charging_sub_sessions?{query}")).EnumerateArray().Select(part => all.IndexOf(part.GetProperty("id").GetString()!))));
        for (var i = 0; i < all.Count; i++) await walk.Step($"sub_sessions.get.{i}", "GET", $"charging_sub_sessions/{all[i]}{(i == 1 ? "?expand=vehicle.trim,energy_usage,schedules,debug_metadata,tariff.supplier" : "")}");
        await walk.Step("sub_sessions.energy_usage", "GET", $"charging_sub_sessions/{all[0]}/energy_usage");
        await walk.Step("sub_sessions.energy_usage.merged", "GET", $"charging_sub_sessions/{all[0]}/energy_usage?merge_consecutive_intervals=true");
        await walk.Step("sub_sessions.energy_usage.flowing", "GET", $"charging_sub_sessions/{all[0]}/energy_usage?merge_consecutive_intervals=true&energy_delivered_watt_hours__gt=0&expand=charging_sub_session");
        await walk.Step("sub_sessions.schedules.boost", "GET", $"charging_sub_sessions/{all[1]}/schedules");
        await walk.Step("sub_sessions.schedules.unmanaged", "GET", $"charging_sub_sessions/{all[3]}/schedules");
        await walk.Step("sub_sessions.schedules.span", "GET", $"charging_sub_sessions/{all[0]}/schedules?started_at__gte=2026-03-01T13:00:00Z&started_at__lte=2026-03-01T13:30:00Z&only_most_recently_created=false");
        for (var i = 0; i < all.Count; i++) await walk.Step($"sub_sessions.debug_metadata.{i}", "GET", $"charging_sub_sessions/{all[i]}/debug_metadata");
        await walk.Step("sub_sessions.recalculate.dry", "POST", $"charging_sub_sessions/{all[0]}/recalculate_energy_usages", """{"dry_run":true}""");
        await walk.Step("sub_sessions.recalculate", "POST", $"charging_sub_sessions/{all[1]}/recalculate_energy_usages", "{}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_charger_and_a_car_elsewhere_charge_by_themselves(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        await EvEnergyFixture.Car(house, user);
        await Measure(house, level: 40, east: 8);
        await Measure(house, level: 40, isCharging: false, state: ChargeStates.Unplugged, east: 8);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1"), request: $$"""{"type":"ChargePoint","brand":"Easee","identifier":"EH1","owner":"{{user}}"}""");
        foreach (var (minutes, kwh, isCharging) in new[] { (1, 100.0, true), (45, 104.5, true), (5, 105, false) })
        {
            house.Clock.Advance(TimeSpan.FromMinutes(minutes));
            house.Brands.Easee.Measure("charger-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, isCharging), (Signal.EnergyIn, kwh), (Signal.ChargeState, isCharging ? ChargeStates.Charging : ChargeStates.Complete));
            await house.Hint();
        }
        var parts = await walk.Step("sub_sessions.charger-and-away", "GET", "charging_sub_sessions?expand=evse");
        await walk.Step("sessions.charger-and-away", "GET", "charging_sessions?expand=evse&expand=vehicle");
        await walk.Step("sub_sessions.charger.energy_usage", "GET", $"charging_sub_sessions/{parts[0].GetProperty("id").GetString()}/energy_usage");
        await walk.Step("sub_sessions.charger.debug_metadata", "GET", $"charging_sub_sessions/{parts[0].GetProperty("id").GetString()}/debug_metadata");
        await walk.Step("sub_sessions.away.debug_metadata", "GET", $"charging_sub_sessions/{parts[1].GetProperty("id").GetString()}/debug_metadata");
    }

    [Fact]
    public async Task A_boost_that_cannot_be_told_is_said_so()
    {
        await using var house = await ConnectHouse.Open();
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "flat", [new("all", "0.30")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "flat", [new("all", null, 0, 24 * 60)]));
        await Measure(house, level: 40, isCharging: false);
        await walk.Step("boost.unreachable.smart-charging", "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        house.Brands.Tesla.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "The owner has signed out.");
        await house.Hint();
        var session = (await walk.Step("boost.unreachable.session", "GET", "charging_sessions"))[0].GetProperty("id").GetString();
        await walk.Step("refused.boost_start.unreachable", "POST", $"charging_sessions/{session}/boost_start");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_acts_as_a_user_sees_only_that_one_s(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var ((anna, annas), (_, bens)) = (await EvEnergyFixture.MadeUser(house), await EvEnergyFixture.MadeUser(house));
        await EvEnergyFixture.Car(house, anna);
        await Measure(house, level: 40);
        await Measure(house, level: 41, isCharging: false, state: ChargeStates.Unplugged);
        foreach (var (user, status, count) in new[] { (annas, 200, 1), (bens, 404, 0) })
        {
            foreach (var list in new[] { "charging_sessions", "charging_sub_sessions", "charging_sub_sessions?user_id=me", $"charging_sub_sessions?user_id={annas}" })
                Assert.Equal((200, count), (await Get(list, user)) is var (code, body) ? (code, body.GetArrayLength()) : default);
            var (session, part) = ((await Get("charging_sessions", annas)).Body[0].GetProperty("id").GetString(), (await Get("charging_sub_sessions", annas)).Body[0].GetProperty("id").GetString());
            foreach (var path in new[] { $"charging_sessions/{session}", $"charging_sub_sessions/{part}", $"charging_sub_sessions/{part}/energy_usage", $"charging_sub_sessions/{part}/schedules" }) Assert.Equal(status, (await Get(path, user)).Status);
            Assert.Equal(status is 200 ? 409 : 404, (await Get($"charging_sessions/{session}/boost_start", user, HttpMethod.Post)).Status);
            Assert.Equal(status, (await Get($"charging_sub_sessions/{part}/recalculate_energy_usages", user, HttpMethod.Post)).Status);
        }

        async Task<(int Status, System.Text.Json.JsonElement Body)> Get(string path, string user, HttpMethod? method = null)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, "/evenergy/v2/" + path) { Headers = { { "EvEnergy-User", user } } };
            if (method is not null) request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            using var answer = await house.Http.SendAsync(request);
            return ((int)answer.StatusCode, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await answer.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task What_is_not_sound_is_refused()
    {
        await using var house = await ConnectHouse.Open();
        var walk = await house.EvEnergyWalk();
        await walk.Step("refused.session.prefix", "GET", "charging_sessions/csub01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.session.unknown", "GET", "charging_sessions/cses01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.sub_session.unknown", "GET", "charging_sub_sessions/csub01HRFF3SEVSCRAV9B3CHVDFN0H");
        foreach (var query in new[] { "mode=FAST", "vehicle_id=evse01HRFF3SEVSCRAV9B3CHVDFN0H", "user_id=me", "energy_delivered_watt_hours__gte=1.5", "is_finished=maybe", "end__lt=tomorrow", "expand=flags", "page_after=csub01HRFF3SEVSCRAV9B3CHVDFN0H" })
            await walk.Step($"refused.sub_sessions.{query.Split('=')[0]}", "GET", $"charging_sub_sessions?{query}");
        foreach (var (what, query) in new[] { ("energy_usage", "energy_delivered_watt_hours__gt=x"), ("schedules", "schedule_plan_id=csub01HRFF3SEVSCRAV9B3CHVDFN0H"), ("schedule_plans", "created_at__gte=now") })
            await walk.Step($"refused.{what}", "GET", $"charging_sub_sessions/csub01HRFF3SEVSCRAV9B3CHVDFN0H/{what}?{query}");
    }

    /// <summary>At home, 7.2 kW where it charges.</summary>
    internal static async Task Measure(ConnectHouse house, double level, bool isCharging = true, double? minutes = null, int after = 2, string? state = null, double east = 6.9583)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(after));
        var told = state ?? (isCharging ? ChargeStates.Charging : ChargeStates.Idle);
        List<(Signal, Value)> values =
        [
            (Signal.IsPluggedIn, told is not ChargeStates.Unplugged), (Signal.IsCharging, isCharging), (Signal.ChargeState, told), (Signal.Power, isCharging ? 7_200 : 0), (Signal.StateOfCharge, level),
            (Signal.TargetStateOfCharge, 80), (Signal.BatteryCapacity, 60), (Signal.Latitude, 50.9413), (Signal.Longitude, east),
        ];
        if (minutes is { } known) values.Add((Signal.ChargeTimeRemaining, known));
        house.Brands.Tesla.Measure("car-1", [.. values]);
        await house.Hint();
    }
}
