using Busbar.Core.Devices;
using Busbar.Core.Sessions;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>Messages of transactions that are unknown, out of order, doubled or over: each is answered, joined where it can be, else kept to be looked at.</summary>
public sealed class StrayMessageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_stop_that_comes_before_its_start_is_joined_to_it(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        Assert.Empty(await client.Ask("StopTransaction", Stop(-1, 3500, "09:20")));
        Assert.Equal("unknown transaction", await Parked(stage));
        var id = await Start(client, 1000, "09:00");
        Assert.Equal("", await Parked(stage));
        Assert.Equal((id, 1000.0, 3500.0, "joined stop"), Assert.Single(await stage.Store.Rows<(int, double, double, string)>("select transaction_id, meter_start_wh, meter_stop_wh, closed_by from ocpp_transactions")));
        Assert.Equal(["09:00-09:20 2.5"], await Sessions(stage, device));
        // The station has learned the number and sends its stop again, and the start as well.
        Assert.Empty(await client.Ask("StopTransaction", Stop(id, 3500, "09:20")));
        Assert.Equal(id, await Start(client, 1000, "09:00"));
        Assert.Equal(["09:00-09:20 2.5"], await Sessions(stage, device));
        Assert.Equal("", await Parked(stage));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stop_that_comes_before_its_start_finds_its_connector_among_several(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted(("NumberOfConnectors", "2"));
        Assert.Empty(await client.Ask("StopTransaction", Stop(0, 3500, "09:20")));
        await Start(client, 1000, "09:00", connector: 2);
        Assert.Equal(["09:00-09:20 2.5"], await Sessions(stage, (await stage.Device("CP-1/2"))!.Id));
        Assert.Equal("", await Parked(stage));
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(4711)]
    public async Task A_stop_without_the_right_number_ends_what_it_can_only_belong_to(int number)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted();
        await Start(client, 1000, "09:00");
        for (var n = 0; n < 2; n++) Assert.Empty(await client.Ask("StopTransaction", Stop(number, 3500, "09:20")));
        Assert.Equal(["09:00-09:20 2.5"], await Sessions(stage, device));
        Assert.Equal("", await Parked(stage));
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(-1, 500, "09:20")]
    [InlineData(4711, 3500, "08:20")]
    public async Task A_stop_that_does_not_fit_ends_nothing(int number, int meter, string time)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted();
        await Start(client, 1000, "09:00");
        Assert.Empty(await client.Ask("StopTransaction", Stop(number, meter, time)));
        Assert.Equal("unknown transaction", await Parked(stage));
        Assert.Equal(["09:00- "], await Sessions(stage, device));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Where_two_connectors_charge_a_nameless_stop_ends_neither()
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted(("NumberOfConnectors", "2"));
        foreach (var connector in new[] { 1, 2 }) await Start(client, 1000, "09:00", connector);
        Assert.Empty(await client.Ask("StopTransaction", Stop(-1, 3500, "09:20")));
        Assert.Equal("unknown transaction", await Parked(stage));
        Assert.Equal(2, (await stage.Store.Rows<int>("select transaction_id from ocpp_transactions where closed_at is null")).Count);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_guess_gives_way_to_the_stop_that_names_the_transaction_and_finds_its_own(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var first = await Start(client, 1000, "09:00");
        // The second charge's stop overtakes its start and the first one's stop, and is told again, which makes one.
        Assert.Empty(await client.Ask("StopTransaction", Stop(-1, 5000, "09:50")));
        Assert.Empty(await client.Ask("StopTransaction", Stop(first, 3000, "09:20")));
        Assert.Empty(await client.Ask("StopTransaction", Stop(-1, 5000, "09:50")));
        Assert.Equal("unknown transaction", await Parked(stage));
        await Start(client, 3000, "09:30");
        Assert.Equal([3000.0, 5000.0], await stage.Store.Rows<double>("select meter_stop_wh from ocpp_transactions order by transaction_id"));
        Assert.Equal(["09:00-09:20 2", "09:30-09:50 2"], await Sessions(stage, device));
        Assert.Equal("", await Parked(stage));
        await client.DisposeAsync();
    }

    /// <summary>Values and stop name the charge by a number of the station's own, or by none; the start comes last.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(-1)]
    public async Task A_charge_told_under_another_number_before_its_start_is_one(int number)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted();
        await client.Ask("MeterValues", Values(12, "09:10", 2000));
        await client.Ask("StopTransaction", Stop(number, 3000, "09:20"));
        var id = await Start(client, 1000, "09:00");
        Assert.Equal((1000.0, 3000.0), Assert.Single(await stage.Store.Rows<(double, double)>("select meter_start_wh, meter_stop_wh from ocpp_transactions where transaction_id = @id", new { id })));
        Assert.Empty(await stage.Store.Rows<int>("select transaction_id from ocpp_transactions where closed_at is null"));
        Assert.Equal(["09:00-09:20 2"], await Sessions(stage, device));
        Assert.Equal("unknown transaction", await Parked(stage));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_a_charge_whose_start_is_lost_the_stop_alone_is_kept(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        Assert.Empty(await client.Ask("StopTransaction", Stop(77, 3500, "09:20")));
        Assert.Equal("unknown transaction", await Parked(stage));
        Assert.Empty(await Sessions(stage, device));
        Assert.Equal(3.5, (await stage.Value(device, Signal.EnergyIn))!.Value.Number);
        // The next charge is not taken for it.
        await Start(client, 3500, "09:30");
        Assert.Equal("unknown transaction", await Parked(stage));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_starts_without_a_stop_count_their_energy_once(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var first = await Start(client, 1000, "09:00");
        var second = await Start(client, 3000, "09:30");
        Assert.Equal([(first, "later start"), (second, null)], await stage.Store.Rows<(int, string?)>("select transaction_id, closed_by from ocpp_transactions order by transaction_id"));
        Assert.Empty(await client.Ask("StopTransaction", Stop(second, 6000, "09:50")));
        Assert.Equal(["09:00-09:50 5"], await Sessions(stage, device));
        // The first one's stop after all: two charges.
        Assert.Empty(await client.Ask("StopTransaction", Stop(first, 3000, "09:10")));
        Assert.Equal(["09:00-09:10 2", "09:30-09:50 3"], await Sessions(stage, device));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Values_of_a_transaction_that_is_over_make_no_new_charge(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var id = await Start(client, 1000, "09:00");
        await client.Ask("StopTransaction", Stop(id, 3000, "09:20"));
        await client.Ask("MeterValues", Values(id, "09:10", 2000));
        Assert.Equal("", await Parked(stage));
        await client.Ask("MeterValues", Values(id, "09:25", 3000));
        Assert.Equal("ended transaction", await Parked(stage));
        Assert.Equal(["09:00-09:20 2"], await Sessions(stage, device));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Values_that_name_a_wrong_transaction_are_taken_listed_and_change_none(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var id = await Start(client, 1000, "09:00");
        await client.Ask("MeterValues", Values(12, "09:05", 1500));
        await client.Ask("MeterValues", Values(12, "09:10", 2000));
        // Once for each wrong number.
        Assert.Equal("unknown transaction", await Parked(stage));
        Assert.Equal([(id, false)], await stage.Store.Rows<(int, bool)>("select transaction_id, closed_at is not null from ocpp_transactions"));
        Assert.Equal(2, (await stage.Value(device, Signal.EnergyIn))!.Value.Number);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_start_that_is_told_when_its_connector_is_free_again_runs_no_more(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        await client.Ask("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"2026-11-21T09:30:00Z"}""");
        await Start(client, 1000, "09:00");
        Assert.Equal("available", Assert.Single(await stage.Store.Rows<string>("select closed_by from ocpp_transactions")));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_status_that_another_overtook_does_not_undo_it(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        foreach (var (status, time) in new[] { ("Preparing", "09:00"), ("Available", "09:40"), ("Charging", "09:10") })
            await client.Ask("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"{{status}}","timestamp":"2026-11-21T{{time}}:00Z"}""");
        Assert.False((await stage.Value(device, Signal.IsCharging))!.Value.Flag);
        Assert.Equal("Available", Assert.Single(await stage.Store.Rows<string>("select status from connectors where connector_id = 1")));
        Assert.Equal(["09:00-09:40 "], await Sessions(stage, device));
        await client.DisposeAsync();
    }

    /// <summary>Registers that were reset, exchanged, or told in whole kilowatt-hours in between.</summary>
    [Theory]
    [InlineData("2.5", 1000, 2000, 3500)]
    [InlineData("2.6", 1900, 1000, 2000, 4500)]
    [InlineData("2.5", 1000, 0, 3500)]
    [InlineData("3.5", 500000, 502000, 0, 1500)]
    [InlineData("1", 1000, 2000, 5000000, 5000000)]
    public async Task A_register_that_goes_back_counts_nothing_twice(string kwh, params int[] registers)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted();
        var id = await Start(client, registers[0], "09:00");
        for (var n = 1; n < registers.Length - 1; n++) await client.Ask("MeterValues", Values(id, $"09:0{n}", registers[n]));
        await client.Ask("StopTransaction", Stop(id, registers[^1], "09:20"));
        Assert.Equal([$"09:00-09:20 {kwh}"], await Sessions(stage, device));
        await client.DisposeAsync();
    }

    private static async Task<int> Start(StationClient client, int meter, string time, int connector = 1) => (await client.Ask("StartTransaction",
        $$"""{"connectorId":{{connector}},"idTag":"x","meterStart":{{meter}},"timestamp":"2026-11-21T{{time}}:00Z"}"""))["transactionId"]!.GetValue<int>();

    private static string Stop(int id, int meter, string time) => $$"""{"transactionId":{{id}},"meterStop":{{meter}},"timestamp":"2026-11-21T{{time}}:00Z"}""";

    private static string Values(int id, string time, int meter) => $$"""
        {"connectorId":1,"transactionId":{{id}},"meterValue":[{"timestamp":"2026-11-21T{{time}}:00Z","sampledValue":[{"value":"{{meter}}"},{"value":"7000","measurand":"Power.Active.Import"}]}]}
        """;

    private static async Task<string> Parked(OcppStage stage) => string.Join(' ', await stage.Store.Rows<string>("select reason from ocpp_parked"));

    private static async Task<IReadOnlyList<string>> Sessions(OcppStage stage, Guid device) =>
        [.. (await stage.Store.Read(db => SessionTable.Since(db, device, DateTimeOffset.UnixEpoch)))
            .Select(one => FormattableString.Invariant($"{one.PluggedAt:HH:mm}-{one.EndedAt:HH:mm} {(one.Facts.Energy is { } energy ? Math.Round(energy.Kwh, 6) : null)}"))];
}
