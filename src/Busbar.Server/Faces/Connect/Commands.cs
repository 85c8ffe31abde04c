using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>What entities are told, and what became of it.</summary>
internal static class Commands
{
    private static readonly CommandKind[] ours = [.. Enum.GetValues<CommandKind>().Where(kind => ConnectWords.Type(kind) is not null)];

    public static async Task<IResult> Create(Guid entityId, Body<CommandRequest> body, IgnoreCooldown ignoreCooldown, HttpContext context, SendCommand send) =>
        CommandWords.Read(body.Value).Ok(out var command, out var fault) && (await send.Send(Identity.Of(context), entityId, command, ignoreCooldown.Cooldown)).Ok(out var record, out fault)
            ? Created(CommandWords.Show(record)) : Refused(fault);

    public static async Task<IResult> Schedule(
        Guid entityId, Body<IReadOnlyList<ScheduleCommandRequest>> body, IgnoreCooldown ignoreCooldown, HttpContext context, ScheduleCommands schedule) =>
        CommandWords.Read(body.Value).Ok(out var orders, out var fault) && (await schedule.Schedule(Identity.Of(context), entityId, orders, ignoreCooldown.Cooldown)).Ok(out var batch, out fault)
            ? Created(CommandWords.Show(batch)) : Refused(fault);

    public static async Task<IResult> CreateForCollective(Guid collectiveId, Body<CommandRequest> body, IgnoreCooldown ignoreCooldown, HttpContext context, CommandCollective send) =>
        CommandWords.Read(body.Value).Ok(out var command, out var fault)
            && (await send.Send(Identity.Of(context), collectiveId, [new CommandOrder(command)], ignoreCooldown.Cooldown)).Ok(out var batch, out fault)
            ? Created(CommandWords.Show(batch)) : Refused(fault);

    public static async Task<IResult> ScheduleForCollective(
        Guid collectiveId, Body<IReadOnlyList<ScheduleCommandRequest>> body, IgnoreCooldown ignoreCooldown, HttpContext context, CommandCollective send) =>
        CommandWords.Read(body.Value).Ok(out var orders, out var fault) && (await send.Send(Identity.Of(context), collectiveId, orders, ignoreCooldown.Cooldown)).Ok(out var batch, out fault)
            ? Created(CommandWords.Show(batch)) : Refused(fault);

    public static async Task<IResult> List(Guid entityId, Window window, PageRequest page, HttpContext context, Database database)
    {
        var records = await database.Read(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is null ? null : await CommandTable.List(db, entityId, ours, window.Start, window.End, page.After, page.Limit));
        return records is null ? NotFound() : Ok(page.Cut(records, record => Places.Write(record.TriggerAt, record.Id), CommandWords.Show));
    }

    public static async Task<IResult> Get(Guid entityId, Guid commandId, HttpContext context, Database database) =>
        await Find(entityId, commandId, context, database) is { } record ? Ok(CommandWords.Show(record)) : NotFound();

    public static async Task<IResult> Cancel(Guid entityId, Guid commandId, HttpContext context, Database database, CancelCommand cancel)
    {
        if (await Find(entityId, commandId, context, database) is null) return NotFound();
        return (await cancel.Cancel(Identity.Of(context), entityId, commandId)).Ok(out var record, out var fault) ? Ok(CommandWords.Show(record)) : Refused(fault);
    }

    private static IResult Refused(Fault fault) => No(CommandWords.Spell(fault));

    // What was told in another dialect and has no word in this one is not here.
    private static async Task<CommandRecord?> Find(Guid entityId, Guid commandId, HttpContext context, Database database) =>
        await database.Read(db => CommandTable.FindFor(db, Identity.Of(context), entityId, commandId)) is { } record && ConnectWords.Type(record.Command.Kind) is not null ? record : null;
}
