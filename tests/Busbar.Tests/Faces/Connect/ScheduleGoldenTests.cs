using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>Commands for later, and for all entities of a collective.</summary>
public sealed class ScheduleGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_schedule_is_kept_also_by_a_server_that_was_stopped_meanwhile(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.Walk(), house.Brands.Tesla);
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        tesla.Measure("car-1", (Signal.IsCharging, false));
        await house.House.RunDue();

        var batch = await walk.Step("commands.schedule", "POST", $"entities/{car}/commands/schedule", """
            [{"triggerTime":"2026-03-01T10:00:00Z","type":"StartCharging"},{"triggerTime":"2026-03-01 14:00:00+02:00","type":"StopCharging","value":null},
             {"triggerTime":"2026-03-01T13:00:00Z","type":"StartCharging"},{"type":"StopCharging","triggerTime":null}]
            """);
        await walk.Step("commands.list.scheduled", "GET", $"entities/{car}/commands?start=2026-03-01T10:00:00Z&end=2026-03-01T13:00:00Z");
        await walk.Step("commands.schedule.cooldown", "POST", $"entities/{car}/commands/schedule", """
            [{"triggerTime":"2026-03-01T11:00:00Z","type":"StartCharging"},{"triggerTime":"2026-03-01T12:09:59.999Z","type":"StopCharging"}]
            """);
        await walk.Step("commands.schedule.cooldown.own", "POST", $"entities/{car}/commands/schedule", """
            [{"triggerTime":"2026-03-02T11:09:00Z","type":"StartCharging"},{"triggerTime":"2026-03-02T11:00:00Z","type":"StopCharging"}]
            """);
        await walk.Step("commands.cancel.scheduled", "PATCH", $"entities/{car}/commands/{IdOf(batch, 2)}/cancel");
        await house.House.RunDue();
        Assert.Equal([CommandKind.StopCharging], tesla.Sent.Select(sent => sent.Command.Kind));

        // Down at ten, and up again within the tolerance; then down for too long.
        await house.Restart(TimeSpan.FromMinutes(125));
        await house.House.RunDue();
        await house.House.RunDue();
        Assert.Equal([CommandKind.StopCharging, CommandKind.StartCharging], tesla.Sent.Select(sent => sent.Command.Kind));
        await house.Restart(TimeSpan.FromMinutes(126));
        await house.House.RunDue();
        Assert.Equal(2, tesla.Sent.Count);
        var late = await house.Walk();
        await late.Step("commands.list.too-late", "GET", $"entities/{car}/commands?start=2026-03-01T10:00:00Z&end=2026-03-02");
        await house.Restart(TimeSpan.FromDays(1));
        await house.House.RunDue();
        Assert.Equal(2, tesla.Sent.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_entity_of_a_collective_is_told_or_says_why_not(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla, huawei) = (await house.Walk(), house.Brands.Tesla, house.Brands.Huawei);
        var good = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-1"), "anna");
        var busy = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317002", "car-2"), "bert");
        var plant = await house.Link(huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", null, null, null, CommandKind.StopFeedIn), "cara");
        var shown = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317003", "car-3"), "dora");
        var hidden = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317004", "car-4"), "emil");
        var street = await house.Collect(good, busy, plant, shown, hidden);
        await house.Withhold(street, shown, PermissionLevel.Contributor);
        await house.Withhold(street, hidden, PermissionLevel.Viewer, PermissionLevel.Contributor);
        await house.Restrict(shown, PermissionLevel.Viewer);
        await house.Restrict(hidden);
        Assert.Equal(201, (await house.Call("POST", $"entities/{busy}/commands", """{"type":"StopCharging"}""")).Status);
        await house.House.RunDue();
        tesla.Sent.Clear();

        await walk.Step("collectives.commands.create", "POST", $"collectives/{street}/commands", """{"type":"StartCharging"}""");
        await house.House.RunDue();
        Assert.Equal(("car-1", new Command(CommandKind.StartCharging)), Assert.Single(tesla.Sent));

        house.Clock.Advance(TimeSpan.FromMinutes(11));
        await house.House.RunDue();
        var evening = await walk.Step("collectives.commands.schedule", "POST", $"collectives/{street}/commands/schedule", """
            [{"triggerTime":"2026-03-01T18:00:00Z","type":"StartCharging"},{"triggerTime":"2026-03-01T22:00:00Z","type":"StopCharging"}]
            """);
        Assert.Equal(2 * 4, evening.GetProperty("commands").GetArrayLength());
        await walk.Step("collectives.commands.schedule.again", "POST", $"collectives/{street}/commands/schedule", """
            [{"triggerTime":"2026-03-01T20:00:00Z","type":"StopCharging"},{"triggerTime":"2026-03-01T22:05:00Z","type":"StartCharging"}]
            """);
        await walk.Step("collectives.commands.schedule.ignoring-cooldown", "POST", $"collectives/{street}/commands/schedule?ignoreCooldown=true", """
            [{"triggerTime":"2026-03-01T22:05:00Z","type":"StartCharging"}]
            """);
        await walk.Step("collectives.commands.cancel", "PATCH", $"entities/{good}/commands/{IdOf(evening, 1)}/cancel");
        await walk.Step("collectives.commands.list", "GET", $"entities/{good}/commands?start=2026-03-01T18:00:00Z&end=2026-03-02");
        tesla.Sent.Clear();
        await house.House.Pass(TimeSpan.FromHours(16), TimeSpan.FromMinutes(5));
        Assert.Equal(["car-1 StartCharging", "car-1 StartCharging", "car-2 StartCharging", "car-2 StartCharging", "car-2 StopCharging"],
            tesla.Sent.Select(sent => $"{sent.VendorId} {sent.Command.Kind}").Order());
        Assert.Empty(huawei.Sent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_collective_without_entities_is_told_nothing(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var empty = await house.Collect();
        await walk.Step("collectives.commands.empty", "POST", $"collectives/{empty}/commands", """{"type":"StartCharging"}""");
        await walk.Step("collectives.commands.unknown", "POST", "collectives/0199f3a2-0000-7000-8000-000000000001/commands", """{"type":"StartCharging"}""");
        await walk.Step("collectives.commands.no-uuid", "POST", "collectives/street/commands/schedule", """[{"type":"StartCharging"}]""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_schedules_at_the_same_moment_does_so_once_for_an_entity(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var street = await house.Collect(car);
        (string Path, string Body)[] ways =
        [
            ($"entities/{car}/commands", """{"type":"StartCharging"}"""), ($"entities/{car}/commands/schedule", """[{"triggerTime":"2026-03-01T08:05:00Z","type":"StartCharging"}]"""),
            ($"entities/{car}/commands/schedule", """[{"triggerTime":"2026-03-01T08:09:00Z","type":"StartCharging"}]"""), ($"collectives/{street}/commands", """{"type":"StopCharging"}"""),
        ];
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => house.Call("POST", ways[i % 4].Path, ways[i % 4].Body))));
        Assert.All(answers, answer => Assert.True(answer.Status is 201 || ConnectHouse.CodeOf(answer.Body) == "CooldownActive", answer.Body.ToString()));
        var kept = (await house.Get($"entities/{car}/commands?start=2026-01-01&end=2026-06-01")).GetProperty("data").EnumerateArray().ToList();
        Assert.Single(kept, command => command.GetProperty("status").GetString() == "Pending");
        Assert.All(kept, command => Assert.True(command.GetProperty("status").GetString() == "Pending" || command.GetProperty("error").GetProperty("title").GetString() == "CooldownActive"));
        Assert.Single(await house.House.Get<Database>().Read(db => CommandTable.Told(db, car, DateTimeOffset.UnixEpoch, house.Clock.Now.AddDays(1))));
    }

    private static string IdOf(JsonElement batch, int place) => batch.GetProperty("commands")[place].GetProperty("id").GetString()!;
}
