using System.Threading.Channels;
using Busbar.Core.Work;
using Npgsql;

namespace Busbar.Server.Storage;

/// <summary>
/// Rings through PostgreSQL's NOTIFY. Sent by a connection of its own, after the caller's commit and outside of any transaction,
/// many at a time: at commit a NOTIFY takes a lock that the whole server shares. Nothing happens before the first use.
/// </summary>
internal sealed partial class PostgresBells : Bells, IAsyncDisposable
{
    private const string Channel = "busbar_bells";
    private const int MostAtOnce = 500, MostWaiting = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource closing = new();
    private readonly Channel<Guid> rings = System.Threading.Channels.Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly Lazy<Task> sending, listening;

    public PostgresBells(NpgsqlConnectionStringBuilder settings, ILogger log, TimeProvider time)
    {
        (this.log, this.time) = (log, time);
        // Kept open, and asked now and then whether it still stands: a line that died in silence rings no more.
        this.settings = new(settings.ConnectionString) { Pooling = false, KeepAlive = 10, Multiplexing = false };
        sending = new Lazy<Task>(() => Task.Run(() => Persist(Send)));
        listening = new Lazy<Task>(() => Task.Run(() => Persist(Listen)));
    }

    public override void Ring(Guid place)
    {
        _ = sending.Value;
        rings.Writer.TryWrite(place);
    }

    public override IDisposable Hang(Guid place, Action rung)
    {
        var hook = base.Hang(place, rung);
        _ = listening.Value;
        return hook;
    }

    public async ValueTask DisposeAsync()
    {
        rings.Writer.TryComplete();
        if (sending.IsValueCreated) await sending.Value.WaitAsync(Pause, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await closing.CancelAsync();
        if (sending.IsValueCreated) await sending.Value;
        if (listening.IsValueCreated) await listening.Value;
        closing.Dispose();
    }

    private async Task Send(NpgsqlConnection db)
    {
        while (await rings.Reader.WaitToReadAsync(closing.Token))
        {
            var places = new HashSet<Guid>();
            while (places.Count < MostAtOnce && rings.Reader.TryRead(out var place)) places.Add(place);
            await using var command = new NpgsqlCommand($"select pg_notify('{Channel}', place) from unnest(@places) as place", db);
            command.Parameters.AddWithValue("places", places.Select(place => place.ToString()).ToArray());
            await command.ExecuteNonQueryAsync(closing.Token);
        }
    }

    private async Task Listen(NpgsqlConnection db)
    {
        db.Notification += (_, told) => { if (Guid.TryParse(told.Payload, out var place)) Sound(place); };
        await using (var command = new NpgsqlCommand($"listen {Channel}", db)) await command.ExecuteNonQueryAsync(closing.Token);
        // Whatever rang while nobody listened.
        SoundAll();
        while (true) await db.WaitAsync(closing.Token);
    }

    private async Task Persist(Func<NpgsqlConnection, Task> work)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await using var db = new NpgsqlConnection(settings.ConnectionString);
                await db.OpenAsync(closing.Token);
                await work(db);
                return;
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Deaf(log, e.Message);
                await Task.Delay(Pause, time, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Wake-up calls between nodes do not get through; each looks by itself meanwhile: {Message}")]
        public static partial void Deaf(ILogger log, string message);
    }
}
