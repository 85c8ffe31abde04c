using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Commands;

namespace Busbar.Server.Faces.Connect;

/// <summary>Commands in our words, and in Connect's.</summary>
internal static class CommandWords
{
    private const int Most = 100;

    public static Result<CommandOrder[]> Read(IReadOnlyList<ScheduleCommandRequest> requests)
    {
        if (requests.Count is 0 or > Most) return Fault.Invalid("body", $"Send 1 to {Most} commands at once.");
        var orders = new CommandOrder[requests.Count];
        for (var i = 0; i < orders.Length; i++)
        {
            if (!Read(requests[i].Type, requests[i].Value).Ok(out var command, out var fault)) return fault with { Field = $"[{i}].{fault.Field}" };
            orders[i] = new CommandOrder(command, requests[i].TriggerTime);
        }
        return orders;
    }

    public static Result<Core.Commands.Command> Read(CommandRequest request) => Read(request.Type, request.Value);

    private static Result<Core.Commands.Command> Read(string? type, string? value)
    {
        var types = string.Join(", ", Enum.GetNames<CommandType>());
        if (string.IsNullOrEmpty(type)) return Fault.Missing("type", $"The value is one of {types}.");
        if (!Enum.GetNames<CommandType>().Contains(type)) return Fault.Invalid("type", $"The value is one of {types}.");
        double? number = null;
        if (!string.IsNullOrEmpty(value))
        {
            if (!double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given))
                return Fault.Invalid("value", "The value is a number in a text, such as \"5000\" or \"1500.5\".");
            number = given;
        }
        return CheckCommand.Check(ConnectWords.Kind(Enum.Parse<CommandType>(type)), number);
    }

    /// <summary>What is wrong with an order, or with one of several, named as this API names it.</summary>
    public static Fault Spell(Fault fault)
    {
        if (fault.Field is not { } field) return fault;
        var last = field.LastIndexOf('.') + 1;
        return field[last..] switch
        {
            "at" => fault with { Field = field[..last] + "triggerTime" },
            "kind" => fault with { Field = field[..last] + "type" },
            _ => fault,
        };
    }

    public static CommandBatch Show(Core.Commands.CommandBatch batch) => new(batch.Id, [.. batch.Commands.Select(Show)]);

    public static Command Show(CommandRecord record) => new(
        record.DeviceId, record.Id, ConnectWords.Status(record.Status), record.TriggerAt,
        ConnectWords.Type(record.Command.Kind) ?? throw new InvalidOperationException($"{record.Command.Kind} is no command of this API."),
        record.Command.Value is { } value ? ConnectWords.Number(value) : null,
        Show(record.Error, record.ErrorDetail),
        record.Verification is { } verification
            ? new CommandVerification(ConnectWords.Status(verification), record.VerifiedAt, Show(record.VerificationError, record.VerificationDetail)) : null);

    private static CommandError? Show(Core.Commands.CommandError? error, string? detail) => error is { } title ? new CommandError(title.ToString(), detail) : null;
}
