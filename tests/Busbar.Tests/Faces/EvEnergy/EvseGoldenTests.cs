using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class EvseGoldenTests
{
    private const string Make = "emak01M81XTET0PVE5N4B59VBY9VZQ", Model = "emod01M81XTET0GXK6EMZTNV8WB8S9";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_charger_is_read_placed_and_reconnected(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        await walk.Step("evses.none", "GET", "evses");
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var (_, charger) = await EvEnergyFixture.Charger(house, user);
        await walk.Step("evses.unheard", "GET", $"evses/{charger}");
        house.Brands.Easee.Measure("charger-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.Power, 7_200), (Signal.EnergyIn, 1234.567), (Signal.MaxCurrent, 16), (Signal.VoltageL1, 231.5));
        await house.House.RunDue();
        await walk.Step("evses.list", "GET", "evses");
        await walk.Step("evses.get", "GET", $"evses/{charger}");
        await walk.Step("evses.get.expanded", "GET", $"evses/{charger}?expand=user&expand=model.make&expand=latest_status_log");
        await walk.Step("evses.cpid", "GET", "evses?cpid=EH000001");
        await walk.Step("evses.cpid.unknown", "GET", "evses?cpid=EH");
        await walk.Step("users.get.with-charger", "GET", $"users/{EvEnergyFixture.Id("user", user)}");
        await walk.Step("evses.patch", "PATCH", $"evses/{charger}", """{"location":{"latitude":50.9413,"longitude":6.9583}}""");
        await walk.Step("evses.patch.nothing", "PATCH", $"evses/{charger}", "{}");
        await walk.Step("evses.patch.moved", "PATCH", $"evses/{charger}", """{"location":{"latitude":51,"longitude":7}}""");
        await walk.Step("evses.patch.cleared", "PATCH", $"evses/{charger}", """{"location":null}""");
        await walk.Step("refused.evse.latitude", "PATCH", $"evses/{charger}", """{"location":{"latitude":91,"longitude":7}}""");
        Assert.Equal(0, await house.House.Get<Core.Basics.Database>().Read(db => Dapper.SqlMapper.ExecuteScalarAsync<long>(db, "select count(*) from locations")));
        await walk.Step("evses.reconnect", "POST", $"evses/{charger}/reconnect");
        await walk.Step("evses.connectivity", "GET", $"evses/{charger}/connectivity");
        await walk.Step("evses.connectivity.expanded", "GET", $"evses/{charger}/connectivity?expand=latest_status_log");
        await walk.Step("evses.ocpp_logs.none", "GET", $"evses/{charger}/ocpp_logs");
        await walk.Step("evses.delete.sandbox", "DELETE", $"evses/{charger}");
        await walk.Step("evses.get.after", "GET", $"evses/{charger}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_charger_told_and_was_told_is_in_its_logs(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var (id, charger) = await EvEnergyFixture.Charger(house, user, CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent);
        await Tell((Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 11_000), (Signal.EnergyIn, 10));
        await Tell((Signal.ChargeState, ChargeStates.Waiting), (Signal.Power, 0));
        await Tell((Signal.ChargeState, ChargeStates.Fault));
        var logs = await walk.Step("evses.status_logs.list", "GET", $"evses/{charger}/status_logs");
        await walk.Step("evses.status_logs.page", "GET", $"evses/{charger}/status_logs?page_size=1&expand=evse");
        await walk.Step("evses.status_logs.get", "GET", $"evses/{charger}/status_logs/{logs[1].GetProperty("sampled_at").GetString()}");

        foreach (var command in new[] { new Command(CommandKind.StopCharging), new Command(CommandKind.SetMaxCurrent, 10) })
        {
            Assert.Null((await house.House.Get<StartAction>().Start(house.Client, id, command, joins: false)).Fault);
            await house.House.Pass(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5));
        }
        house.Brands.Easee.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "The owner has taken access away.");
        await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        var told = await walk.Step("evses.command_logs.list", "GET", $"evses/{charger}/command_logs");
        await walk.Step("evses.command_logs.get", "GET", $"evses/{charger}/command_logs/{told[0].GetProperty("logged_at").GetString()}?expand=evse.model");
        var errors = await walk.Step("evses.error_logs.list", "GET", $"evses/{charger}/error_logs");
        await walk.Step("evses.error_logs.page", "GET", $"evses/{charger}/error_logs?page_size=1&page_before={errors[errors.GetArrayLength() - 1].GetProperty("sampled_at").GetString()}");
        await walk.Step("evses.error_logs.get", "GET", $"evses/{charger}/error_logs/{errors[0].GetProperty("sampled_at").GetString()}");
        await walk.Step("refused.evse.error_log.moment", "GET", $"evses/{charger}/error_logs/2026-01-01T00:00:00.000000Z");

        async Task Tell(params (Signal, Value)[] values)
        {
            house.Brands.Easee.Measure("charger-1", values);
            await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public async Task The_catalogue_of_chargers_is_read()
    {
        await using var house = await ConnectHouse.Open();
        var walk = await house.EvEnergyWalk();
        await walk.Step("evse_makes.list", "GET", "evse_makes?page_size=2", anonymous: true);
        await walk.Step("evse_makes.get", "GET", $"evse_makes/{Make}");
        await walk.Step("evse_models.list", "GET", $"evse_models?make_id={Make}&page_size=2&expand=make");
        await walk.Step("evse_models.get", "GET", $"evse_models/{Model}", anonymous: true);
        await walk.Step("evse_compatibility", "GET", $"evse_compatibility/check?evse_model_id={Model}", anonymous: true);
        await walk.Step("refused.evse_compatibility.unknown", "GET", "evse_compatibility/check?evse_model_id=emod01HN2NJ9NMRZBXT1H6FT9N7735", anonymous: true);
        await walk.Step("refused.evse_compatibility.prefix", "GET", $"evse_compatibility/check?evse_model_id={Make}", anonymous: true);
        await walk.Step("refused.evse_compatibility.program", "GET", $"evse_compatibility/check?evse_model_id={Model}&program_id=prog01HN2NJ9NMRZBXT1H6FT9N7735", anonymous: true);
        await walk.Step("refused.evse_make.unknown", "GET", "evse_makes/emak01HN2NJ9NMRZBXT1H6FT9N7735");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Onboarding_a_charger_leads_on_or_says_where(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (_, user) = await EvEnergyFixture.MadeUser(house);
        var start = $"/evenergy/v2/evse_onboarding?user_id={user}&client_id={house.Client.ClientId}";
        foreach (var (query, page) in new[] { ("", "/details?kind=ChargePoint&brand=easee"), ($"&make_id={Make}", "/details?kind=ChargePoint&brand=easee"), ($"&model_id={Model}", "/details?kind=ChargePoint&brand=easee") })
        {
            using var answer = await house.House.Http.GetAsync(start + query);
            Assert.Equal(302, (int)answer.StatusCode);
            Assert.EndsWith(page, answer.Headers.Location!.AbsoluteUri);
        }
        foreach (var (query, status) in new[]
        {
            ("&response_type=json", 200), ("&response_type=xml", 400), ("&make_id=tesla", 400), ("&make_id=emak01HN2NJ9NMRZBXT1H6FT9N7735", 404), ("&model_id=emod01HN2NJ9NMRZBXT1H6FT9N7735", 404),
            ($"&model_id={Model}&make_id=emak01HN2NJ9NMRZBXT1H6FT9N7735", 404), ("&redirect_uri=https://evil.example/", 400),
        })
        {
            using var answer = await house.House.Http.GetAsync(start + query);
            Assert.True((int)answer.StatusCode == status, $"{query}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task What_is_not_sound_is_refused()
    {
        await using var house = await ConnectHouse.Open();
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        await EvEnergyFixture.Charger(house, user);
        var walk = await house.EvEnergyWalk();
        await walk.Step("refused.evse.unknown", "GET", "evses/evse01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.evse.prefix", "GET", "evses/vhcl01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.evse.reconnect.unknown", "POST", "evses/evse01HRFF3SEVSCRAV9B3CHVDFN0H/reconnect");
        await walk.Step("refused.evse.import.known", "POST", "evse_onboarding/import", """{"provider":"Easee","serial_number":"EH000001"}""");
        await walk.Step("refused.evse.import", "POST", "evse_onboarding/import", """{"provider":"Zaptec","serial_number":"ZAP1"}""");
        await walk.Step("refused.evse.import.provider", "POST", "evse_onboarding/import", """{"provider":"Tesla","serial_number":"ZAP1"}""");
        await walk.Step("refused.evse.import.nothing", "POST", "evse_onboarding/import", """{"provider":"Zaptec","serial_number":" "}""");
    }
}
