using System.Data.Common;
using Busbar.Core.Basics;

namespace Busbar.Tests.Ocpp;

/// <summary>A real database that says of some units that they are stored, and undoes them.</summary>
internal sealed class FaithlessDatabase(Database real, Func<DbConnection, Task<bool>> undoes) : Database
{
    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => real.Read(unit);

    public override async Task<T> Write<T>(Func<DbConnection, Task<T>> unit)
    {
        try
        {
            return await real.Write(async db =>
            {
                var result = await unit(db);
                return await undoes(db) ? throw new Undone<T>(result) : result;
            });
        }
        catch (Undone<T> undone)
        {
            return undone.Result;
        }
    }

    private sealed class Undone<T>(T result) : Exception
    {
        public T Result => result;
    }
}
