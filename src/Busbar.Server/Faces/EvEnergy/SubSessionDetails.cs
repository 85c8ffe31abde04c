using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What is known of a sub-session beyond itself.</summary>
internal static class SubSessionDetails
{
    public const string PriceData = "price_data";
    private const string Whole = "charging_sub_session", MoreThan = "energy_delivered_watt_hours__gt", Merges = "merge_consecutive_intervals", PlanId = "schedule_plan_id", Newest = "only_most_recently_created";

    public static readonly object[] UsageParameters =
    [
        new QueryParameter(MoreThan, "integer", "Only intervals with more energy than this.", "int32"),
        new QueryParameter(Merges, "boolean", "Whether neighbours of the same price are one, those in which nothing flowed apart from the others.", Default: false),
    ];

    public static readonly object[] ScheduleParameters =
    [
        .. Span("started_at"), new QueryParameter(PlanId, "string", "Only those of this plan."),
        new QueryParameter(Newest, "boolean", "Whether those of plans that another took over from are left out.", Default: true),
    ];

    public static readonly object[] PlanParameters = Span("created_at");

    public static Task<IResult> Usage(EvPathId<OfSubSession> charging_sub_session_id, EvExpand expand, HttpContext context, Database database)
    {
        var choice = new UsageChoice(SubSessionChoice.Whole(context.Request, MoreThan), context.Request.Flag(Merges));
        return Show(charging_sub_session_id, expand, context, database, (_, one, part, urls, whole) => Task.FromResult(EnergyUsages.Show(one, part, urls, whole, choice)));
    }

    public static Task<IResult> Schedules(EvPathId<OfSubSession> charging_sub_session_id, EvExpand expand, HttpContext context, Database database)
    {
        var request = context.Request;
        var plan = request.One(PlanId) is not { } text ? (Guid?)null : EvId.Read(OfSchedulePlan.Prefix, text) ?? throw new Refused(Fault.Invalid(PlanId, $"The value is an id that begins with {OfSchedulePlan.Prefix}."));
        var choice = new ScheduleChoice(request.Time("started_at__gte"), request.Time("started_at__lte"), plan, request.One(Newest) is null || request.Flag(Newest));
        return Show(charging_sub_session_id, expand, context, database, async (db, one, part, urls, whole) => ChargeSchedules.Show(one, part, urls, whole, (await ChargeSchedules.Plans(db, [one]))[one.View.Id], choice));
    }

    public static Task<IResult> Plans(EvPathId<OfSubSession> charging_sub_session_id, EvExpand expand, HttpContext context, Database database)
    {
        var (from, to) = (context.Request.Time("created_at__gte"), context.Request.Time("created_at__lte"));
        return Show(charging_sub_session_id, expand, context, database, async (db, one, part, urls, whole) => ChargeSchedules.ShowPlans(
            one, part, urls, whole, (await ChargeSchedules.Plans(db, [one]))[one.View.Id], (await PolicyTable.Find(db, one.View.Id))?.MinimumPercent ?? 0, expand.Has(PriceData), from, to));
    }

    public static Task<IResult> Reasons(EvPathId<OfSubSession> charging_sub_session_id, EvExpand expand, HttpContext context, Database database) =>
        Show(charging_sub_session_id, expand, context, database, (_, one, part, urls, whole) => Task.FromResult(ChargeReasons.Show(one, part, urls, whole)));

    public static async Task<IResult> Recalculate(EvPathId<OfSubSession> charging_sub_session_id, Body<EvRecalculation> body, HttpContext context, Database database, RefoldSession refold)
    {
        var (caller, id, isTrial) = (EvCaller.Of(context), charging_sub_session_id.Value, body.Value.DryRun);
        if (await database.Read(db => SubSessions.Find(db, caller, id, measures: true)) is not var (one, part)) return NotFound();
        if (part.End is null) return No(new Fault(FaultKind.FieldInvalid, "The sub-session goes on. Wait until it has ended."));
        if (!(await refold.Refold(caller.Client, part.SessionId, isTrial)).Ok(out var refolded, out var fault)) return No(fault);
        var after = (await database.Read(db => PartedSession.Of(db, caller.Client, [refolded.After], measures: true))).GetValueOrDefault(part.SessionId) ?? one;
        return Ok(new EvRecalculated(isTrial ? EvRecalculationStatus.Tried : EvRecalculationStatus.Done, SubSessionWords.EnergyOf(one, part), SubSessionWords.EnergyOf(after, part)));
    }

    private static async Task<IResult> Show<T>(
        EvPathId<OfSubSession> id, EvExpand expand, HttpContext context, Database database, Func<DbConnection, PartedSession, ChargePart, EvUrls, EvChargingSubSession?, Task<T>> show) where T : class
    {
        var urls = EvUrls.Of(context);
        var shown = await database.Read(async db => await SubSessions.Find(db, EvCaller.Of(context), id.Value, measures: true) is var (one, part)
            ? await show(db, one, part, urls, expand.Has(Whole) ? SubSessionWords.Plain(urls).Show(one, part) : null) : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    private static QueryParameter[] Span(string name) =>
        [new(name + "__gte", "string", "Only those of this moment or later.", "date-time"), new(name + "__lte", "string", "Only those of this moment or earlier.", "date-time")];
}
