using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Server.Storage;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Linking;

/// <summary>An erased user leaves nothing behind: in no table and, on SQLite, in no file.</summary>
public sealed class UserErasureTests
{
    private const string Name = "kund:in 4711 östlich", Vin = "5YJ3E7EA7KF317000", Email = "carla@example.org", Latitude = "48.137154", Longitude = "11.576124";
    private static readonly string[] texts = [Name, Vin, "car-4711", Email, Latitude, Longitude];

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_left_in_any_table(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var database = house.House.Get<Database>();
        var (user, car) = await Live(house);
        var neighbour = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-4712"), "bert");
        foreach (var canary in texts.Append($"{user}").Append($"{car}")) Assert.NotEmpty(await EveryTable.Holding(database, canary));

        await Erase(house);
        // At once, before any work is done: who it is.
        foreach (var canary in (string[])[Name, Vin, Email]) Assert.Equal([], await EveryTable.Holding(database, canary));
        Assert.Equal(404, (await house.Call("GET", $"entities/{car}")).Status);
        // A brand that is down holds up its own grants alone.
        house.Brands.Tesla.RevokeTrouble = new Core.Ports.VendorFault(Core.Ports.VendorFaultKind.Outage, true, "Down.");
        await house.House.RunDue();
        foreach (var canary in texts) Assert.Equal([], await EveryTable.Holding(database, canary));

        house.Brands.Tesla.RevokeTrouble = null;
        await house.House.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal((1, 1), (house.Brands.Tesla.Revoked, house.Brands.Sma.Revoked));
        Assert.Equal([], await EveryTable.Holding(database, $"{user}"));
        Assert.All(await EveryTable.Holding(database, $"{car}"), place => Assert.StartsWith("offboardings.", place));
        Assert.Equal(1L, await database.Read(db => db.ExecuteScalarAsync<long>("select count(*) from grants")));
        Assert.Equal("5YJ3E7EA7KF317001", (await house.Get($"entities/{neighbour}")).GetProperty("identifier").GetString());
    }

    /// <summary>First with a database that does not overwrite what it deletes, and is not written anew, so that the search is known to find something.</summary>
    [Fact]
    public async Task Nothing_is_left_in_the_data_folder_a_minute_later()
    {
        Assert.NotEmpty(await LeftInFolder(options => options with { SecureDelete = "off", RewrittenUpTo = 0 }));
        Assert.Equal([], await LeftInFolder(options => options with { SecureDelete = "off" }));
        Assert.Equal([], await LeftInFolder(options => options));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_others_share_goes_on_without_the_user(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var user = await Keep(house);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-4711"));
        var fleet = await house.Collective("Fleet", $$""","owner":"{{user}}" """);
        await house.Call("POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}""");
        await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"Viewer","principalId":"{{user}}"}""");
        await house.House.Get<Database>().Write(db => AdministratorTable.Add(db, house.Client.TenantId, user, house.Clock.Now));
        await Erase(house);
        await house.House.RunDue();
        Assert.Equal([], await EveryTable.Holding(house.House.Get<Database>(), $"{user}"));
        Assert.Equal(car, (await house.Get($"entities/{car}")).GetProperty("id").GetGuid());
        Assert.Equal(fleet, (await house.Get($"collectives/{fleet}")).GetProperty("id").GetGuid());
        Assert.Equal(0, house.Brands.Tesla.Revoked);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_comes_back_from_the_brand_too_late_finds_nothing(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var user = await Keep(house);
        var (_, asked) = await house.Call("POST", "onboarding/entities", Request(user));
        house.Brands.Tesla.Own("anna", FakeBrands.Car(Vin, "car-4711"));
        var id = asked.GetProperty("id").GetGuid();
        var link = (await house.House.Get<Database>().Read(db => LinkTable.Find(db, id)))!;
        var browser = Secrets.New();
        var sent = (await house.House.Get<ContinueLink>().Continue(link, browser, "http://localhost/callback", CancellationToken.None)).Value;
        await Erase(house);
        var state = System.Web.HttpUtility.ParseQueryString(sent.Query)["state"]!;
        var back = await house.House.Get<ReturnLink>().Return("tesla", new Dictionary<string, string> { ["state"] = state, ["code"] = "anna" }, browser, "http://localhost/callback", CancellationToken.None);
        Assert.IsType<LinkReturned.Unknown>(back);
        Assert.Equal(0L, await house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select count(*) from devices")));
    }

    [Fact]
    public async Task Every_table_that_names_users_is_known_to_those_who_empty_it()
    {
        await using var house = await ConnectHouse.Open();
        string[] known = ["collectives", "devices", "grants", "links", "locations", "login_links", "outbox", "own_cars", "pair_corrections", "pairs", "solar_arrays", "stations", "user_browsers", "user_profiles", "user_sign_ins"];
        Assert.Equal(known, await EveryTable.With(house.House.Get<Database>(), "user_id"));
    }

    private static async Task<IReadOnlyList<string>> LeftInFolder(Func<StoreOptions, StoreOptions> storage)
    {
        await using var house = await ConnectHouse.Open(storage: storage);
        for (var i = 0; i < 20; i++) await house.Link(house.Brands.Tesla, FakeBrands.Car($"5YJ3E7EA7KF3180{i:00}", $"car-{i}"), $"neighbour {i}");
        await Live(house);
        await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-4712"), "bert");
        await Erase(house);
        await house.House.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));

        // By another process: to open and close a file of SQLite's here would drop its locks.
        using var copy = new TempFolder();
        using var cp = Process.Start("cp", ["-r", house.House.Place.Folder, copy.Path]);
        await cp.WaitForExitAsync();
        Assert.Equal(0, cp.ExitCode);
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(copy.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            found.AddRange(texts.Where(text => Holds(bytes, Encoding.UTF8.GetBytes(text))).Select(text => $"{text} in {Path.GetFileName(file)}"));
            foreach (var number in (string[])[Latitude, Longitude])
            {
                var real = new byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(real, double.Parse(number, CultureInfo.InvariantCulture));
                if (Holds(bytes, real)) found.Add($"{number} as a number in {Path.GetFileName(file)}");
            }
        }
        return found;

        static bool Holds(byte[] bytes, byte[] sought) => bytes.AsSpan().IndexOf(sought) >= 0;
    }

    private static async Task Erase(ConnectHouse house)
    {
        using var answer = await house.Http.DeleteAsync($"/enode/users/{Uri.EscapeDataString(Name)}");
        Assert.Equal(204, (int)answer.StatusCode);
    }

    private static async Task<Guid> Keep(ConnectHouse house) => (await house.House.Get<KeepUser>().Keep(house.Client, Name)).Value.Id;

    private static string Request(Guid user) => JsonSerializer.Serialize(new { type = "EV", brand = "Tesla", identifier = Vin, name = "Carla's car", properties = new { owner = Email }, returnUrl = "http://localhost/done?who=" + Email, owner = user });

    /// <summary>A car and a plant, a home, a week of drives, commands, a session that nobody ended.</summary>
    private static async Task<(Guid User, Guid Car)> Live(ConnectHouse house)
    {
        var user = await Keep(house);
        var (tesla, sma) = (house.Brands.Tesla, house.Brands.Sma);
        var car = await house.Link(tesla, FakeBrands.Car(Vin, "car-4711", "Carla's car"), request: Request(user));
        sma.Own("carla", FakeBrands.Thing(DeviceKind.SolarPlant, "plant-1", "PLANT1"));
        sma.Confirm("PLANT1", "carla");
        await house.Call("POST", "onboarding/entities", JsonSerializer.Serialize(new { type = "SolarPlant", brand = "SMA", identifier = "PLANT1", associatedEmail = Email, owner = user }));
        await house.House.Pass(TimeSpan.FromMinutes(2));
        Assert.True((await house.House.Get<KeepSolarArray>().Change(house.Client, user, 5_000)).Value);
        await house.Call("POST", $"entities/{car}/locations", $$"""{"label":"{{Email}}","address":{"street":"{{Name}}"},"latitude":{{Latitude}},"longitude":{{Longitude}}}""");
        await house.Call("PUT", $"entities/{car}/battery-capacity", """{"value":60}""");
        await house.Collective("Household", $$""","owner":"{{user}}" """);
        await house.Call("POST", "guided-onboarding-sessions", JsonSerializer.Serialize(new { name = Email, owner = user, returnUrl = "http://localhost/done?who=" + Email }));
        await house.Call("POST", "onboarding/entities", JsonSerializer.Serialize(new { type = "SolarPlant", brand = "SMA", identifier = "PLANT2", associatedEmail = Email, owner = user }));
        for (var hour = 0; hour < 60; hour++)
        {
            (Signal, Value)[] place = [(Signal.Latitude, double.Parse(Latitude, CultureInfo.InvariantCulture)), (Signal.Longitude, double.Parse(Longitude, CultureInfo.InvariantCulture))];
            tesla.Measure("car-4711", [.. place, (Signal.IsPluggedIn, hour % 8 < 4), (Signal.IsCharging, hour % 8 < 3), (Signal.StateOfCharge, 40 + hour % 8)]);
            await house.House.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(10));
        }
        await house.Call("POST", $"entities/{car}/commands", """{"type":"StartCharging"}""");
        return (user, car);
    }
}
