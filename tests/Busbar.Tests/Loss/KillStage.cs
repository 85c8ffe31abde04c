using System.Data.Common;
using System.Diagnostics;
using Busbar.Core.Basics;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Busbar.Tests.Loss;

/// <summary>A server that is killed, its clients, and what they noted.</summary>
internal sealed class KillStage(StorePlace place, Random random) : IAsyncDisposable
{
    private readonly Victim server = new(place, random);
    private readonly CancellationTokenSource over = new();
    private readonly List<(TimeSpan Ready, TimeSpan Processor, bool Busy)> starts = [];
    private readonly List<StationLoad> stations = [];
    private readonly List<Task> load = [];
    private OwnerLoad owners = null!;

    public Ledger Ledger { get; } = new();

    /// <summary>How long the server took until it was ready: the longest by the clock while the machine had time for it, and by its own work.</summary>
    /// <remarks>Beside others the same work takes more processor time, now and then much more: of busy starts the middle one counts.</remarks>
    public (TimeSpan Ready, TimeSpan Processor) LongestStart => Quiet is [_, ..] quiet
        ? (quiet.Max(start => start.Ready), quiet.Max(start => start.Processor))
        : (TimeSpan.Zero, starts.Select(start => start.Processor).Order().ElementAt(starts.Count / 2));

    private IReadOnlyList<(TimeSpan Ready, TimeSpan Processor, bool Busy)> Quiet => [.. starts.Where(start => !start.Busy)];

    /// <summary>The first start and the first links, in peace; then the load begins.</summary>
    public async Task Prepare(int applications, int chargers)
    {
        await server.Start();
        await server.SignIn();
        server.LetIn();
        owners = new OwnerLoad(server, Ledger);
        await Task.WhenAll(owners.Link(plant: true), owners.Link(plant: true), owners.Link(plant: false), owners.Link(plant: false));
        for (var i = 1; i <= chargers; i++)
        {
            stations.Add(new StationLoad(server, Ledger, $"LOSS-{i}", new Random(random.Next())));
            await stations[^1].Link();
        }
        Assert.Empty(Ledger.Wrong);
        Assert.Equal((2, 2), (owners.Plants.Count, owners.Cars.Count));
        load.AddRange(stations.Select(station => station.Run(over.Token)));
        for (var i = 0; i < applications; i++) load.Add(new ApiLoad(server, Ledger, owners, new Random(random.Next())).Run(over.Token));
        load.Add(LinkOn());
        load.Add(LookOn());
    }

    /// <summary>Lets the load run for some acknowledgements more, kills, starts anew and looks.</summary>
    public async Task KillOnce(bool duringStart)
    {
        var (enough, patience) = (Ledger.Acknowledged + random.Next(20, 300), Stopwatch.StartNew());
        while (Ledger.Acknowledged < enough && patience.Elapsed < TimeSpan.FromSeconds(20)) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        Assert.True(Ledger.Acknowledged >= enough, "The load stands still.");
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 30)), TimeProvider.System);
        await server.Kill();
        if (duringStart) await server.StartAndKill(TimeSpan.FromMilliseconds(random.Next(100, 900)));
        var (ready, processor) = await server.Start();
        starts.Add((ready, processor, IsBusy()));
        await LookAtOrders();
        Assert.Empty(await Look());
        server.LetIn();
    }

    /// <summary>The load ends, what is due gets done, and the server is killed for good.</summary>
    public async Task Settle()
    {
        await over.CancelAsync();
        await Task.WhenAll(load).WaitAsync(TimeSpan.FromSeconds(60));
        var waiting = await Waiting();
        while (waiting.Count > 0 && TimeProvider.System.GetUtcNow() < server.StartedAt.AddSeconds(60))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            await LookAtOrders();
            waiting = await Waiting();
        }
        Assert.Empty(waiting);
        await LookAtOrders();
        foreach (var station in stations) await station.DisposeAsync();
        await server.Kill();
    }

    /// <summary>What is wrong with the store as it is now; of a store that no server has open any more, where one is given.</summary>
    public async Task<IReadOnlyList<string>> Look(Database? database = null)
    {
        if (database is not null) return await database.Read(db => StoreCheck.Look(db, Ledger, settled: true));
        await using var db = await Open();
        return await StoreCheck.Look(db, Ledger, settled: false);
    }

    public object Measured(int seed, int kills)
    {
        var sorted = starts.Select(start => start.Ready).Order().ToList();
        return new
        {
            seed, kills, acknowledged = Ledger.Acknowledged, requests = Ledger.Requests.Count, unanswered = Ledger.Requests.Count(request => request.Id is null) + Ledger.Commands.Count(told => told.Id is null),
            commands = Ledger.Commands.Count, charges = Ledger.Chargers.Values.Sum(charger => charger.Charges.Count), linked = owners.Plants.Count + owners.Cars.Count,
            readyMaxMs = (int)sorted[^1].TotalMilliseconds, readyP99Ms = (int)sorted[(int)Math.Ceiling(sorted.Count * 0.99) - 1].TotalMilliseconds, readyMedianMs = (int)sorted[sorted.Count / 2].TotalMilliseconds,
            readyProcessorMaxMs = (int)starts.Max(start => start.Processor).TotalMilliseconds, busyStarts = starts.Count(start => start.Busy),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await server.DisposeAsync();
        over.Dispose();
    }

    /// <summary>More waits for a processor than twice what there are: the clock then tells of the others.</summary>
    private static bool IsBusy() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) > 2 * Environment.ProcessorCount;

    private async Task LinkOn()
    {
        while (!over.IsCancellationRequested)
        {
            await server.Up;
            await owners.Link(plant: owners.Plants.Count < 12 && random.Next(2) == 0);
        }
    }

    // A device shows its last 50 orders, and many come at once when what held them up is over: so it is not told more than it shows.
    private async Task LookOn()
    {
        while (!over.IsCancellationRequested)
        {
            await server.Up;
            await LookAtOrders(orElse: false);
            try
            {
                await using var db = await Open();
                Ledger.Busy = (await db.QueryAsync<string>("select device_id from commands where status = 'Pending' group by device_id having count(*) > 20")).ToHashSet();
            }
            catch (DbException)
            {
                // Killed just now.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Work that should be done by now, commands that nobody has sent, and those that this server is sending: a device is looked at once they are through.</summary>
    private async Task<IReadOnlyList<string>> Waiting()
    {
        await using var db = await Open();
        var (late, started) = (TimeProvider.System.GetUtcNow().AddSeconds(-2).ToMicros(), server.StartedAt.ToMicros());
        return (await db.QueryAsync<string>(
            """
            select kind || ' ' || id from due where due_at < @late
            union all
            select 'command ' || id from commands where status = 'Pending' or (status = 'Triggered' and answered_at is null and sent_at > @started)
            """,
            new { late, started })).AsList();
    }

    private async Task LookAtOrders(bool orElse = true)
    {
        foreach (var (_, home, _) in owners.Plants)
        {
            if (await server.Try(HttpMethod.Get, $"/sandbox/api/homes/{home}") is not { Status: 200 } shown)
            {
                if (orElse) throw new InvalidOperationException($"The home {home} cannot be seen.");
                return;
            }
            foreach (var device in shown.Body.GetProperty("devices").EnumerateArray())
                if (device.TryGetProperty("orders", out var orders))
                    foreach (var order in orders.EnumerateArray())
                        if (order.TryGetProperty("value", out var value)) Ledger.Orders.GetOrAdd(value.GetDouble(), _ => new())[$"{home} {order.GetProperty("at").GetString()}"] = true;
        }
    }

    /// <summary>Beside the server, and only to read.</summary>
    private async Task<DbConnection> Open()
    {
        SqliteLibrary.Use(NullLogger.Instance);
        DbConnection db = place.Postgres is { } connection ? new NpgsqlConnection(connection + ";Pooling=false")
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(place.Folder, SqliteDatabase.FileName), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await db.OpenAsync();
        return db;
    }
}
