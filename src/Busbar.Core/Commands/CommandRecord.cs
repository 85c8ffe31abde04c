using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Commands;

/// <summary>Where a command stands. The names stand in the store: rename none.</summary>
public enum CommandStatus
{
    /// <summary>Stored; its time has not come, or nobody has taken it yet.</summary>
    Pending,
    /// <summary>Taken; whether the device was told is not known yet. Never sent again.</summary>
    Triggered,
    /// <summary>The vendor or the device took it.</summary>
    Sent,
    /// <summary>Readings proved it.</summary>
    Succeeded,
    /// <summary>It was refused, or nothing proved it in time.</summary>
    Failed,
    /// <summary>Taken back before its time came.</summary>
    Canceled,
}

/// <summary>Whether readings have proved a command. The names stand in the store: rename none.</summary>
public enum Verification { Pending, Succeeded, Failed }

/// <summary>Every way in which a command can fail. The names stand in the store: rename none.</summary>
public enum CommandError
{
    /// <summary>The device could not be reached.</summary>
    DeviceOffline,
    /// <summary>The vendor or device refused it as things are.</summary>
    Refused,
    /// <summary>The vendor or device does not know this command.</summary>
    NotSupported,
    /// <summary>The connection to the brand needs its owner.</summary>
    ConnectionLost,
    /// <summary>The brand's service was in trouble.</summary>
    BrandUnavailable,
    /// <summary>A call budget is used up.</summary>
    OutOfBudget,
    /// <summary>It was sent, and no reading proved it in time.</summary>
    NotConfirmed,
    /// <summary>Its time was over before it could be sent.</summary>
    TooLate,
    /// <summary>Whoever asked may not command the device.</summary>
    PermissionMissing,
    /// <summary>The device is told something else too short a time before or after.</summary>
    CooldownActive,
    /// <summary>The device was told something else since.</summary>
    Superseded,
}

/// <summary>Commands that were asked for together.</summary>
public sealed record CommandBatch(Guid Id, IReadOnlyList<CommandRecord> Commands);

/// <summary>A command and what became of it.</summary>
/// <param name="TriggerAt">When it is to be sent.</param>
/// <param name="SentAt">When the sending began.</param>
public sealed record CommandRecord(
    Guid Id, Guid TenantId, Guid DeviceId, Guid ClientId, Command Command, CommandStatus Status,
    DateTimeOffset TriggerAt, DateTimeOffset? SentAt, CommandError? Error, string? ErrorDetail,
    Verification? Verification, DateTimeOffset? VerifiedAt, CommandError? VerificationError, string? VerificationDetail,
    DateTimeOffset CreatedAt, long Version)
{
    /// <summary>How long readings have to prove it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Those that were asked for together share a batch; null for one that was asked for alone.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Until when it is tried, where nothing of it can have happened, and watched. Null for one that is sent once, and then given <see cref="Patience"/>.</summary>
    public DateTimeOffset? GiveUpAt { get; init; }

    /// <summary>A car's, which may be carried out by the charger that the car is plugged into.</summary>
    public bool MayRoute { get; init; }

    /// <summary>The charger that it was sent to instead of the device.</summary>
    public Guid? RouteId { get; init; }

    /// <summary>When it came to stand as it does.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    public bool IsOver => Status is CommandStatus.Succeeded or CommandStatus.Failed or CommandStatus.Canceled;

    /// <summary>When it became clear what the vendor says to it, or that it says nothing. Null before, and for ever where the process ended meanwhile.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public static CommandRecord New(Guid id, Device device, Client caller, Command command, DateTimeOffset at, DateTimeOffset now) => new(
        id, device.TenantId, device.Id, caller.Id, command, CommandStatus.Pending, at, null, null, null, null, null, null, null, now, 1) { ChangedAt = now };

    public CommandRecord Fail(CommandError error, string detail) => this with
    {
        Status = CommandStatus.Failed, Error = error, ErrorDetail = detail, Verification = null,
    };

    /// <summary>Nobody wants it any more, or something else instead. What was sent may still happen.</summary>
    public CommandRecord Cancel(CommandError? error, string? detail) => this with
    {
        Status = CommandStatus.Canceled, Error = error, ErrorDetail = detail, Verification = null,
    };

    /// <summary>Nothing of it has happened, and it is tried again then.</summary>
    public CommandRecord TryAgain(DateTimeOffset at, CommandError error, string detail) => this with
    {
        Status = CommandStatus.Pending, TriggerAt = at, SentAt = null, AnsweredAt = null, Error = error, ErrorDetail = detail, Verification = null, RouteId = null,
    };

    public CommandRecord Confirm(DateTimeOffset at) => this with
    {
        Status = CommandStatus.Succeeded, Error = null, ErrorDetail = null, Verification = Commands.Verification.Succeeded, VerifiedAt = at,
    };

    public CommandRecord Expire(DateTimeOffset at) => this with
    {
        Status = CommandStatus.Failed, Error = CommandError.NotConfirmed, ErrorDetail = NotConfirmed,
        Verification = Commands.Verification.Failed, VerifiedAt = at, VerificationError = CommandError.NotConfirmed, VerificationDetail = NotConfirmed,
    };

    private string NotConfirmed => $"No reading showed the effect within {(GiveUpAt - CreatedAt ?? Patience).TotalMinutes:0} minutes.";
}
