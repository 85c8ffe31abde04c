using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>A password of a station, as the store keeps it.</summary>
/// <param name="Number">0 for the one in use; higher for later ones that were never used yet.</param>
/// <param name="MadeAt">Null for the one in use.</param>
/// <param name="TakenAt">When the station said that it will use it.</param>
internal sealed record StationPassword(Guid StationId, long Number, string Hash, DateTimeOffset? MadeAt, DateTimeOffset? TakenAt);

internal static class PasswordTable
{
    private const string InUse = "select id as StationId, cast(0 as bigint) as Number, password_hash as Hash, cast(null as bigint) as MadeAt, cast(null as bigint) as TakenAt from stations";
    private const string Later = "select p.station_id as StationId, p.number as Number, p.hash as Hash, p.made_at as MadeAt, p.taken_at as TakenAt from station_passwords p";

    /// <summary>Those of every station of this name, whichever tenant's: the password picks among them.</summary>
    public static async Task<IReadOnlyList<StationPassword>> Candidates(DbConnection db, string identity) =>
        [.. (await db.QueryAsync<Row>(
            $"""
            {InUse} where identity = @identity and password_hash is not null
            union all {Later} join stations s on s.id = p.station_id where s.identity = @identity
            order by 1, 2
            """, new { identity })).Select(row => row.ToPassword())];

    public static async Task<IReadOnlyList<StationPassword>> List(DbConnection db, Guid stationId) =>
        [.. (await db.QueryAsync<Row>(
            $"{InUse} where id = @id and password_hash is not null union all {Later} where p.station_id = @id order by 1, 2", new { id = stationId.ToString() }))
            .Select(row => row.ToPassword())];

    public static Task Add(DbConnection db, StationPassword password) => db.ExecuteAsync(
        "insert into station_passwords (station_id, number, hash, made_at) values (@station, @number, @hash, @made)",
        new { station = password.StationId.ToString(), number = password.Number, hash = password.Hash, made = password.MadeAt!.Value.ToMicros() });

    public static Task Taken(DbConnection db, Guid stationId, long number, DateTimeOffset now) => db.ExecuteAsync(
        "update station_passwords set taken_at = @now where station_id = @station and number = @number",
        new { station = stationId.ToString(), number, now = now.ToMicros() });

    /// <summary>From now on it is the one in use, and those before it are forgotten. Nothing happens where that happened already.</summary>
    public static async Task Use(DbConnection db, StationPassword password)
    {
        var parameters = new { station = password.StationId.ToString(), number = password.Number, hash = password.Hash };
        if (await db.ExecuteScalarAsync<long>("select count(*) from station_passwords where station_id = @station and number = @number and hash = @hash", parameters) == 0) return;
        await db.ExecuteAsync("update stations set password_hash = @hash where id = @station", parameters);
        await db.ExecuteAsync("delete from station_passwords where station_id = @station and number <= @number", parameters);
    }

    /// <summary>The change of password is off: only the one in use is left, if there is any.</summary>
    public static Task Forget(DbConnection db, Guid stationId) => db.ExecuteAsync(
        "delete from station_passwords where station_id = @station", new { station = stationId.ToString() });

    /// <summary>None opens the station any more; a new link may make one.</summary>
    public static async Task ForgetAll(DbConnection db, Guid stationId)
    {
        await Forget(db, stationId);
        await db.ExecuteAsync("update stations set password_hash = null, password_shown_at = null where id = @station", new { station = stationId.ToString() });
    }

    private sealed class Row
    {
        public required string StationId { get; init; }
        public long Number { get; init; }
        public required string Hash { get; init; }
        public long? MadeAt { get; init; }
        public long? TakenAt { get; init; }

        public StationPassword ToPassword() => new(Guid.Parse(StationId), Number, Hash, MadeAt.ToTime(), TakenAt.ToTime());
    }
}
