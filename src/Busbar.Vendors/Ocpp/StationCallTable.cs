using System.Data.Common;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>How far a call for another node's socket has come. The names stand in the store: rename none.</summary>
internal enum StationCallState
{
    /// <summary>Nobody has taken it: it has certainly not reached the station.</summary>
    Waiting,
    /// <summary>The holder of the socket has it, and may have sent it.</summary>
    Taken,
    /// <summary>The station has answered, or the holder knows why it did not.</summary>
    Answered,
    /// <summary>Whoever asked has given it up before it was taken: it is never sent.</summary>
    Withdrawn,
}

/// <summary>A call to a station, for the node that holds its socket.</summary>
/// <param name="Patience">How long the station may take.</param>
/// <param name="MadeBy">The node that asks.</param>
internal sealed record StationCall(Guid Id, StationSocket Socket, string Action, string Payload, TimeSpan Patience, Guid MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt);

internal static class StationCallTable
{
    public static Task Add(DbConnection db, StationCall call) => db.ExecuteAsync(
        """
        insert into station_calls (id, station_id, node, epoch, action, payload, patience, made_by, made_at, expires_at, state)
        values (@Id, @StationId, @Node, @Epoch, @Action, @Payload, @patience, @MadeBy, @MadeAt, @ExpiresAt, 'Waiting')
        """,
        new
        {
            call.Id, call.Socket.StationId, call.Socket.Node, call.Socket.Epoch, call.Action, call.Payload, patience = call.Patience.Ticks / TimeSpan.TicksPerMicrosecond,
            call.MadeBy, call.MadeAt, call.ExpiresAt,
        });

    public static async Task<bool> AnyFor(DbConnection db, Guid node) =>
        await db.QuerySingleAsync<long>("select count(*) from station_calls where node = @node and state = 'Waiting'", new { node }) > 0;

    /// <summary>Takes what waits for this node, each call once, and only while it still holds the socket that is meant.</summary>
    // The condition that counts stands outside too: see DueTable.
    public static async Task<IReadOnlyList<StationCall>> Take(DbConnection db, Guid node, DateTimeOffset now) =>
        [.. (await db.QueryAsync<Row>(
            """
            update station_calls set state = 'Taken'
            where node = @node and state = 'Waiting' and expires_at > @now and exists (
                select 1 from stations s where s.id = station_calls.station_id and s.node = station_calls.node and s.epoch = station_calls.epoch and s.connected_at is not null)
            returning id, station_id as StationId, node as Node, epoch as Epoch, action as Action, payload as Payload, patience as Patience,
                made_by as MadeBy, made_at as MadeAt, expires_at as ExpiresAt
            """,
            new { node, now })).Select(row => row.ToCall())];

    public static Task Answer(DbConnection db, Guid id, string answer) => db.ExecuteAsync(
        "update station_calls set state = 'Answered', answer = @answer where id = @id and state = 'Taken'", new { id, answer });

    public static async Task<(StationCallState State, string? Answer)> Standing(DbConnection db, Guid id)
    {
        var (state, answer) = await db.QuerySingleOrDefaultAsync<(string?, string?)>("select state, answer from station_calls where id = @id", new { id });
        return (state is null ? StationCallState.Withdrawn : Enum.Parse<StationCallState>(state), answer);
    }

    /// <summary>Gives the call up unless it was taken. How it stands afterwards says which.</summary>
    public static Task Withdraw(DbConnection db, Guid id) =>
        db.ExecuteAsync("update station_calls set state = 'Withdrawn' where id = @id and state = 'Waiting'", new { id });

    public static Task Clean(DbConnection db, DateTimeOffset madeBefore) => db.ExecuteAsync("delete from station_calls where made_at < @madeBefore", new { madeBefore });

    private sealed record Row(
        Guid Id, Guid StationId, Guid Node, long Epoch, string Action, string Payload, long Patience, Guid MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt)
    {
        public StationCall ToCall() => new(
            Id, new StationSocket(StationId, Node, Epoch), Action, Payload, TimeSpan.FromMicroseconds(Patience), MadeBy, MadeAt, ExpiresAt);
    }
}
