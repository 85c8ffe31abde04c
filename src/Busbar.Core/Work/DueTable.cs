using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Work;

/// <summary>A piece of work in somebody's hands until its lease ends.</summary>
/// <param name="Version">Changes with every take; who comes with an older one has lost the work and writes nothing.</param>
/// <param name="Attempts">How often it was taken since it last went well, this time included.</param>
public sealed record Taken(WorkKind Kind, Guid Id, long Version, long Attempts);

/// <summary>
/// The only scheduler: a row is a piece of work and the time when it is due. A worker takes what is due, does it, and ends
/// with one of <see cref="Again"/>, <see cref="Retry"/> or <see cref="Done"/>, first in the same transaction as what it learned:
/// where that answers false, somebody else has the work by now and the transaction must write nothing more.
/// </summary>
/// <remarks>
/// A wish for an earlier time must neither free a row that somebody holds (the work would be done twice at once) nor be
/// lost when the holder puts the row back. So while a row is held, wishes wait beside it in <c>asked_at</c>, and the holder's
/// own ending honours them: the row comes back no later than anybody asked.
/// </remarks>
public static class DueTable
{
    /// <summary>Makes the work due at exactly this time, wherever it stood before. While it is held, this is a wish.</summary>
    public static Task Put(DbConnection db, WorkKind kind, Guid id, DateTimeOffset dueAt) => Put(db, kind, [(id, dueAt)]);

    /// <summary>As the one above, for many, each named once.</summary>
    public static async Task Put(DbConnection db, WorkKind kind, IEnumerable<(Guid Id, DateTimeOffset DueAt)> work)
    {
        foreach (var some in work.Chunk(RowsAtOnce))
        {
            var parameters = new DynamicParameters();
            var rows = some.Select((one, i) => parameters.Row(i, Name(kind), one.Id.ToString(), one.DueAt.ToMicros(), 0L, 0L, 0L)).ToList();
            await db.ExecuteAsync($"""
                insert into due (kind, id, due_at, held, version, attempts) values {string.Join(", ", rows)}
                on conflict (kind, id) do update set
                    due_at = case when due.held = 1 then due.due_at else excluded.due_at end,
                    asked_at = case when due.held = 1 then excluded.due_at end,
                    attempts = case when due.held = 1 then due.attempts else 0 end
                """, parameters);
        }
    }

    private const int RowsAtOnce = 100;

    /// <summary>Makes the work due by this time at the latest. False where there is no such work: none is made.</summary>
    public static async Task<bool> PullForward(DbConnection db, WorkKind kind, Guid id, DateTimeOffset dueAt) => await db.ExecuteAsync("""
        update due set
            due_at = case when held = 0 and due_at > @dueAt then @dueAt else due_at end,
            asked_at = case when held = 1 and (asked_at is null or asked_at > @dueAt) then @dueAt else asked_at end
        where kind = @kind and id = @id
        """, new { kind = Name(kind), id = id.ToString(), dueAt = dueAt.ToMicros() }) == 1;

    /// <summary>
    /// Takes what is due, earliest first, for no longer than the lease: what was not ended by then is due again, for anybody.
    /// The order of the answer means nothing.
    /// </summary>
    // The condition stands twice. Where two takers wait for the same row, PostgreSQL checks the outer one again once the
    // first has committed; the inner one was answered before.
    // The plus keeps SQLite from looking through all that is due for these few.
    // A version is at least the time of its take, so that a row dropped and made anew never matches a holder of the old one.
    public static async Task<IReadOnlyList<Taken>> Take(DbConnection db, WorkKind kind, DateTimeOffset now, TimeSpan lease, int limit)
    {
        var rows = await db.QueryAsync<Row>("""
            update due set
                due_at = @until,
                asked_at = case when asked_at > @now then asked_at end,
                held = 1,
                version = case when version < @now then @now else version + 1 end,
                attempts = attempts + 1
            where kind = @kind and +due_at <= @now
                and id in (select id from due where kind = @kind and due_at <= @now order by due_at limit @limit)
            returning id, version, attempts
            """, new { kind = Name(kind), now = now.ToMicros(), until = (now + lease).ToMicros(), limit });
        return [.. rows.Select(row => new Taken(kind, Guid.Parse(row.Id), row.Version, row.Attempts))];
    }

    /// <summary>It takes longer: the lease lasts until then. False for a stale holder.</summary>
    public static async Task<bool> Hold(DbConnection db, Taken taken, DateTimeOffset until) => await db.ExecuteAsync(
        "update due set due_at = @until where kind = @kind and id = @id and version = @version and held = 1",
        new { kind = Name(taken.Kind), id = taken.Id.ToString(), version = taken.Version, until = until.ToMicros() }) == 1;

    /// <summary>It went well and is due again then, or earlier where somebody asked meanwhile. False for a stale holder.</summary>
    public static Task<bool> Again(DbConnection db, Taken taken, DateTimeOffset dueAt) => PutBack(db, taken, dueAt, 0);

    /// <summary>As <see cref="Again"/>, but it did not go well: the attempts count on.</summary>
    public static Task<bool> Retry(DbConnection db, Taken taken, DateTimeOffset dueAt) => PutBack(db, taken, dueAt, taken.Attempts);

    /// <summary>There is no more to do, unless somebody asked for more meanwhile: then it is due when they asked. False for a stale holder.</summary>
    public static async Task<bool> Done(DbConnection db, Taken taken)
    {
        var held = new { kind = Name(taken.Kind), id = taken.Id.ToString(), version = taken.Version };
        return await db.ExecuteAsync("delete from due where kind = @kind and id = @id and version = @version and held = 1 and asked_at is null", held) == 1
            || await db.ExecuteAsync("""
                update due set due_at = asked_at, asked_at = null, held = 0, attempts = 0
                where kind = @kind and id = @id and version = @version and held = 1
                """, held) == 1;
    }

    /// <summary>Forgets the work, held or not.</summary>
    public static Task Drop(DbConnection db, WorkKind kind, Guid id) =>
        db.ExecuteAsync("delete from due where kind = @kind and id = @id", new { kind = Name(kind), id = id.ToString() });

    /// <summary>When there is next something to take, the end of a lease included; null where there is nothing at all.</summary>
    public static async Task<DateTimeOffset?> Next(DbConnection db, WorkKind kind) =>
        (await db.ExecuteScalarAsync<long?>("select min(due_at) from due where kind = @kind", new { kind = Name(kind) })).ToTime();

    private static async Task<bool> PutBack(DbConnection db, Taken taken, DateTimeOffset dueAt, long attempts) => await db.ExecuteAsync("""
        update due set due_at = case when asked_at < @dueAt then asked_at else @dueAt end, asked_at = null, held = 0, attempts = @attempts
        where kind = @kind and id = @id and version = @version and held = 1
        """, new { kind = Name(taken.Kind), id = taken.Id.ToString(), version = taken.Version, dueAt = dueAt.ToMicros(), attempts }) == 1;

    private static string Name(WorkKind kind) => kind switch
    {
        WorkKind.Poll => "poll",
        WorkKind.Command => "command",
        WorkKind.Confirm => "confirm",
        WorkKind.Steer => "steer",
        WorkKind.LinkCheck => "link_check",
        WorkKind.Offboard => "offboard",
        WorkKind.Prices => "prices",
        WorkKind.Scrub => "scrub",
    };

    private sealed record Row(string Id, long Version, long Attempts);
}
