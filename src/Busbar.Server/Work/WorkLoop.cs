using Busbar.Core.Basics;
using Busbar.Core.Work;

namespace Busbar.Server.Work;

/// <summary>
/// A clock: takes what is due of one kind, does it, looks again. A bell wakes it early; the store is the truth.
/// </summary>
public abstract partial class WorkLoop(WorkKind kind, Database database, Doorbell doorbell, TimeProvider time, ILogger logger) : BackgroundService
{
    private const int AtOnce = 16;

    /// <summary>
    /// How long work stays held by a process that has died. Short, since nobody else does it meanwhile; who lives and takes longer
    /// renews it, so that nothing is taken twice while it is being done.
    /// </summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim slots = new(AtOnce);

    /// <summary>Does one piece of work and ends it in the table of due work.</summary>
    protected abstract Task Do(Taken taken, CancellationToken stop);

    /// <summary>Does everything that is due now, and waits for it; true where there was something. For tests, which hold the clock.</summary>
    public async Task<bool> RunDue(CancellationToken stop)
    {
        var any = false;
        while (await database.Write(db => DueTable.Take(db, kind, time.GetUtcNow(), Lease, AtOnce)) is { Count: > 0 } taken)
        {
            any = true;
            await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (work, _) => await Guarded(work, stop));
        }
        return any;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await StartDue(stop)) continue;
                var next = await database.Read(db => DueTable.Next(db, kind));
                var nap = next is { } due ? due - time.GetUtcNow() : LongestNap;
                await doorbell.Wait(kind, nap < LongestNap ? nap : LongestNap, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The store is in trouble, not the work. The loop goes on, or nothing would ever be done again.
                Log.Stumbled(logger, kind, e);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        for (var i = 0; i < AtOnce; i++) await slots.WaitAsync(CancellationToken.None);
    }

    /// <summary>Takes as much as there are hands free, and does not wait for it: one slow vendor holds up one hand. True where there may be more.</summary>
    private async Task<bool> StartDue(CancellationToken stop)
    {
        await slots.WaitAsync(stop);
        var free = 1;
        while (free < AtOnce && slots.Wait(0, CancellationToken.None)) free++;

        IReadOnlyList<Taken> taken = [];
        try
        {
            taken = await database.Write(db => DueTable.Take(db, kind, time.GetUtcNow(), Lease, free));
        }
        finally
        {
            if (free > taken.Count) slots.Release(free - taken.Count);
        }
        foreach (var work in taken) _ = Task.Run(() => InHand(work, stop), CancellationToken.None);
        return taken.Count == free;
    }

    private async Task InHand(Taken work, CancellationToken stop)
    {
        using var done = new CancellationTokenSource();
        var renewing = Renew(work, done.Token);
        try { await Guarded(work, stop); }
        finally
        {
            await done.CancelAsync();
            await renewing;
            slots.Release();
        }
    }

    private async Task Renew(Taken work, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, time, done);
                if (!await database.Write(db => DueTable.Hold(db, work, time.GetUtcNow() + Lease))) return;
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // It is done.
        }
        catch (Exception e)
        {
            // The lease runs out, and somebody else takes it: what comes then is stale and writes nothing.
            Log.Stumbled(logger, kind, e);
        }
    }

    private async Task Guarded(Taken work, CancellationToken stop)
    {
        try
        {
            await Do(work, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Its lease ends, and it is taken again.
        }
        catch (Exception e)
        {
            Log.Failed(logger, kind, work.Id, e);
            await database.Write(db => DueTable.Retry(db, work, time.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(work.Attempts, 6))))));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Kind} of {Id} failed; it is tried again later")]
        public static partial void Failed(ILogger logger, WorkKind kind, Guid id, Exception e);

        [LoggerMessage(LogLevel.Error, "{Kind}: the store did not answer; trying again")]
        public static partial void Stumbled(ILogger logger, WorkKind kind, Exception e);
    }
}
