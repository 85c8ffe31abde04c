using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Core.Prices;
using Busbar.Server.Setup;
using Busbar.Server.Work;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Walks;

/// <summary>A car of the sandbox that lives: it charges by a schedule, and when electricity is cheap. It is Sunday, eight o'clock.</summary>
public sealed class SteeringWalk
{
    private const string Vin = "WVWZZZE1ZMP000001";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_schedule_stops_and_starts_a_car(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var receiver = await Receiver.Start();
        var (app, car, home) = await Begin(house, receiver, 150);
        var schedule = await app.Post($"/enode/users/{FirstStart.Household}/schedules", $$$"""
            {"targetId":"{{{car}}}","targetType":"vehicle","locationId":"{{{home}}}","isEnabled":true,"defaultShouldCharge":false,
             "rules":[{"shouldCharge":true,"hourMinute":{"from":"10:00","to":"12:00"}}]}
            """, 200);
        var id = schedule.Text("id");
        await house.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(1));
        Assert.Equal((false, "ALIGNED"), (await IsCharging(app, car), await State()));
        await app.Refused(HttpMethod.Post, $"/enode/vehicles/{car}/charging", """{"action":"START"}""", 422);
        await Until(house, 9, 59);
        Assert.False(await IsCharging(app, car));
        await Until(house, 10, 15);
        Assert.Equal((true, "ALIGNED"), (await IsCharging(app, car), await State()));
        await Until(house, 12, 15);
        Assert.Equal((false, "ALIGNED"), (await IsCharging(app, car), await State()));
        Assert.Equal(["stop_charging", "start_charging", "stop_charging"], await Orders(app));

        // Unplugged, it is as it should be; another car's home is none of its business.
        await Act(app, "unplug");
        await Until(house, 12, 40);
        Assert.Equal("ALIGNED", await State());
        await app.Refused(HttpMethod.Delete, $"/enode/schedules/{id}", null, 204);
        await house.Get<DeliverWork>().RunDue(default);
        var told = receiver.Events.Where(one => one.Text("event") == "user:schedule:execution-updated").ToList();
        Assert.Equal(id, told[0].Text("schedule", "id"));
        Assert.Contains("ALIGNED", told.Select(one => one.Text("status", "state")));
        Assert.All(told, one => Assert.NotEmpty(one.GetProperty("updatedFields").EnumerateArray()));

        async Task<string?> State() => (await app.Get($"/enode/schedules/{id}/status")).Text("state");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_plan_charges_a_car_in_the_cheap_hours_and_anew_when_prices_change(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var receiver = await Receiver.Start();
        var (app, car, _) = await Begin(house, receiver, 50);
        Assert.Null(await house.Get<SetPriceArea>().Set("UTC", "XX"));
        await Prices(house, [0.40, 0.40, 0.35, 0.10, 0.10, 0.10, 0.10, 0.35, 0.35, 0.35, 0.35, 0.35]);
        await app.Refused(HttpMethod.Put, $"/enode/vehicles/{car}/smart-charging-policy", """{"isEnabled":true,"deadline":"20:00"}""", 200);
        await Until(house, 8, 20);
        Assert.Equal((false, "PLAN:EXECUTING:STOPPED"), (await IsCharging(app, car), (await Status()).Text("state")));
        var plan = (await Status()).GetProperty("plan");
        Assert.Equal("2026-03-01T11:00:00Z", plan.Text("startAt"));
        Assert.True(plan.Number("smartCost") < plan.Number("nonSmartCost"), plan.ToString());

        // Now the afternoon is the cheapest.
        await Prices(house, [0.40, 0.40, 0.35, 0.30, 0.30, 0.30, 0.30, 0.05, 0.05, 0.05, 0.05, 0.05]);
        await house.RunDue();
        Assert.Equal(("2026-03-01T15:00:00Z", plan.Text("id")), ((await Status()).Text("plan", "startAt"), (await Status()).Text("plan", "id")));
        await Until(house, 14, 59);
        Assert.Equal(["stop_charging"], await Orders(app));
        await Until(house, 15, 15);
        Assert.Equal((true, "PLAN:EXECUTING:STARTED"), (await IsCharging(app, car), (await Status()).Text("state")));
        await Until(house, 20, 0);
        Assert.Equal(("PLAN:ENDED:FINISHED", (string?)null), ((await Status()).Text("state"), (await Status()).Text("plan", "failureCondition")));
        Assert.Equal(80, (await app.Get($"/enode/vehicles/{car}")).Number("chargeState", "batteryLevel"), 0.5);
        Assert.Equal(["stop_charging", "start_charging"], await Orders(app));

        // What it saved is told with what it cost.
        var sessions = await app.Get($"/enode/users/{FirstStart.Household}/statistics/charging/sessions?startDate=2026-03-01&endDate=2026-03-02&type=vehicle&id={car}");
        var session = sessions.EnumerateArray().Last();
        Assert.True(session.GetProperty("nonSmartPrice").ValueKind is JsonValueKind.Number, session.ToString());
        Assert.True(session.Number("nonSmartPrice") > session.Number("price") && session.Number("estimatedSavings") > 0, session.ToString());
        var day = Assert.Single((await app.Get($"/enode/users/{FirstStart.Household}/statistics/charging?startDate=2026-03-01&endDate=2026-03-02&type=vehicle&id={car}")).EnumerateArray().ToList());
        Assert.True(day.GetProperty("estimatedSavings").ValueKind is JsonValueKind.Number && day.Number("estimatedSavings") > 0, day.ToString());

        await house.Get<DeliverWork>().RunDue(default);
        var told = receiver.Events.Where(one => one.Text("event") == "user:vehicle:smart-charging-status-updated").Select(one => one.Text("smartChargingStatus", "state")).ToList();
        Assert.Subset(told.ToHashSet(), new HashSet<string?> { "PLAN:EXECUTING:STOPPING", "PLAN:EXECUTING:STOPPED", "PLAN:EXECUTING:STARTING", "PLAN:EXECUTING:STARTED", "PLAN:ENDED:FINISHED" });

        async Task<JsonElement> Status() => await app.Get($"/enode/vehicles/{car}/smart-charging-status");
    }

    /// <summary>The demo's household, its car at home and charging at 40 percent.</summary>
    private static async Task<(Application App, string Car, string Home)> Begin(House house, Receiver receiver, int capacityKwh)
    {
        var app = await Application.Demo(house);
        await house.Get<DemoHousehold>().Link(default);
        await house.RunDue();
        await Act(app, "unplug");
        await Act(app, "", HttpMethod.Patch, $$"""{"soc":40,"limit":80,"capacity":{{capacityKwh}}}""");
        await Act(app, "plug");
        await house.Pass(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1));
        var car = (await app.List("/enode/vehicles"))[0];
        Assert.True(car.GetProperty("chargeState").GetProperty("isCharging").GetBoolean(), car.ToString());
        var home = await app.Post(
            $"/enode/users/{FirstStart.Household}/locations", FormattableString.Invariant($$"""{"name":"Home","latitude":{{car.Number("location", "latitude")}},"longitude":{{car.Number("location", "longitude")}}}"""), 200);
        await app.Post("/enode/webhooks", $$"""{"url":"{{receiver.Url}}","secret":"0123456789abcdef","events":["user:schedule:execution-updated","user:vehicle:smart-charging-status-updated"]}""", 200);
        return (app, car.Text("id")!, home.Text("id")!);
    }

    private static async Task<bool> IsCharging(Application app, string car) => (await app.Get($"/enode/vehicles/{car}")).GetProperty("chargeState").GetProperty("isCharging").GetBoolean();

    private static Task Until(House house, int hour, int minute) => house.Pass(new DateTimeOffset(2026, 3, 1, hour, minute, 0, TimeSpan.Zero) - house.Clock.Now, TimeSpan.FromMinutes(1));

    /// <summary>From eight o'clock, hour by hour.</summary>
    private static async Task Prices(House house, double[] hours)
    {
        var text = new StringBuilder(PriceFile.Heading);
        foreach (var (price, i) in hours.Select((price, i) => (price, i))) text.Append(CultureInfo.InvariantCulture, $"\nXX,2026-03-01T{8 + i:00}:00:00Z,60,EUR,{price}");
        Assert.Null((await house.Get<ImportPrices>().Import(text.ToString())).Fault);
    }

    private static async Task Act(Application app, string action, HttpMethod? method = null, string body = "{}")
    {
        var device = await Find(app);
        await app.Refused(method ?? HttpMethod.Post, $"/sandbox/api/homes/{device.Text("home")}/devices/{device.Text("deviceId")}/{action}".TrimEnd('/'), body, 200);
    }

    /// <summary>What the car was told since it was plugged in.</summary>
    private static async Task<IReadOnlyList<string?>> Orders(Application app)
    {
        var device = await Find(app);
        var home = await app.Get($"/sandbox/api/homes/{device.Text("home")}");
        var car = home.GetProperty("devices").EnumerateArray().Single(one => one.Text("id") == device.Text("deviceId"));
        return [.. car.GetProperty("orders").EnumerateArray().Select(order => order.Text("command"))];
    }

    private static async Task<JsonElement> Find(Application app) => (await app.Get($"/sandbox/api/devices?identifier={Vin}")).GetProperty("devices")[0];
}
