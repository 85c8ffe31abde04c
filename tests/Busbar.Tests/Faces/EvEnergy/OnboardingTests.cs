using System.Text.Json;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class OnboardingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Onboarding_leads_on_or_says_where(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (_, user) = await EvEnergyFixture.MadeUser(house);
        var start = $"vehicle_onboarding?user_id={user}&client_id={house.Client.ClientId}";
        foreach (var (car, page) in new[]
        {
            ("", "/car"), ("&make_id=vmak01J443798BF893ZHFQVCS0FA23", "/car?make=01J443798BF893ZHFQVCS0FA23"), ("&model_id=vmod01HNARS42AVJN9QWQF6J52B7MB", "/car?model=01HNARS42AVJN9QWQF6J52B7MB"),
            ("&trim_id=trim01HNARS42AVJN9QWQF6J52B7MB", "/details?kind=EV&brand=tesla&trim=01HNARS42AVJN9QWQF6J52B7MB"),
        })
        {
            using var answer = await house.House.Http.GetAsync($"/evenergy/v2/{start}{car}");
            Assert.Equal(302, (int)answer.StatusCode);
            Assert.EndsWith(page, answer.Headers.Location!.AbsoluteUri);
            foreach (var header in new[] { "EvEnergy-Version", "X-RateLimit-Limit", "X-RateLimit-Remaining" }) Assert.True(answer.Headers.Contains(header), header);
        }
        using var json = await house.House.Http.GetAsync($"/evenergy/v2/{start}&make_id=vmak01J443798BF893ZHFQVCS0FA23&response_type=json");
        var told = JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((200, "api", JsonValueKind.Null, JsonValueKind.Null), ((int)json.StatusCode, told.GetProperty("auth_method").GetString(), told.GetProperty("scopes").ValueKind, told.GetProperty("single_select").ValueKind));
        var body = new StringContent($$"""{"authorization_request_uid":"{{told.GetProperty("authorization_request_id").GetString()}}","auth_code":"x"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(422, (int)(await house.House.Http.PostAsync("/evenergy/v2/vehicle_onboarding/complete", body)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_sound_is_refused()
    {
        await using var house = await ConnectHouse.Open();
        var (_, user) = await EvEnergyFixture.MadeUser(house);
        var foreign = await house.House.NewClient("umbrella");
        var (client, own) = (house.Client.ClientId, $"vehicle_onboarding?user_id={user}&client_id={house.Client.ClientId}");
        foreach (var (name, path) in new[]
        {
            ("no-client", $"vehicle_onboarding?user_id={user}"), ("no-user", $"vehicle_onboarding?client_id={client}"), ("client", $"vehicle_onboarding?user_id={user}&client_id=nobody"),
            ("user", $"vehicle_onboarding?user_id=user01HN2NJ9NMRZBXT1H6FT9N7735&client_id={client}"), ("user.prefix", $"vehicle_onboarding?user_id=vhcl01HN2NJ9NMRZBXT1H6FT9N7735&client_id={client}"),
            ("user.foreign", $"vehicle_onboarding?user_id={user}&client_id={foreign.Client.ClientId}"), ("redirect", own + "&redirect_uri=https://evil.example/back"), ("json", own + "&response_type=json"),
            ("response-type", own + "&response_type=xml"), ("make", own + "&make_id=vmak01HN2NJ9NMRZBXT1H6FT9N7735"), ("make.prefix", own + "&make_id=tesla"),
            ("contradiction", own + "&model_id=vmod01M816JK0HGS88JPHA4WJTSV4P&trim_id=trim01HNARS42AVJN9QWQF6J52B7MB"),
        })
        {
            using var answer = await house.House.Http.GetAsync("/evenergy/v2/" + path);
            Assert.True((int)answer.StatusCode == (name is "user" or "user.foreign" or "make" ? 404 : 400), $"{name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        Assert.Equal(0, await house.House.Get<Core.Basics.Database>().Read(db => Dapper.SqlMapper.ExecuteScalarAsync<long>(db, "select count(*) from guided_sessions")));
    }

    /// <summary>Where the application settled once for all where browsers go, and where the address says so.</summary>
    [Fact]
    public async Task The_return_address_is_the_application_s()
    {
        await using var house = await ConnectHouse.Open();
        var (_, user) = await EvEnergyFixture.MadeUser(house);
        var changed = await house.House.Get<ChangeClientLook>().Change(house.Client.ClientId, null, look => look, new Core.Basics.Change<string?>("http://localhost/done"));
        Assert.Null(changed.Fault);
        Assert.NotNull((await house.House.Get<ChangeClientLook>().Change(house.Client.ClientId, null, look => look, new Core.Basics.Change<string?>("https://evil.example/done"))).Fault);
        foreach (var (asked, address) in new[] { ("", "http://localhost/done"), ("&redirect_uri=http://127.0.0.1:5000/mine", "http://127.0.0.1:5000/mine") })
        {
            using var answer = await house.House.Http.GetAsync($"/evenergy/v2/vehicle_onboarding?user_id={user}&client_id={house.Client.ClientId}{asked}");
            Assert.Equal(302, (int)answer.StatusCode);
            Assert.Contains(address, await house.House.Get<Core.Basics.Database>().Read(db => Dapper.SqlMapper.QueryAsync<string>(db, "select return_url from guided_sessions")));
        }
    }
}
