using System.Net;
using System.Text.RegularExpressions;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>
/// The two calls of ev.energy's documents, with their own ids, against the demo: an owner without script, on a phone, onboards a car and
/// mends the connection of another.
/// </summary>
public sealed class OnboardingWalk
{
    private const string User = "user01HN2NJ9NMRZBXT1H6FT9N7735", Car = "vhcl01HRFF3SEVSCRAV9B3CHVDFN0H", Vehicles = "/evenergy/v2/vehicles";

    private const string Onboarding = $"/evenergy/v2/vehicle_onboarding?user_id={User}&client_id=sandbox-cc-id";

    private const string WithCar = $"/evenergy/v2/vehicle_onboarding?user_id={User}&make_id=vmak01J443798BF893ZHFQVCS0FA23&model_id=vhcl01HNARS42AVJN9QWQF6J52B7MB&trim_id=vhcl01HNARS42AVJN9QWQF6J52B7MB&client_id=sandbox-cc-id";

    private const string ReconnectBody = """{ "url": "https://app.ev.energy/vehicle-onboarding/start/56091b3b-86e9-4e7c-a825-f99e5d131234", "expiry": "2022-11-03T20:26:10.344522Z" }""";

    [BrowserTheory, OnSqlite, OnPostgres]
    public async Task An_owner_onboards_a_car_and_mends_another(Engine engine)
    {
        await using var house = await House.Open(engine);
        var app = await Application.Demo(house);
        await house.Get<DemoHousehold>().Link(default);
        await house.RunDue();
        Assert.Equal([Car], await Cars(app));
        await app.Patch("/sandbox/api/homes/home", """{ "speed": 1 }""");
        await app.Post("/sandbox/api/homes/home/devices", """{ "brand": "tesla", "kind": "EV", "identifier": "2HGFB2F5XEH542858" }""", 200);
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = browser.Page;

        // Without a car in the address its owner picks it: by a search, or make by make.
        await page.GotoAsync(house.Url.GetLeftPart(UriPartial.Authority) + Onboarding);
        await Is(page, "Which make is your car?");
        await page.GetByLabel("Search by make and model").FillAsync("tesla model 3");
        await page.Keyboard.PressAsync("Enter");
        await Follow(page, "Tesla Model 3");
        await Is(page, "Which variant of the Tesla Model 3 is it?");
        await Follow(page, "Back");
        await Is(page, "Which Tesla is it?");
        await Follow(page, "Model 3");
        await Follow(page, "Standard Range Plus (LFP)");
        var told = await Agree(page, "Tesla", "Continue as home", "Your electric car is connected");
        var made = Assert.Single(told);
        Assert.Equal([Car, made], (await Cars(app)).Order());
        var vehicle = await app.Get($"{Vehicles}/{made}?expand=trim.model.make&expand=user");
        Assert.Equal(("Standard Range Plus (LFP)", "Tesla", User, "ACTIVE"), (vehicle.Text("trim", "name"), vehicle.Text("trim", "model", "make", "name"), vehicle.Text("user", "id"), vehicle.Text("integrated")));

        // With the car in the address there is nothing to pick. Another account of the same brand has another car.
        await page.GotoAsync(house.Url.GetLeftPart(UriPartial.Authority) + WithCar);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Continue to Tesla" })).ToBeVisibleAsync();

        // The sandbox ends what the owner of the demo's car agreed to.
        await app.Post("/sandbox/api/homes/demo/accounts/volkswagen/revoke", "", 200);
        await house.Pass(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        Assert.Equal("INACTIVE", (await app.Get($"{Vehicles}/{Car}")).Text("integrated"));
        var link = await app.Post($"{Vehicles}/{Car}/reconnect", ReconnectBody);
        Assert.Equal((link.Text("expiry"), 3), (link.Text("expires_at"), link.EnumerateObject().Count()));
        await page.GotoAsync(link.Text("url")!);
        Assert.Equal([Car], await Agree(page, "Volkswagen", "Continue as demo", "Connection renewed"));
        await house.RunDue();
        Assert.Equal("ACTIVE", (await app.Get($"{Vehicles}/{Car}")).Text("integrated"));
        Assert.Equal([Car, made], (await Cars(app)).Order());

        // Used twice it says so, and so does one that comes late.
        await page.GotoAsync(link.Text("url")!);
        await Is(page, "Connection renewed");
        var late = (await app.Post($"{Vehicles}/{Car}/reconnect", "{}")).Text("url")!;
        await house.Pass(TimeSpan.FromHours(25), TimeSpan.FromHours(1));
        Assert.Equal((int)HttpStatusCode.Gone, (await page.GotoAsync(late))!.Status);
    }

    /// <summary>From the page that says what is shared, to the ids in the address of the last.</summary>
    private static async Task<IReadOnlyList<string>> Agree(IPage page, string brand, string account, string heading)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Continue to {brand}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = account }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Is(page, heading);
        var (ids, numbers) = (Regex.Matches(page.Url, "[?&]vehicle_uid=([a-zA-Z0-9]+)").Select(match => match.Groups[1].Value).ToList(), Regex.Matches(page.Url, @"[?&]vehicle_id=\d+"));
        Assert.Equal(ids.Count, numbers.Count);
        return ids;
    }

    private static async Task<IReadOnlyList<string>> Cars(Application app) => [.. (await app.Get(Vehicles)).EnumerateArray().Select(car => car.Text("id")!)];

    private static Task Is(IPage page, string heading) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    private static Task Follow(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
}
