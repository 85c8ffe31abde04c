using System.Data.Common;

namespace Busbar.Core.Basics;

/// <summary>
/// The store. A unit of work is a repeatable function of its connection: it may be run again after a conflict, so it does
/// no I/O of its own and changes nothing outside the database.
/// </summary>
public abstract class Database
{
    static Database() => StoreTypes.Register();

    /// <summary>Reads what was committed. The unit must not write.</summary>
    public abstract Task<T> Read<T>(Func<DbConnection, Task<T>> unit);

    /// <summary>Runs the unit alone, as one transaction. Completes only when its outcome is durable; rolls back where it throws.</summary>
    public abstract Task<T> Write<T>(Func<DbConnection, Task<T>> unit);

    /// <summary>
    /// Sees to it that what was deleted and committed so far is gone from the store's own files. False where somebody who still reads
    /// stands in the way: then it is to be asked again.
    /// </summary>
    public virtual Task<bool> Scrub() => Task.FromResult(true);

    public Task Write(Func<DbConnection, Task> unit) => Write(async db => { await unit(db); return true; });
}
