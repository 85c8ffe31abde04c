using Busbar.Core.Basics;
using Busbar.Core.Prices;
using Busbar.Core.Work;

namespace Busbar.Server.Work;

/// <summary>Fetches market prices every hour, on one node at a time, where the operator named an address for them.</summary>
public sealed partial class PriceWork(PriceSource source, ImportPrices import, Database database, Doorbell doorbell, TimeProvider time, ILogger<PriceWork> logger)
    : WorkLoop(WorkKind.Prices, database, doorbell, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly Database database = database;
    private readonly TimeProvider time = time;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Begin();
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Fetches soon, whenever a node starts.</summary>
    public Task Begin() => source.IsSet ? database.Write(db => DueTable.Put(db, WorkKind.Prices, Guid.Empty, time.GetUtcNow())) : Task.CompletedTask;

    protected override async Task Do(Taken taken, CancellationToken stop)
    {
        if (!source.IsSet)
        {
            // It was named once, or is on another node alone.
            await database.Write(db => DueTable.Done(db, taken));
            return;
        }
        if (await Fetch(stop) is { } trouble)
        {
            Log.NotFetched(logger, trouble);
            await database.Write(db => DueTable.Retry(db, taken, time.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(taken.Attempts, 6))))));
            return;
        }
        await database.Write(db => DueTable.Again(db, taken, time.GetUtcNow() + Pause));
    }

    /// <summary>Null where it went well, else what was wrong.</summary>
    private async Task<string?> Fetch(CancellationToken stop)
    {
        try
        {
            if (!(await import.Import(await source.Fetch(stop))).Ok(out var imported, out var fault)) return $"{fault.Field}: {fault.Message}";
            Log.Fetched(logger, imported.Quarters, imported.End);
            return null;
        }
        catch (HttpRequestException e) { return e.Message; }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested) { return "It took too long."; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Prices of {Quarters} quarters of an hour were fetched, up to {End:u}")]
        public static partial void Fetched(ILogger logger, int quarters, DateTimeOffset end);

        [LoggerMessage(LogLevel.Warning, "Prices could not be fetched; trying again. {Trouble}")]
        public static partial void NotFetched(ILogger logger, string trouble);
    }
}
