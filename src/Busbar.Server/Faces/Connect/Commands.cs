using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>What entities are told, and what became of it.</summary>
internal static class Commands
{
    /// <summary>How long an entity is left alone after a command, unless the caller says otherwise.</summary>
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(10);

    private static readonly CommandKind[] ours = [.. Enum.GetValues<CommandKind>().Where(kind => ConnectWords.Type(kind) is not null)];

    public static async Task<IResult> Create(Guid entityId, Body<CommandRequest> body, IgnoreCooldown ignoreCooldown, HttpContext context, SendCommand send)
    {
        if (!Read(body.Value).Ok(out var command, out var fault)) return No(fault);
        return (await send.Send(Identity.Of(context), entityId, command, ignoreCooldown.Value ? null : Cooldown)).Ok(out var record, out fault) ? Created(Show(record)) : No(fault);
    }

    public static async Task<IResult> List(Guid entityId, Window window, PageRequest page, HttpContext context, Database database)
    {
        var records = await database.Read(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is null ? null : await CommandTable.List(db, entityId, ours, window.Start, window.End, page.After, page.Limit));
        return records is null ? NotFound() : Ok(page.Cut(records, record => Places.Write(record.TriggerAt, record.Id), Show));
    }

    public static async Task<IResult> Get(Guid entityId, Guid commandId, HttpContext context, Database database) =>
        await Find(entityId, commandId, context, database) is { } record ? Ok(Show(record)) : NotFound();

    public static async Task<IResult> Cancel(Guid entityId, Guid commandId, HttpContext context, Database database, CancelCommand cancel)
    {
        if (await Find(entityId, commandId, context, database) is null) return NotFound();
        return (await cancel.Cancel(Identity.Of(context), entityId, commandId)).Ok(out var record, out var fault) ? Ok(Show(record)) : No(fault);
    }

    // What was told in another dialect and has no word in this one is not here.
    private static async Task<CommandRecord?> Find(Guid entityId, Guid commandId, HttpContext context, Database database) =>
        await database.Read(db => CommandTable.FindFor(db, Identity.Of(context), entityId, commandId)) is { } record && ConnectWords.Type(record.Command.Kind) is not null ? record : null;

    private static Result<Core.Commands.Command> Read(CommandRequest request)
    {
        var types = string.Join(", ", Enum.GetNames<CommandType>());
        if (string.IsNullOrEmpty(request.Type)) return Fault.Missing("type", $"The value is one of {types}.");
        if (!Enum.GetNames<CommandType>().Contains(request.Type)) return Fault.Invalid("type", $"The value is one of {types}.");
        double? number = null;
        if (!string.IsNullOrEmpty(request.Value))
        {
            if (!double.TryParse(request.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given))
                return Fault.Invalid("value", "The value is a number in a text, such as \"5000\" or \"1500.5\".");
            number = given;
        }
        return CheckCommand.Check(ConnectWords.Kind(Enum.Parse<CommandType>(request.Type)), number);
    }

    private static Command Show(CommandRecord record) => new(
        record.DeviceId, record.Id, ConnectWords.Status(record.Status), record.TriggerAt,
        ConnectWords.Type(record.Command.Kind) ?? throw new InvalidOperationException($"{record.Command.Kind} is no command of this API."),
        record.Command.Value is { } value ? ConnectWords.Number(value) : null,
        Show(record.Error, record.ErrorDetail),
        record.Verification is { } verification
            ? new CommandVerification(ConnectWords.Status(verification), record.VerifiedAt, Show(record.VerificationError, record.VerificationDetail)) : null);

    private static CommandError? Show(Core.Commands.CommandError? error, string? detail) => error is { } title ? new CommandError(title.ToString(), detail) : null;
}

/// <summary>Whether the command is to be sent although the last one was a short time ago.</summary>
internal sealed record IgnoreCooldown(bool Value) : IBindableFromHttpContext<IgnoreCooldown>, IEndpointParameterMetadataProvider
{
    private const string Name = "ignoreCooldown";

    public static ValueTask<IgnoreCooldown?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<IgnoreCooldown?>(new(context.Request.Flag(Name)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter(Name, "boolean", "Whether to send the command although the last one was less than ten minutes ago.", Default: false));
}
