using Busbar.Vendors;

namespace Busbar.Server.Setup;

/// <summary>Looks now and then at which brands are set up: another process on the same store may have set one up.</summary>
public sealed partial class BrandWork(BrandApps apps, TimeProvider time, ILogger<BrandWork> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await Look();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Look()
    {
        try { await apps.Reload(); }
        catch (Exception e) { Log.NotSeen(logger, e); }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Which brands are set up could not be read; looking again soon")]
        public static partial void NotSeen(ILogger logger, Exception e);
    }
}
