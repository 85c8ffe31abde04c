namespace Busbar.Server.Faces.Connect;

/// <summary>What an entity can be told.</summary>
public enum CommandType { Disconnect, LimitFeedIn, Reset, StartCharging, StopCharging, StopFeedIn }

/// <summary>Where a command stands.</summary>
public enum CommandStatus { Canceled, Failed, Pending, Sent, Succeeded, Triggered }

/// <summary>Whether readings have shown that a command took effect.</summary>
public enum CommandVerificationStatus { Failed, Pending, Succeeded }

/// <summary>Tells an entity what to do, now.</summary>
/// <param name="Type">One of Disconnect, LimitFeedIn, Reset, StartCharging, StopCharging, StopFeedIn.</param>
/// <param name="Value">The limit in watts, for LimitFeedIn; the others have none.</param>
public sealed record CommandRequest(string? Type = null, string? Value = null);

/// <summary>Tells an entity what to do, at a time.</summary>
/// <param name="TriggerTime">When it is to be sent, in UTC, at most a year ahead; now, where it is left out.</param>
/// <param name="Type">One of Disconnect, LimitFeedIn, Reset, StartCharging, StopCharging, StopFeedIn.</param>
/// <param name="Value">The limit in watts, for LimitFeedIn; the others have none.</param>
public sealed record ScheduleCommandRequest(DateTimeOffset? TriggerTime = null, string? Type = null, string? Value = null);

/// <summary>Commands that were asked for together.</summary>
/// <param name="BatchId">What they share.</param>
/// <param name="Commands">One for each entity and time. Where an entity of a collective cannot be told, its commands have failed.</param>
public sealed record CommandBatch(Guid? BatchId, IReadOnlyList<Command>? Commands);

/// <summary>A command, and what became of it.</summary>
/// <param name="EntityId">The entity that was told.</param>
/// <param name="Id">The command's id.</param>
/// <param name="Status">Where the command stands.</param>
/// <param name="TriggerTime">When it is to be sent.</param>
/// <param name="Type">What the entity is told.</param>
/// <param name="Value">The value that goes with it.</param>
/// <param name="Error">Why it failed; left out where it did not.</param>
/// <param name="Verification">What readings show; left out before it was sent.</param>
public sealed record Command(
    Guid? EntityId, Guid Id, CommandStatus Status, DateTimeOffset TriggerTime, CommandType Type, string? Value,
    [property: AbsentWhenNull] CommandError? Error, [property: AbsentWhenNull] CommandVerification? Verification);

/// <summary>Why a command failed.</summary>
/// <param name="Title">A stable name to tell cases apart by.</param>
/// <param name="Description">What happened.</param>
public sealed record CommandError(string? Title, string? Description);

/// <summary>What readings show of a command.</summary>
/// <param name="Status">Whether they have shown that it took effect.</param>
/// <param name="CompletedAt">When that was settled.</param>
/// <param name="Error">Why it could not be shown; left out where it could.</param>
public sealed record CommandVerification(CommandVerificationStatus Status, DateTimeOffset? CompletedAt, [property: AbsentWhenNull] CommandError? Error);
