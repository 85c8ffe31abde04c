using System.Net.Http.Json;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Busbar.Vendors;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>
/// The third proof: an independent OAuth server stands in for a brand, with refresh tokens that rotate and whose reuse kills
/// the grant. The brand is one file, and the tenant a production tenant.
/// </summary>
public sealed class BrandSignInWalk
{
    private const string Vin = "YV1EXAMP1E0000001";

    [BrowserAndPeerTheory, OnSqlite, OnPostgres]
    public async Task Twenty_reads_with_an_expired_token_ask_once_and_the_link_survives(Engine engine)
    {
        await using var house = await House.Open(engine, folder: PutBrand);
        await using var brand = await Brand(house);
        var application = Application.Of(house, await house.NewClient(realm: Realm.Production));
        var (car, device) = await Linked(house, application);

        await house.RunDue();
        Assert.Equal(55, (await application.Get($"/connect/v1/entities/{car}/readings/last")).Number("data", "stateOfCharge", "value"));
        Assert.Equal(0, await Counted(brand, "refresh_token"));

        for (var round = 1; round <= 3; round++)
        {
            await TimePasses(house, brand, TimeSpan.FromSeconds(90));
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Read(house, device))));
            Assert.All(answers, answer => Assert.Contains(answer.Observations, o => o.Signal is Signal.StateOfCharge && o.Value.Number is 55));
            Assert.Equal(round, await Counted(brand, "refresh_token"));
        }

        // The link lives on: a day later it is read as ever.
        await TimePasses(house, brand, TimeSpan.FromDays(1));
        await house.RunDue();
        Assert.Equal("Connected", (await application.Get($"/connect/v1/entities/{car}/connection")).Text("state"));
        Assert.Equal(1, await Counted(brand, "authorization_code"));
    }

    [BrowserAndPeerFact]
    public async Task A_token_endpoint_that_is_down_costs_nothing_and_a_lost_answer_is_an_intervention()
    {
        await using var house = await House.Open(Engine.Sqlite, folder: PutBrand);
        await using var brand = await Brand(house);
        var application = Application.Of(house, await house.NewClient(realm: Realm.Production));
        var (car, _) = await Linked(house, application);
        await house.RunDue();

        // The brand rotates, and its answer is lost on the way: the old token may not be shown again, so the owner is asked.
        await brand.Http.PostAsJsonAsync("/_control", new { token = "drop", times = 1 });
        await TimePasses(house, brand, TimeSpan.FromHours(2));
        await house.RunDue();
        var broken = await application.Get($"/connect/v1/entities/{car}/connection");
        Assert.Equal(("Broken", "SignInAgain"), (broken.Text("state"), broken.GetProperty("interventions")[0].Text("id")));
        var refreshes = await Counted(brand, "refresh_token");
        await TimePasses(house, brand, TimeSpan.FromHours(2));
        await house.RunDue();
        Assert.Equal(refreshes, await Counted(brand, "refresh_token"));

        await OwnerAgrees(broken.Text("reconnectLink")!);
        await house.RunDue();
        Assert.Equal("Connected", (await application.Get($"/connect/v1/entities/{car}/connection")).Text("state"));
        Assert.Equal(car, Assert.Single(await application.List("/connect/v1/entities")).Text("id"));
    }

    private static void PutBrand(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "brands"));
        File.Copy(Repository.Path("tests", "Busbar.Tests", "Walks", "standin.yaml"), Path.Combine(folder, "brands", "standin.yaml"));
    }

    private static async Task<StandIn> Brand(House house)
    {
        var peer = Peer.Start("oidc.mjs", new
        {
            clientId = "busbar", clientSecret = "a secret of the operator's", redirectUris = new[] { house.Get<Addresses>().Callback("standin") },
            scopes = new[] { "vehicles:read" }, accessTokenSeconds = 60, vehicles = new Dictionary<string, string[]> { ["anna"] = [Vin] }, now = house.Clock.Now.ToString("yyyy-MM-ddTHH:mm:ssZ"),
        });
        var issuer = (await peer.Next("ready")).Text("issuer")!;
        await house.Get<BrandApps>().Set("standin", new Dictionary<string, string> { ["clientId"] = "busbar", ["clientSecret"] = "a secret of the operator's", ["base"] = issuer });
        return new StandIn(peer, new HttpClient { BaseAddress = new Uri(issuer) });
    }

    private static async Task<(string Car, Device Device)> Linked(House house, Application application)
    {
        var request = await application.Post("/connect/v1/onboarding/entities", JsonSerializer.Serialize(new { type = "EV", brand = "Standin", identifier = Vin }));
        await OwnerAgrees(request.Text("action", "redirectLink")!);
        request = await application.Get($"/connect/v1/onboarding/entities/{request.Text("id")}");
        Assert.True(request.Text("status") == "Succeeded", request.ToString());
        var car = request.Text("data", "entity", "id")!;
        return (car, (await house.Get<Busbar.Core.Basics.Database>().Read(db => DeviceTable.Find(db, Guid.Parse(car))))!);
    }

    private static async Task OwnerAgrees(string link)
    {
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await browser.Page.GotoAsync(link);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Continue to" }).ClickAsync();
        await browser.Page.GetByLabel("Account").FillAsync("anna");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        Assert.Matches("is connected|renewed", await browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
    }

    private static Task<ReadAnswer> Read(House house, Device device)
    {
        var vendor = (IReadDevices)house.Get<IVendors>().Find(Realm.Production, "standin")!;
        var address = new DeviceAddress(device.TenantId, device.GrantId, device.Id, device.Kind, device.VendorId);
        return house.Get<Grants>().Use(device.GrantId, vendor, secret => vendor.Read(address, secret, CancellationToken.None), CancellationToken.None);
    }

    private static async Task TimePasses(House house, StandIn brand, TimeSpan time)
    {
        house.Clock.Advance(time);
        await brand.Http.PostAsJsonAsync("/_clock", new { advanceSeconds = (int)time.TotalSeconds });
    }

    private static async Task<int> Counted(StandIn brand, string grant) =>
        (await brand.Http.GetFromJsonAsync<JsonElement>("/_counts")).At("token", grant)?.GetInt32() ?? 0;

    private sealed record StandIn(Peer Peer, HttpClient Http) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Http.Dispose();
            return Peer.DisposeAsync();
        }
    }
}
