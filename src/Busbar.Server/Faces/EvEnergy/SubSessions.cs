using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class SubSessionRoutes
{
    private const string One = "/charging_sub_sessions/{charging_sub_session_id}", Tag = "Charging sessions", Whole = "charging_sub_session";

    private static readonly string[] expansions =
    [
        .. Vehicles.Expansions.Select(name => "vehicle." + name).Prepend("vehicle"), "evse", "evse.user", "evse.model", "evse.model.make", "evse.latest_status_log", "energy_usage", "schedules", "debug_metadata", "tariff", "tariff.supplier",
    ];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/charging_sub_sessions", SubSessions.List).Needs("charging_session:read").Expands(expansions).WithMetadata(SubSessionChoice.Parameters).Tells<IReadOnlyList<EvChargingSubSession>>(face, 200).Is("get-charging_sub_sessions", Tag, "List the parts of sessions, newest first");
        api.MapGet(One, SubSessions.Get).Needs("charging_session:read").Expands(expansions).Tells<EvChargingSubSession>(face, 200, 404).Is("get-charging_sub_sessions-charging_sub_session_id", Tag, "Get a part of a session");
        api.MapGet(One + "/energy_usage", SubSessionDetails.Usage).Needs("charging_session:read").Expands(Whole).WithMetadata(SubSessionDetails.UsageParameters)
            .Tells<EvEnergyUsage>(face, 200, 404).Is("get-charging_sub_sessions-charging_sub_session_id-energy_usage", Tag, "Get when energy flowed");
        api.MapGet(One + "/schedules", SubSessionDetails.Schedules).Needs("charging_session:read").Expands(Whole).WithMetadata(SubSessionDetails.ScheduleParameters)
            .Tells<EvSchedules>(face, 200, 404).Is("get-charging_sub_sessions-charging_sub_session_id-schedules", Tag, "Get when it is to charge");
        api.MapGet(One + "/schedule_plans", SubSessionDetails.Plans).Needs(SubSessions.DebugScope).Expands(Whole, SubSessionDetails.PriceData).WithMetadata(SubSessionDetails.PlanParameters)
            .Tells<EvSchedulePlans>(face, 200, 404).Is("get-charging_sub_sessions-charging_sub_session_id-schedule_plans", Tag, "Get the plans that its schedules were made from");
        api.MapGet(One + "/debug_metadata", SubSessionDetails.Reasons).Needs(SubSessions.DebugScope).Expands(Whole)
            .Tells<EvChargingSubSessionDebugMetadata>(face, 200, 404).Is("get-charging_sub_sessions-charging_sub_session_id-debug_metadata", Tag, "Get how it began and ended, and how its energy was found");
        api.MapPost(One + "/recalculate_energy_usages", SubSessionDetails.Recalculate).Needs("charging_session:write")
            .Tells<EvRecalculated>(face, 200, 403, 404, 413, 415).Is("post-charging_sub_sessions-charging_sub_session_id-recalculate_energy_usages", Tag, "Find its energy anew, from the readings that are stored now");
    }
}

/// <summary>Parts of charge sessions.</summary>
internal static class SubSessions
{
    public const string DebugScope = "debug:read";

    /// <summary>So many are looked at together where some may be left out.</summary>
    private const int Helping = 200;

    public static async Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database)
    {
        var (caller, choice) = (EvCaller.Of(context), SubSessionChoice.Of(context));
        var slice = await database.Read(db => page.Slice(OfSubSession.Prefix, async id => (await Find(db, caller, id, measures: false))?.Part is { } part ? new Cursor(part.Start, part.Id) : null));
        var shown = page.Cut(await Find(database, caller, choice, slice), part => EvId.Write(OfSubSession.Prefix, part.Id));
        return Ok(await database.Read(async db =>
        {
            var sessions = await PartedSession.Of(db, caller.Client, [.. (await SessionTable.Find(db, shown.Select(part => part.SessionId).ToHashSet())).Values], measures: true);
            var words = await SubSessionWords.Of(db, context, expand, [.. sessions.Values]);
            return shown.Select(part => sessions.GetValueOrDefault(part.SessionId) is { } one && one.Parts.FirstOrDefault(now => now.Id == part.Id) is { } known ? words.Show(one, known) : null).OfType<EvChargingSubSession>().ToList();
        }));
    }

    public static async Task<IResult> Get(EvPathId<OfSubSession> charging_sub_session_id, EvExpand expand, HttpContext context, Database database)
    {
        var shown = await database.Read(async db =>
            await Find(db, EvCaller.Of(context), charging_sub_session_id.Value, measures: true) is var (one, part) ? (await SubSessionWords.Of(db, context, expand, [one])).Show(one, part) : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    /// <summary>Null where the caller sees none of this id.</summary>
    public static async Task<(PartedSession Session, ChargePart Part)?> Find(System.Data.Common.DbConnection db, EvCaller caller, Guid id, bool measures)
    {
        if (await ChargePartTable.FindFor(db, caller.Client, caller.UserId, id) is not { } start) return null;
        var one = (await PartedSession.Of(db, caller.Client, [.. (await SessionTable.Find(db, [start.SessionId])).Values], measures)).GetValueOrDefault(start.SessionId);
        return one?.Parts.FirstOrDefault(part => part.Id == id) is { } part ? (one, part) : null;
    }

    /// <summary>Looks on until the page is full: not everything that may begin a part does, and not every part is asked for.</summary>
    private static async Task<IReadOnlyList<ChargePart>> Find(Database database, EvCaller caller, SubSessionChoice choice, ListSlice slice)
    {
        var found = new List<ChargePart>();
        for (var next = choice.IsEmpty ? null : slice with { Limit = choice.LeavesOut ? Helping : slice.Limit }; next is not null && found.Count < slice.Limit;)
        {
            var helping = next;
            var (starts, some) = await database.Read(async db =>
            {
                var begun = await ChargePartTable.ListFor(db, caller.Client, choice.Parts(caller), helping);
                var sessions = await PartedSession.Of(db, caller.Client, [.. (await SessionTable.Find(db, begun.Select(start => start.SessionId).ToHashSet())).Values], choice.Measures);
                return (begun, begun.Select(start => sessions.GetValueOrDefault(start.SessionId) is { } one && one.Parts.FirstOrDefault(part => part.Id == start.Id) is { } part && choice.Holds(one, part) ? part : null).OfType<ChargePart>().ToList());
            });
            found.InsertRange(next.NewerThan is null ? found.Count : 0, some);
            if (starts.Count < next.Limit) break;
            next = next.NewerThan is null ? next with { OlderThan = new Cursor(starts[^1].At, starts[^1].Id) } : next with { NewerThan = new Cursor(starts[0].At, starts[0].Id) };
        }
        return found;
    }
}
