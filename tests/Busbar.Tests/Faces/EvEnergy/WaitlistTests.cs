using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Waitlists;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class WaitlistTests
{
    private const string Model = "vmod01HNARS42AVJN9QWQF6J52B7MB", Charger = "emod01M81XTET0GXK6EMZTNV8WB8S9";

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_waits_is_kept_once_and_shown_to_the_operator(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var production = (await house.House.NewClient("factory", realm: Realm.Production)).Client.ClientId;
        var (status, first) = await Join(house, $"vehicle_waitlist?client_id={production}", $$"""{"email":"anna@example.org","vehicle_model_id":"{{Model}}"}""");
        Assert.Equal(201, status);
        Assert.StartsWith("vwlt", first.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.GetRawText(), (await Join(house, $"vehicle_waitlist?client_id={production}", $$"""{"email":"ANNA@example.org","vehicle_model_id":"{{Model}}"}""")).Body.GetRawText());
        Assert.Equal(201, (await Join(house, "evse_waitlist", """{"email":"bert@example.org","evse_make_name":"Zap","evse_model_name":"One","evse_model_id":null}""")).Status);
        Assert.Equal(201, (await Join(house, $"evse_waitlist?client_id={house.Client.ClientId}", $$"""{"email":"clara@example.org","evse_model_id":"{{Charger}}"}""")).Status);

        var entries = await house.House.Get<Database>().Read(WaitlistTable.List);
        Assert.Equal(["anna@example.org BE", "bert@example.org BE"], entries.Select(entry => $"{entry.Email} {entry.Country}").Order());
        var (_, list) = await house.House.Get<Busbar.Server.Cli.Commands>().Run(["waitlist", "list"]);
        Assert.Contains("anna@example.org  BE  vehicle  Tesla", list);
        Assert.Contains("bert@example.org  BE  charger  Zap One", list);
        Assert.Equal((0, "1 gone."), await house.House.Get<Busbar.Server.Cli.Commands>().Run(["waitlist", "remove", "Anna@example.org"]));
        Assert.Equal(2, (await house.House.Get<Busbar.Server.Cli.Commands>().Run(["waitlist", "remove", "anna@example.org"])).Exit);
    }

    [Theory]
    [InlineData("""{"email":"anna","vehicle_model_id":"vmod01HNARS42AVJN9QWQF6J52B7MB"}""")]
    [InlineData("""{"email":"anna@example.org"}""")]
    [InlineData("""{"email":"anna@example.org","vehicle_make_name":"Zap"}""")]
    [InlineData("""{"email":"anna@example.org","vehicle_make_name":"Zap","vehicle_model_name":"One","vehicle_model_id":"vmod01HNARS42AVJN9QWQF6J52B7MB"}""")]
    [InlineData("""{"email":"anna@example.org","vehicle_model_id":"vmod01HN2NJ9NMRZBXT1H6FT9N7735"}""")]
    [InlineData("""{"email":"anna@example.org","vehicle_model_id":"vmod01HNARS42AVJN9QWQF6J52B7MB","program_id":"prog01HN2NJ9NMRZBXT1H6FT9N7735"}""")]
    public async Task What_is_not_sound_is_refused(string body)
    {
        await using var house = await ConnectHouse.Open();
        var (status, answer) = await Join(house, "vehicle_waitlist", body);
        Assert.Equal((400, "https://api.ev.energy/v2/problems/validation-failed-vehicle-waitlist/"), (status, answer.GetProperty("type").GetString()));
        Assert.Empty(await house.House.Get<Database>().Read(WaitlistTable.List));
    }

    private static async Task<(int Status, JsonElement Body)> Join(ConnectHouse house, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/evenergy/v2/" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "Accept-Language", "nl-BE,nl;q=0.8" } } };
        using var answer = await house.House.Http.SendAsync(request);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }
}
