using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Limits;

/// <summary>How many requests somebody made in a minute, since 1970.</summary>
public sealed record RequestCount(string Caller, long Minute, long Requests);

public static class RequestCountTable
{
    private const int RowsAtOnce = 100;

    public static async Task Add(DbConnection db, IReadOnlyList<RequestCount> counts)
    {
        foreach (var some in counts.Chunk(RowsAtOnce))
        {
            var parameters = new DynamicParameters();
            var rows = some.Select((count, i) => parameters.Row(i, count.Caller, count.Minute, count.Requests));
            await db.ExecuteAsync(
                $"""
                insert into request_counts (caller, minute, requests) values {string.Join(", ", rows)}
                on conflict (caller, minute) do update set requests = request_counts.requests + excluded.requests
                """,
                parameters);
        }
    }

    /// <summary>What these made since then.</summary>
    public static async Task<IReadOnlyList<RequestCount>> Since(DbConnection db, IReadOnlyCollection<string> callers, long minute)
    {
        var found = new List<RequestCount>();
        foreach (var some in callers.Chunk(RowsAtOnce))
        {
            var parameters = new DynamicParameters(new { minute });
            found.AddRange(await db.QueryAsync<RequestCount>(
                $"select caller as Caller, minute as Minute, requests as Requests from request_counts where caller in {parameters.In("caller", some)} and minute >= @minute", parameters));
        }
        return found;
    }

    public static Task DropBefore(DbConnection db, long minute) => db.ExecuteAsync("delete from request_counts where minute < @minute", new { minute });
}
