using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Pairing;

/// <summary>The pairs that were found, and what operators said of them.</summary>
public static class PairTable
{
    private const string Select = "select p.car_id as CarId, p.charger_id as ChargerId, p.since as Since, p.evidence as Evidence from pairs p";

    public static async Task<IReadOnlyList<Pair>> OfUser(DbConnection db, Guid userId) =>
        [.. (await db.QueryAsync<Row>($"{Select} where p.user_id = @userId order by p.car_id", new { userId })).Select(row => row.ToPair())];

    public static async Task<IReadOnlyList<Pair>> All(DbConnection db) =>
        [.. (await db.QueryAsync<Row>($"{Select} order by p.since, p.car_id")).Select(row => row.ToPair())];

    /// <summary>The charger that the car is plugged into.</summary>
    public static Task<Guid?> ChargerOf(DbConnection db, Guid carId) => db.QueryFirstOrDefaultAsync<Guid?>("select charger_id from pairs where car_id = @carId", new { carId });

    /// <summary>These pairs, and no others, are what is known of the user now.</summary>
    public static async Task Replace(DbConnection db, Guid tenantId, Guid userId, IReadOnlyList<Pair> before, IReadOnlyList<Pair> now)
    {
        foreach (var gone in before.Where(pair => !now.Any(pair.IsSame))) await db.ExecuteAsync("delete from pairs where car_id = @CarId", new { gone.CarId });
        foreach (var found in now.Where(pair => !before.Any(pair.IsSame)))
            await db.ExecuteAsync(
                "insert into pairs (car_id, charger_id, tenant_id, user_id, since, evidence) values (@CarId, @ChargerId, @tenantId, @userId, @Since, @evidence)",
                new { found.CarId, found.ChargerId, tenantId, userId, found.Since, evidence = StoredJson.Write(found.Evidence) });
    }

    public static async Task<IReadOnlyList<PairCorrection>> Corrections(DbConnection db, Guid userId) =>
        [.. await db.QueryAsync<PairCorrection>(
            "select car_id as CarId, charger_id as ChargerId, verdict as Verdict, made_at as MadeAt from pair_corrections where user_id = @userId order by made_at", new { userId })];

    public static Task Correct(DbConnection db, Guid userId, PairCorrection word) =>
        db.ExecuteAsync(
            """
            insert into pair_corrections (car_id, charger_id, user_id, verdict, made_at) values (@CarId, @ChargerId, @userId, @verdict, @MadeAt)
            on conflict (car_id, charger_id) do update set verdict = excluded.verdict, made_at = excluded.made_at
            """,
            new { word.CarId, word.ChargerId, userId, verdict = word.Verdict.ToString(), word.MadeAt });

    /// <summary>False where nothing was said of the two.</summary>
    public static async Task<bool> TakeBack(DbConnection db, Guid carId, Guid chargerId) =>
        await db.ExecuteAsync("delete from pair_corrections where car_id = @carId and charger_id = @chargerId", new { carId, chargerId }) == 1;

    /// <summary>What was said of a device that goes.</summary>
    public static Task Forget(DbConnection db, Guid deviceId) => db.ExecuteAsync("delete from pair_corrections where car_id = @deviceId or charger_id = @deviceId", new { deviceId });

    private sealed record Row(Guid CarId, Guid ChargerId, DateTimeOffset Since, string Evidence)
    {
        public Pair ToPair() => new(CarId, ChargerId, Since, StoredJson.Read<PairEvidence>(Evidence));
    }
}
