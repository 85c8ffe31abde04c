namespace Busbar.Vendors.Ocpp;

/// <summary>The set-up of a station over one socket: a greeting where it does not boot, and all of it anew after each boot.</summary>
internal sealed class SocketSetup(OcppConnection connection, StationSetup setup) : IAsyncDisposable
{
    private readonly CancellationTokenSource lifetime = new();
    private Task greeting = Task.CompletedTask, tuning = Task.CompletedTask;
    private CancellationTokenSource? stopTuning;
    private volatile bool booted;

    public void Greet() => greeting = setup.Greet(connection, () => booted, lifetime.Token);

    /// <summary>After a boot. What follows a first boot waits until it is known to which device it belongs.</summary>
    public async Task Booted(bool wait)
    {
        booted = true;
        var before = Interlocked.Exchange(ref stopTuning, null);
        if (before is not null) await before.CancelAsync();
        await tuning;
        before?.Dispose();
        var stop = stopTuning = CancellationTokenSource.CreateLinkedTokenSource(lifetime.Token);
        var learning = setup.Learn(connection, stop.Token);
        tuning = Tune(learning, stop);
        if (wait) await learning;
    }

    /// <summary>Stops what goes on, and waits until it has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync();
        await Task.WhenAll(greeting, tuning);
        lifetime.Dispose();
    }

    /// <summary>Keeps nothing when it is done: most sockets stay open for weeks after.</summary>
    private async Task Tune(Task<StationLearned?> learning, CancellationTokenSource stop)
    {
        await setup.Tune(connection, learning, stop.Token);
        if (Interlocked.CompareExchange(ref stopTuning, null, stop) == stop) stop.Dispose();
    }
}
