using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.SmartCharging;
using Busbar.Core.Steering;
using Busbar.Core.Tariffs;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>Charging when electricity is cheap, and the wish to charge at once all the same.</summary>
internal static class SmartCharging
{
    private const string Latest = "latest", NoTime = "The value is a time of day from 00:00 to 23:59.", NoDuration = "The value is from 00:01 to 24:00.";

    public static Task<IResult> GetPolicy(Guid vehicleId, HttpContext context, Database database) =>
        Look(context, database, DeviceGroup.Cars, vehicleId, (_, policy) => SmartWords.ShowPolicy(policy));

    public static async Task<IResult> SetPolicy(Guid vehicleId, Body<PartialVehicleSmartChargingPolicy> body, HttpContext context, SetPolicy set, Database database)
    {
        var told = body.Value;
        if (told.Deadline is { } text && !IsTime(text)) return No(Fault.Invalid("deadline", NoTime));
        return await Set(context, set, database, DeviceGroup.Cars, vehicleId, SmartWords.ShowPolicy, known => known with
        {
            IsEnabled = told.IsEnabled ?? known.IsEnabled, MinimumPercent = told.MinimumChargeLimit ?? known.MinimumPercent,
            Deadline = told.NewDeadline is { } deadline ? deadline.Value is { } time ? HourMinute.Read(time) : null : known.Deadline,
        });
    }

    public static Task<IResult> Status(Guid vehicleId, HttpContext context, Database database) => Look(
        context, database, DeviceGroup.Cars, vehicleId, (view, policy) => SmartWords.Show(policy?.Status ?? SmartStatus.New(view.Device.CreatedAt), view.Id, view.UserName, view.Device.Brand));

    /// <param name="smartChargingPlanId">Or <c>latest</c>.</param>
    public static async Task<IResult> GetPlan(Guid vehicleId, string smartChargingPlanId, HttpContext context, Database database)
    {
        var found = await database.Read(async db =>
        {
            if (await DeviceViewTable.FindFor(db, Identity.Of(context), DeviceGroup.Cars, vehicleId) is not { } view) return null;
            var plan = smartChargingPlanId == Latest ? await PlanTable.Latest(db, vehicleId)
                : Guid.TryParseExact(smartChargingPlanId, "D", out var id) ? await PlanTable.Find(db, vehicleId, id) : null;
            return plan is null ? null : SmartWords.Show(plan, view.UserName, view.Device.Brand);
        });
        return found is null ? NotFound() : Ok(found);
    }

    public static Task<IResult> Override(Guid vehicleId, HttpContext context, StartOverride start, Database database) => Override(context, start, database, DeviceGroup.Cars, vehicleId);

    public static Task<IResult> EndOverride(Guid vehicleId, HttpContext context, EndOverride end, Database database) => End(context, end, database, DeviceGroup.Cars, vehicleId);

    public static Task<IResult> OverrideCharger(Guid chargerId, HttpContext context, StartOverride start, Database database) => Override(context, start, database, DeviceGroup.Chargers, chargerId);

    public static Task<IResult> EndChargerOverride(Guid chargerId, HttpContext context, EndOverride end, Database database) => End(context, end, database, DeviceGroup.Chargers, chargerId);

    public static Task<IResult> GetChargerPolicy(Guid chargerId, HttpContext context, Database database) =>
        Look(context, database, DeviceGroup.Chargers, chargerId, (_, policy) => SmartWords.ShowChargerPolicy(policy));

    public static async Task<IResult> SetChargerPolicy(Guid chargerId, Body<PartialChargerSmartChargingPolicy> body, HttpContext context, SetPolicy set, Database database)
    {
        var told = body.Value;
        if (told.Deadline is { } text && !IsTime(text)) return No(Fault.Invalid("deadline", NoTime));
        if (told.ChargingDuration is { } length && HourMinute.Read(length) is not > 0) return No(Fault.Invalid("chargingDuration", NoDuration));
        return await Set(context, set, database, DeviceGroup.Chargers, chargerId, SmartWords.ShowChargerPolicy, known => known with
        {
            IsEnabled = told.IsEnabled ?? known.IsEnabled, Deadline = told.Deadline is { } time ? HourMinute.Read(time) : known.Deadline,
            Duration = told.ChargingDuration is { } duration ? HourMinute.Read(duration) : known.Duration,
        });
    }

    public static Task<IResult> ChargerStatus(Guid chargerId, HttpContext context, Database database, TimeProvider time) =>
        Look(context, database, DeviceGroup.Chargers, chargerId, (view, policy) => SmartWords.ShowCharger(view, policy, time.GetUtcNow()));

    private static bool IsTime(string text) => HourMinute.Read(text) is < TariffWeek.Day;

    private static async Task<IResult> Look<T>(HttpContext context, Database database, DeviceGroup group, Guid id, Func<DeviceView, ChargingPolicy?, T> show) where T : class
    {
        var shown = await database.Read(async db => await DeviceViewTable.FindFor(db, Identity.Of(context), group, id) is { } view ? show(view, await PolicyTable.Find(db, id)) : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    private static async Task<IResult> Set<T>(HttpContext context, SetPolicy set, Database database, DeviceGroup group, Guid id, Func<ChargingPolicy, T> show, Func<ChargingPolicy, ChargingPolicy> change) where T : class
    {
        if (await Find(context, database, group, id) is null) return NotFound();
        if ((await set.Set(Identity.Of(context), id, change)).Ok(out var policy, out var fault)) return Ok(show(policy));
        return fault.Kind is FaultKind.FeatureNotSupported ? new FaceNo(EnodeFace.Face, EnodeProblems.NoSmartCharging(fault)) : No(fault);
    }

    private static async Task<IResult> Override(HttpContext context, StartOverride start, Database database, DeviceGroup group, Guid id)
    {
        if (await Find(context, database, group, id) is not { } view) return NotFound();
        if (!(await start.Start(Identity.Of(context), id)).Ok(out var started, out var fault)) return No(fault);
        return started.Objection is { } objection ? No(ActionWords.Refuse(objection, view.Device)) : Ok(SmartWords.Show(started.Override!, view));
    }

    private static async Task<IResult> End(HttpContext context, EndOverride end, Database database, DeviceGroup group, Guid id)
    {
        if (await Find(context, database, group, id) is not { } view) return NotFound();
        return (await end.End(Identity.Of(context), id)).Ok(out var over, out var fault) ? Ok(SmartWords.Show(over, view)) : No(fault);
    }

    private static Task<DeviceView?> Find(HttpContext context, Database database, DeviceGroup group, Guid id) => database.Read(db => DeviceViewTable.FindFor(db, Identity.Of(context), group, id));
}
