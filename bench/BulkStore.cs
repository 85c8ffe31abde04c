using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Busbar.Server.Setup;
using Busbar.Server.Storage;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Bench;

/// <summary>Fills the store of a server that does not run: devices by the ten thousand, readings by the month.</summary>
internal sealed class BulkStore : IAsyncDisposable
{
    private const int RowsAtOnce = 200;
    private static readonly TimeProvider time = TimeProvider.System;

    private readonly Store store;
    private readonly Client client;

    private BulkStore(Store store, Client client) => (this.store, this.client) = (store, client);

    public Database Database => store.Database;

    public static async Task<BulkStore> Open(string folder, BenchOptions options)
    {
        var store = await Store.Open(new StoreOptions(folder, options.Postgres), NullLogger.Instance, time);
        var (client, _) = await store.Database.Read(db => ClientTable.FindForSignIn(db, FirstStart.ClientId)) ?? throw new InvalidOperationException("There is no demo client.");
        return new BulkStore(store, client);
    }

    /// <summary>Cars with a state, each polled some day far ahead, at a time of its own: those that are due together in life were not linked one after the other. Their ids.</summary>
    public async Task<IReadOnlyList<Guid>> AddCars(int count)
    {
        var (ids, now) = (new Ids(time), time.GetUtcNow());
        var cars = Enumerable.Range(0, count).Select(_ => ids.New()).ToList();
        foreach (var some in cars.Chunk(RowsAtOnce))
        {
            await Database.Write(async db =>
            {
                await Insert(db, "devices (id, tenant_id, user_id, grant_id, kind, brand, vendor_id, identifier, commands, created_at)",
                    some.Select(id => $"('{id}', '{client.TenantId}', '{id}', '{id}', 'EV', 'tesla', '{id}', '{id:N}', '[]', {now.ToMicros()})"));
                await Insert(db, "device_states (device_id, signals, is_online, is_asleep, last_heard_at)", some.Select(id => $"('{id}', '{State(now)}', 1, 0, {now.ToMicros()})"));
                await Insert(db, "permissions (tenant_id, device_id, principal_id, level)",
                    some.SelectMany(id => Enum.GetNames<PermissionLevel>().Select(level => $"('{client.TenantId}', '{id}', '{client.Id}', '{level}')")));
                await Insert(db, "due (kind, id, due_at, held, version, attempts)", some.Select(id => $"('poll', '{id}', {now.AddDays(300 + Random.Shared.NextDouble()).ToMicros()}, 0, 0, 0)"));
            });
        }
        return cars;
    }

    /// <summary>Readings of a whole span, at even steps, of everything that a busy meter tells.</summary>
    public async Task AddReadings(Guid device, DateTimeOffset start, int count, TimeSpan step)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(RowsAtOnce))
            await Database.Write(async db =>
            {
                foreach (var n in some)
                {
                    var at = start + n * step;
                    await ReadingTable.Save(db, new Reading(device, at, at, Signals(n)));
                }
            });
    }

    /// <summary>All of the polls are overdue, in the order that they had.</summary>
    public Task MakeDue() => Database.Write(db => db.ExecuteAsync("update due set due_at = due_at - @year where kind = 'poll'", new { year = 366 * TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond }));

    /// <summary>Takes due work as the server's loops do, and puts it back for later; how much there was.</summary>
    public async Task<int> TakeDue()
    {
        for (var total = 0; ;)
        {
            var taken = await Database.Write(db => DueTable.Take(db, WorkKind.Poll, time.GetUtcNow(), TimeSpan.FromMinutes(2), 16));
            if (taken.Count == 0) return total;
            await Task.WhenAll(taken.Select(work => Database.Write(db => DueTable.Again(db, work, time.GetUtcNow().AddDays(300)))));
            total += taken.Count;
        }
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static Task<int> Insert(DbConnection db, string into, IEnumerable<string> rows) => db.ExecuteAsync($"insert into {into} values {string.Join(", ", rows)}");

    private static string State(DateTimeOffset at) =>
        "{" + string.Join(",", new[] { "\"IsPluggedIn\":{\"v\":true", "\"IsCharging\":{\"v\":false", "\"StateOfCharge\":{\"v\":63", "\"Range\":{\"v\":241", "\"Odometer\":{\"v\":12000" }
            .Select(signal => $"{signal},\"m\":{at.ToMicros()},\"h\":{at.ToMicros()},\"s\":\"Poll\"}}")) + "}";

    private static Dictionary<Signal, Value> Signals(int n) => new()
    {
        [Signal.Power] = Math.Sin(n / 40.0) * 4_000, [Signal.PowerL1] = Math.Sin(n / 40.0) * 1_300, [Signal.PowerL2] = Math.Sin(n / 41.0) * 1_300, [Signal.PowerL3] = Math.Sin(n / 42.0) * 1_300,
        [Signal.CurrentL1] = 5.6, [Signal.CurrentL2] = 5.7, [Signal.CurrentL3] = 5.8, [Signal.VoltageL1] = 230.1, [Signal.VoltageL2] = 229.8, [Signal.VoltageL3] = 231.2,
        [Signal.EnergyIn] = 1_000 + n * 0.31, [Signal.EnergyOut] = 200 + n * 0.12,
    };
}
