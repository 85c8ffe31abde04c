using Busbar.Core.Basics;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Loss;

/// <summary>
/// The real server under mixed load, killed with SIGKILL at random moments and started again on the same store. What was
/// acknowledged before any kill is there after it, once.
/// </summary>
public sealed class KillTests
{
    private const int Applications = 4, Stations = 4;
    private static readonly TimeSpan MostUntilReady = TimeSpan.FromSeconds(3);

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_acknowledged_is_lost_and_nothing_done_twice_however_often_it_is_killed(Engine engine)
    {
        var (kills, seed) = (Length.Of(10, 100), Length.Seed());
        await using var place = await StorePlace.New(engine);
        await using var stage = new KillStage(place, new Random(seed));
        try
        {
            await stage.Prepare(Applications, Stations);
            for (var kill = 1; kill <= kills; kill++) await stage.KillOnce(duringStart: kill % 5 == 0);
            await stage.Settle();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
        }

        // Once more with the server gone, by the product's own database.
        var (database, handle) = await place.Open();
        await using (handle)
        {
            var findings = await stage.Look(database);
            Assert.True(findings.Count == 0, $"seed {seed}:\n{string.Join('\n', findings)}");
            if (engine is Engine.Sqlite) Assert.Equal("ok", await database.Read(db => db.QuerySingleAsync<string>("pragma integrity_check")));
            foreach (var (what, sql) in Plants) Assert.True(await FindsPlanted(database, stage, sql), $"seed {seed}: the check does not see {what}.");
        }
        Figures.Tell($"kills-{engine}".ToLowerInvariant(), stage.Measured(seed, kills));
        Assert.True(stage.LongestStart.Ready < MostUntilReady && stage.LongestStart.Processor < MostUntilReady, $"seed {seed}: ready after {stage.LongestStart}.");
    }

    /// <summary>Each takes away or doubles one thing that somebody was told of.</summary>
    private static readonly (string What, string Sql)[] Plants =
    [
        ("a lost request", "delete from links where id = @request"),
        ("a doubled request", "insert into links (id, tenant_id, client_id, user_id, has_own_user, kind, brand, consent, inputs, properties, status, was_linked_before, is_reconnect, created_at, expires_at, version) select 'x' || id, tenant_id, client_id, user_id, has_own_user, kind, brand, consent, inputs, properties, status, was_linked_before, is_reconnect, created_at, expires_at, version from links where id = @request"),
        ("a forgotten cancel", "update links set status = 'Pending' where id = @canceled"),
        ("a forgotten link", "update links set status = 'Pending' where device_id = @plant"),
        ("a lost command", "delete from commands where id = @command"),
        ("a doubled command", "insert into commands (id, tenant_id, device_id, client_id, kind, value, status, trigger_at, created_at, version) select 'x' || id, tenant_id, device_id, client_id, kind, value, status, trigger_at, created_at, version from commands where id = @command"),
        ("a command that was carried out and is to be sent again", "update commands set status = 'Pending' where id = @done"),
        ("a switched feature", "update device_features set active = 1 - active"),
        ("a lost reading", "delete from readings where device_id = @charger and measured_at = @at"),
        ("a changed reading", "update readings set signals = '{\"EnergyIn\":1}' where device_id = @charger and measured_at = @at"),
        ("a lost transaction", "delete from ocpp_transactions where message_id = @start"),
        ("a renumbered transaction", "update ocpp_transactions set transaction_id = transaction_id + 1000000 where message_id = @start"),
        ("a lost stop", "update ocpp_transactions set meter_stop_wh = null where message_id = @start"),
        ("a lost session", "delete from charge_sessions where device_id = @charger and plugged_at <= @at and ended_at >= @at"),
        ("a lost state", "delete from device_states where device_id = @plant"),
        ("a lost poll", "delete from due where kind = 'poll'"),
        ("a held poll", "update due set held = 1, due_at = due_at + 86400000000 where kind = 'poll'"),
    ];

    private static async Task<bool> FindsPlanted(Database database, KillStage stage, string sql)
    {
        var found = await Assert.ThrowsAsync<Planted>(() => database.Write(async db =>
        {
            Assert.True(await db.ExecuteAsync(sql, stage.Ledger.Known()) > 0, "Nothing was planted: " + sql);
            throw new Planted(await StoreCheck.Look(db, stage.Ledger, settled: true));
        }));
        return found.Findings.Count > 0;
    }

    /// <summary>Thrown, so that the unit and what it planted are rolled back.</summary>
    private sealed class Planted(IReadOnlyList<string> findings) : Exception
    {
        public IReadOnlyList<string> Findings => findings;
    }
}
