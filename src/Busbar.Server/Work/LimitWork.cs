using Busbar.Core.Limits;

namespace Busbar.Server.Work;

/// <summary>Has requests that were counted in memory told to the store each second, and once more at the end.</summary>
public sealed partial class LimitWork(HourlyLimits limits, TimeProvider time, ILogger<LimitWork> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Exchange();
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stop)) await Exchange();
    }

    private async Task Exchange()
    {
        try { await limits.Exchange(); }
        catch (Exception e) when (e is not OperationCanceledException) { Log.Stumbled(logger, e); }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The store did not take how many requests there were; trying again")]
        public static partial void Stumbled(ILogger logger, Exception e);
    }
}
