using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Events;

namespace Busbar.Server.Work;

/// <summary>
/// The clock of deliveries: looks for subscriptions that something waits for, several times a second, and brings it to each by a
/// hand of its own, so that a dead address holds up nobody else.
/// </summary>
public sealed partial class DeliverWork(Deliver deliver, Database database, TimeProvider time, ILogger<DeliverWork> logger) : BackgroundService
{
    private const int Hands = 256, ForgottenAtOnce = 500;

    private static readonly TimeSpan nap = TimeSpan.FromMilliseconds(200), kept = TimeSpan.FromDays(7), forgetEvery = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, Task> inHand = new();

    /// <summary>Does everything that is due now, and waits for it; true where there was something. For tests, which hold the clock.</summary>
    public async Task<bool> RunDue(CancellationToken stop)
    {
        var due = await database.Read(db => SubscriptionStateTable.Due(db, time.GetUtcNow(), Hands));
        await Task.WhenAll(due.Select(id => deliver.Run(id, stop)));
        return due.Count > 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var forgetAt = time.GetUtcNow() + forgetEvery;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var now = time.GetUtcNow();
                foreach (var id in await database.Read(db => SubscriptionStateTable.Due(db, now, Hands)))
                    if (inHand.Count < Hands && new TaskCompletionSource() is var done && inHand.TryAdd(id, done.Task)) _ = Task.Run(() => InHand(id, done, stop), CancellationToken.None);
                if (now >= forgetAt)
                {
                    while (await database.Write(db => DeliveryTable.Forget(db, now - kept, ForgottenAtOnce)) == ForgottenAtOnce) { }
                    await database.Write(db => Outbox.DropPaused(db, now - kept));
                    forgetAt = now + forgetEvery;
                }
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // The store is in trouble. The loop goes on, or nothing would ever be told again.
                Log.Stumbled(logger, e);
            }
            await Task.Delay(nap, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(inHand.Values);
    }

    private async Task InHand(Guid id, TaskCompletionSource done, CancellationToken stop)
    {
        try
        {
            await deliver.Run(id, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was being sent is sent again.
        }
        catch (Exception e)
        {
            Log.Failed(logger, id, e);
        }
        finally
        {
            inHand.TryRemove(id, out _);
            done.SetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Deliveries to webhook {Id} broke off; they go on later")]
        public static partial void Failed(ILogger logger, Guid id, Exception e);

        [LoggerMessage(LogLevel.Error, "Deliveries: the store did not answer; trying again")]
        public static partial void Stumbled(ILogger logger, Exception e);
    }
}
