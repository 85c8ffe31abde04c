using Busbar.Core.Work;
using Busbar.Vendors.Ocpp;

namespace Busbar.Server.Setup;

/// <summary>What a node does for the others on the same store: gives signs of life, looks for theirs, and makes their calls to stations held here.</summary>
public sealed partial class NodeWork(OcppOutlet outlet, Nodes nodes, NodeOptions options, Bells bells, TimeProvider time, ILogger<NodeWork> logger) : BackgroundService
{
    /// <summary>How often calls are looked for where no bell rings.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Tolerate(nodes.Leave);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (nodes.IsAlone) return;
        await Task.WhenAll(Beat(stop), Serve(stop)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Beat(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Beat, time);
        while (await timer.WaitForNextTickAsync(stop)) await Tolerate(outlet.Keep);
    }

    private async Task Serve(CancellationToken stop)
    {
        while (true)
        {
            // Hung anew each time: the id changes where the others took this node for gone.
            using var bell = bells.At(nodes.Own);
            await Tolerate(() => outlet.TakeCalls(stop));
            await bell.Wait(LookAgain, time, stop);
        }
    }

    private async Task Tolerate(Func<Task> work)
    {
        try { await work(); }
        catch (Exception e) when (e is not OperationCanceledException) { Log.Stumbled(logger, e); }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The store did not answer to what nodes tell each other; trying again")]
        public static partial void Stumbled(ILogger logger, Exception e);
    }
}
