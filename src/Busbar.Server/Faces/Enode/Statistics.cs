using Busbar.Core.Basics;
using Busbar.Core.Prices;
using Busbar.Core.Statistics;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>What users' vehicles, chargers and HVAC units consumed, and what it cost.</summary>
internal static class Statistics
{
    // Finer than any meter; beyond it stands what adding binary fractions leaves behind.
    private const int Decimals = 6;

    public static async Task<IResult> Charging(string userId, StatisticsQuery query, StatisticsBuckets asked, HttpContext context, Database database, ReadCharging read)
    {
        if (await Find(userId, context, database) is not { } user) return NoUser(userId);
        if (!(await read.Read(Identity.Of(context), query.Of(user.Id), context.RequestAborted)).Ok(out var charging, out var fault)) return No(fault);
        var zone = charging.Place is { } place ? PriceSheet.ZoneOf(place) : asked.Offset is { } offset ? TimeZoneInfo.CreateCustomTimeZone("asked", offset, null, null) : TimeZoneInfo.Utc;
        return Ok<IReadOnlyList<ChargingStatistics>>([.. ChargeBuckets.Of(charging.Within, asked.Length, zone).Select(Show)]);
    }

    public static async Task<IResult> Sessions(string userId, StatisticsQuery query, HttpContext context, Database database, ReadCharging read)
    {
        if (await Find(userId, context, database) is not { } user) return NoUser(userId);
        if (!(await read.Read(Identity.Of(context), query.Of(user.Id), context.RequestAborted)).Ok(out var charging, out var fault)) return No(fault);
        return Ok<IReadOnlyList<ChargingSessionStatistics>>([.. ChargeRuns.Of(charging.Devices).Select(Show)]);
    }

    public static double? Round(double? number) => number is { } known ? Math.Round(known, Decimals) : null;

    private static ChargingStatistics Show(ChargeBucket bucket) => new(
        bucket.Start, new StatisticsSpread(Round(bucket.Kw.Min)!.Value, Round(bucket.Kw.Max)!.Value, Round(bucket.Kw.Mean)!.Value), Round(bucket.Kwh)!.Value,
        new StatisticsPrice(Round(bucket.Cost?.Price?.Min), Round(bucket.Cost?.Price?.Max), Round(bucket.Cost?.Price?.Mean)), Round(bucket.Cost?.Sum),
        new StatisticsPrice(Round(bucket.WithoutPlans?.Price?.Min), Round(bucket.WithoutPlans?.Price?.Max), Round(bucket.WithoutPlans?.Price?.Mean)), Round(bucket.WithoutPlans?.Sum - bucket.Cost?.Sum));

    private static ChargingSessionStatistics Show(ChargeRun run) => new(
        run.DeviceId, run.LocationId, run.From, run.To, Round(run.Kw), Round(run.Kwh), Round(run.Cost?.Price?.Mean), Round(run.Cost?.Sum), Round(run.WithoutPlans?.Price?.Mean),
        Round(run.WithoutPlans?.Sum - run.Cost?.Sum));

    private static Task<Core.Tenancy.User?> Find(string userId, HttpContext context, Database database) => database.Read(db => UserTable.FindFor(db, Identity.Of(context), userId));
}
