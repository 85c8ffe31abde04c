using System.Data.Common;

namespace Busbar.Server.Storage;

/// <summary>A unit of work on its way through the writer, and the caller who waits for its outcome.</summary>
internal abstract class SqliteUnit
{
    /// <summary>Runs to the end on the calling thread. Throws what the unit throws.</summary>
    public abstract void Run(DbConnection db);

    /// <summary>The unit threw and was rolled back; its caller hears so once the others are durable, since it may have seen their rows.</summary>
    public abstract void Threw(Exception e);

    /// <summary>The commit is durable.</summary>
    public abstract void Complete();

    /// <summary>The commit failed: nothing of it happened.</summary>
    public abstract void Fail(Exception e);
}

internal sealed class SqliteUnit<T>(Func<DbConnection, Task<T>> unit) : SqliteUnit
{
    // Callers go on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? thrown;
    private T? result;

    public Task<T> Outcome => outcome.Task;

    public override void Run(DbConnection db) => result = unit(db).GetAwaiter().GetResult();

    public override void Threw(Exception e) => thrown = e;

    public override void Complete()
    {
        if (thrown is null) outcome.SetResult(result!);
        else outcome.SetException(thrown);
    }

    public override void Fail(Exception e) => outcome.SetException(e);
}
