using System.Text;
using System.Text.Json.Nodes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>A station's password changes, and at no moment is the station locked out.</summary>
public sealed class OcppPasswordTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_connected_station_is_told_and_both_open_it_until_the_new_one_was_used(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, owned) = await stage.Booted();
        var stored = 0;
        client.Answers = (action, payload) =>
        {
            // What the station hears of is on disk by then.
            if (action == "ChangeConfiguration") stored = stage.Store.Rows<long>("select count(*) from station_passwords").GetAwaiter().GetResult() is [1] ? 1 : 0;
            return client.Obedient(action, payload);
        };
        var (exit, text) = await stage.Cli("stations", "password", "CP-1");
        var told = await client.AskedFor("ChangeConfiguration", Key);
        Assert.Equal(("AuthorizationKey", 1), (told["key"]!.GetValue<string>(), stored));
        var fresh = told["value"]!.GetValue<string>();
        Assert.Matches(@"\A[0-9A-F]{40}\z", fresh);
        Assert.True(exit == 0, text);
        Assert.DoesNotContain(fresh, text);
        Assert.Contains("not used yet", (await stage.Cli("stations", "show", "CP-1")).Text);

        Assert.True(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, owned.Password));
        // As the 20 bytes that the digits stand for; the old one is forgotten with that.
        Assert.True(await Opens(stage, Convert.FromHexString(fresh)));
        Assert.False(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, fresh));
        Assert.True(await Opens(stage, fresh.ToLowerInvariant()));
        Assert.Empty(await stage.Store.Rows<string>("select hash from station_passwords"));
        await client.DisposeAsync();
        await using var again = await stage.Dial(owned with { Password = fresh });
        await again.Boot();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_said_yes_has_a_week_to_come_back_with_it(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, owned) = await stage.Booted();
        Assert.Equal(0, (await stage.Cli("stations", "password", "CP-1")).Exit);
        var fresh = (await client.AskedFor("ChangeConfiguration", Key))["value"]!.GetValue<string>();
        await client.DisposeAsync();
        stage.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.True(await Opens(stage, owned.Password));
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, fresh));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_cannot_be_told_keeps_the_old_one_until_the_new_one_was_used(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        var (exit, text) = await stage.Cli("stations", "password", "CP-1");
        Assert.True(exit == 0, text);
        Assert.Contains("not connected", text);
        var fresh = Printed(text);
        stage.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, fresh));
        Assert.False(await Opens(stage, owned.Password));
    }

    [Theory]
    [InlineData("Rejected")]
    [InlineData("NotSupported")]
    [InlineData(null)]
    public async Task One_that_refuses_is_given_it_by_hand(string? status)
    {
        await using var stage = await OcppStage.Start();
        var (client, _, owned) = await stage.Booted();
        client.Answers = (action, payload) => action != "ChangeConfiguration" ? client.Obedient(action, payload) : status is null ? JsonValue.Create("NotImplemented") : new JsonObject { ["status"] = status };
        var fresh = Printed((await stage.Cli("stations", "password", "CP-1")).Text);
        Assert.Equal(fresh, (await client.AskedFor("ChangeConfiguration", Key))["value"]!.GetValue<string>());
        stage.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, fresh));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_line_that_breaks_while_it_is_told_locks_nobody_out_whichever_it_knows(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, owned) = await stage.Booted();
        client.Answers = (action, payload) =>
        {
            if (action != "ChangeConfiguration") return client.Obedient(action, payload);
            client.Cut();
            return null;
        };
        var (_, text) = await stage.Cli("stations", "password", "CP-1");
        Assert.Contains("may have taken it", text);
        stage.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True(await Opens(stage, owned.Password));

        // A second change before the first one was used: any of the three may be the one.
        var second = Printed((await stage.Cli("stations", "password", "CP-1")).Text);
        Assert.True(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, Printed(text)));
        Assert.False(await Opens(stage, owned.Password));
        Assert.True(await Opens(stage, second));
        Assert.False(await Opens(stage, Printed(text)));
    }

    [Fact]
    public async Task New_ones_that_are_never_used_do_not_pile_up()
    {
        await using var stage = await OcppStage.Start();
        var owned = await stage.Link("CP-1");
        for (var n = 0; n < 5; n++) Assert.Equal(0, (await stage.Cli("stations", "password", "CP-1")).Exit);
        var (exit, text) = await stage.Cli("stations", "password", "CP-1");
        Assert.Equal(2, exit);
        Assert.Contains("--now", text);
        Assert.True(await Opens(stage, owned.Password));
        Assert.Equal(0, (await stage.Cli("stations", "password", "CP-1", "--now")).Exit);
        Assert.False(await Opens(stage, owned.Password));
        Assert.Empty(await stage.Store.Rows<string>("select hash from station_passwords"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task With_now_the_old_one_ends_at_once_and_so_does_its_socket(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, owned) = await stage.Booted();
        Assert.Equal(0, (await stage.Cli("stations", "password", "CP-1", "--now")).Exit);
        Assert.Equal("The station's password has changed", (await client.Closed()).Reason);
        var fresh = (await client.AskedFor("ChangeConfiguration", Key))["value"]!.GetValue<string>();
        Assert.False(await Opens(stage, owned.Password));
        await using var again = await stage.Dial(owned with { Password = fresh });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_password_revealed_to_an_owner_ends_every_change(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owner = await stage.NewUser();
        await stage.Link("CP-1", owner: owner);
        var fresh = Printed((await stage.Cli("stations", "password", "CP-1")).Text);
        var again = await stage.Link("CP-1", owner: owner);
        Assert.False(await Opens(stage, fresh));
        Assert.True(await Opens(stage, again.Password));
    }

    private static bool Key(JsonObject payload) => payload["key"]!.GetValue<string>() == "AuthorizationKey";

    private static string Printed(string text) => text.Split('\n').Single(line => line.StartsWith("new password", StringComparison.Ordinal)).Split(' ')[^1].Trim();

    private static Task<bool> Opens(OcppStage stage, string password) => Opens(stage, Encoding.UTF8.GetBytes(password));

    private static async Task<bool> Opens(OcppStage stage, byte[] password)
    {
        byte[] credential = [.. "CP-1:"u8, .. password];
        return await stage.Outlet.SignIn.Check("CP-1", "Basic " + Convert.ToBase64String(credential)) is not null;
    }
}
