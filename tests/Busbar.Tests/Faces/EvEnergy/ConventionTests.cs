using System.Net;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>What holds for every request.</summary>
public sealed class ConventionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_answer_tells_version_and_limit(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await house.House.Get<ChangeHourlyRequests>().Change(house.Client.ClientId, null);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        foreach (var (path, status, limit, left) in new[] { ("users", 200, 1000, 999), ("users/", 200, 1000, 998), ("users/user01HN2NJ9NMRZBXT1H6FT9N7735", 404, 1000, 997), ("nothing/here", 404, 1000, 997), ("users?page_size=0", 400, 1000, 996) })
            Is(await house.Http.GetAsync("/evenergy/v2/" + path), status, limit, left);
        Is(await house.House.Http.GetAsync("/evenergy/v2/users"), 401, 50, 50);
        for (var asked = 1; asked <= 50; asked++) Is(await house.House.Http.GetAsync("/evenergy/v2/vehicle_makes?page_size=1"), 200, 50, 50 - asked);
        var refused = await house.House.Http.GetAsync("/evenergy/v2/vehicle_makes");
        Is(refused, 429, 50, 0);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3600);
        Assert.Contains("https://api.ev.energy/v2/problems/rate-limit-exceeded/", await refused.Content.ReadAsStringAsync());
        // Whoever shows a token is no stranger.
        Is(await house.Http.GetAsync("/evenergy/v2/vehicle_makes?page_size=1"), 200, 1000, 995);

        // Without a limit the headers stay.
        await house.House.Get<ChangeHourlyRequests>().Change(house.Client.ClientId, 0);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        Is(await house.Http.GetAsync("/evenergy/v2/users"), 200, 1000, 1000);
    }

    [Fact]
    public async Task One_version_is_spoken()
    {
        await using var house = await ConnectHouse.Open();
        foreach (var (version, status) in new[] { ("2", 200), ("2.0", 200), ("3", 400), ("", 400), ("2, 2", 400) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/evenergy/v2/users") { Headers = { { "EvEnergy-Version", version } } };
            using var answer = await house.Http.SendAsync(request);
            Assert.True((int)answer.StatusCode == status, $"{version}: {(int)answer.StatusCode}");
            Assert.Equal("2", answer.Headers.GetValues("EvEnergy-Version").Single());
            if (status == 400) Assert.Contains("Unsupported version", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_application_acts_as_one_of_its_users(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (anna, annaWritten) = await EvEnergyFixture.MadeUser(house, """{"email":"anna@example.org"}""");
        var (ben, benWritten) = await EvEnergyFixture.MadeUser(house);
        var (_, car) = await EvEnergyFixture.Car(house, anna);
        var (_, other) = await EvEnergyFixture.Car(house, ben, "5YJ3E7EA7KF317009", "car-9");
        foreach (var user in new[] { annaWritten, $"https://api.ev.energy/v2/users/{annaWritten}", $"https://api.ev.energy/v2/users/{annaWritten}/" })
        {
            Assert.Contains(annaWritten, await Text("users/me", user, 200));
            Assert.Contains("anna@example.org", await Text("users", user, 200));
            var cars = await Text("vehicles", user, 200);
            Assert.Contains(car, cars);
            Assert.DoesNotContain(other, cars);
            await Text($"vehicles/{other}", user, 404);
            await Text($"users/{benWritten}", user, 404);
            Assert.Contains($"user_id={annaWritten}", await Text("vehicle_makes/vmak01J443798BF893ZHFQVCS0FA23", user, 200));
        }
        var foreign = await house.House.NewClient("umbrella");
        foreach (var nobody in new[] { "user01HN2NJ9NMRZBXT1H6FT9N7735", "anna", "", car }) Assert.Contains("EvEnergy-User", await Text("users", nobody, 400));
        using var stranger = (await house.House.SignIn(foreign)).Http;
        using var asForeign = new HttpRequestMessage(HttpMethod.Get, "/evenergy/v2/users") { Headers = { { "EvEnergy-User", annaWritten } } };
        Assert.Equal(400, (int)(await stranger.SendAsync(asForeign)).StatusCode);

        async Task<string> Text(string path, string user, int status)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/evenergy/v2/" + path);
            request.Headers.TryAddWithoutValidation("EvEnergy-User", user);
            using var answer = await house.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode == status, $"{path} as {user}: {(int)answer.StatusCode} {text}");
            return text;
        }
    }

    private static void Is(HttpResponseMessage answer, int status, int limit, int left)
    {
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(("2", $"{limit}", $"{left}"), (answer.Headers.GetValues("EvEnergy-Version").Single(), answer.Headers.GetValues("X-RateLimit-Limit").Single(), answer.Headers.GetValues("X-RateLimit-Remaining").Single()));
    }
}
