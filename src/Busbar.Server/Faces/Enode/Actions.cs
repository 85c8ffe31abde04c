using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>What assets are told, and what became of it.</summary>
internal static class Actions
{
    /// <param name="joins">Whether the same action that is pending already is the answer.</param>
    public static Task<IResult> Start(HttpContext context, DeviceGroup group, Guid assetId, Result<Command> told, bool joins) => Start(context, group, assetId, _ => told, joins);

    /// <param name="read">What is told, which may hang on what is known of the asset.</param>
    public static async Task<IResult> Start(HttpContext context, DeviceGroup group, Guid assetId, Func<DeviceView, Result<Command>> read, bool joins)
    {
        var caller = Identity.Of(context);
        if (await Database(context).Read(db => DeviceViewTable.FindFor(db, caller, group, assetId)) is not { } view) return EnodeAnswers.NotFound();
        if (!read(view).Ok(out var command, out var fault) || !(await Service<StartAction>(context).Start(caller, assetId, command, joins)).Ok(out var started, out fault)) return No(fault);
        if (started.Objection is ActionObjection.Scheduled or ActionObjection.Planned) return new FaceNo(EnodeFace.Face, EnodeProblems.Controlled(ActionWords.Refuse(started.Objection.Value, view.Device)));
        return started.Objection is { } objection ? No(ActionWords.Refuse(objection, view.Device)) : Ok(ActionWords.Show(started.Record!, view.UserName, view.Device.Kind)!);
    }

    public static async Task<IResult> Get(HttpContext context, DeviceGroup group, Guid actionId) =>
        await Find(context, group, actionId) is { } action ? Ok(action) : EnodeAnswers.NotFound();

    /// <summary>One that is over is answered as it is, with 409.</summary>
    public static async Task<IResult> Cancel(HttpContext context, DeviceGroup group, Guid actionId)
    {
        if (await Find(context, group, actionId) is null) return EnodeAnswers.NotFound();
        if (!(await Service<CancelAction>(context).Cancel(Identity.Of(context), actionId)).Ok(out var wasOver, out var fault)) return No(fault);
        return await Find(context, group, actionId) is { } action
            ? new FaceAnswer(EnodeFace.Face, wasOver ? StatusCodes.Status409Conflict : StatusCodes.Status200OK, action) : EnodeAnswers.NotFound();
    }

    private static Task<AssetAction?> Find(HttpContext context, DeviceGroup group, Guid actionId) => Database(context).Read(async db =>
        await CommandTable.FindFor(db, Identity.Of(context), actionId) is { } record && await DeviceViewTable.FindFor(db, Identity.Of(context), group, record.DeviceId) is { } view
            ? ActionWords.Show(record, view.UserName, view.Device.Kind) : null);

    private static Database Database(HttpContext context) => Service<Database>(context);

    private static T Service<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}
