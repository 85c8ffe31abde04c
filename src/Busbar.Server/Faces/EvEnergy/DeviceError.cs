using System.Data.Common;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Something that went wrong with a device.</summary>
/// <param name="Status">The status of HTTP that says the same.</param>
/// <param name="Code">In this dialect's spelling.</param>
/// <param name="Command">What failed; null where the device was asked how it is.</param>
internal sealed record DeviceError(DateTimeOffset At, int Status, string Code, string Detail, CommandRecord? Command)
{
    private const int NeedsOwner = StatusCodes.Status401Unauthorized;

    /// <summary>The sort of error, for this sort of thing.</summary>
    public string TypeOf(string thing) => thing + (Status is NeedsOwner ? "APIUnauthorized" : "APIError");

    /// <summary>Commands that failed, and the trouble that there is now; what was mended is not kept.</summary>
    public static async Task<IReadOnlyList<DeviceError>> Find(DbConnection db, DeviceView device, IReadOnlyList<CommandKind> kinds, LogSpan span)
    {
        var found = (await CommandTable.Failed(db, device.Id, kinds, span.After, span.Before, span.IsBack, span.Limit)).Select(Of).ToList();
        if (device.State.Trouble is { } trouble && (span.After is not { } after || trouble.Since > after) && (span.Before is not { } before || trouble.Since < before)) found.Add(Of(trouble));
        var inOrder = found.OrderByDescending(error => error.At);
        return span.IsBack ? [.. inOrder.TakeLast(span.Limit)] : [.. inOrder.Take(span.Limit)];
    }

    private static DeviceError Of(Trouble trouble)
    {
        var (status, code) = trouble.Kind switch
        {
            VendorFaultKind.GrantLost => (NeedsOwner, "AUTHENTICATION_ERROR"),
            VendorFaultKind.PermissionMissing => (StatusCodes.Status403Forbidden, "PERMISSION_MISSING"),
            VendorFaultKind.SetupIncomplete => (StatusCodes.Status403Forbidden, "SETUP_INCOMPLETE"),
            VendorFaultKind.DeviceGone => (StatusCodes.Status404NotFound, "DEVICE_GONE"),
            VendorFaultKind.DeviceOffline => (StatusCodes.Status408RequestTimeout, "DEVICE_OFFLINE"),
            VendorFaultKind.Refused => (StatusCodes.Status409Conflict, "REFUSED"),
            VendorFaultKind.NotSupported => (StatusCodes.Status501NotImplemented, "NOT_SUPPORTED"),
            VendorFaultKind.OutOfBudget => (StatusCodes.Status429TooManyRequests, "OUT_OF_BUDGET"),
            VendorFaultKind.Outage => (StatusCodes.Status503ServiceUnavailable, "BRAND_UNAVAILABLE"),
            VendorFaultKind.BadAnswer => (StatusCodes.Status502BadGateway, "BAD_ANSWER"),
        };
        return new DeviceError(trouble.Since, status, code, trouble.Message, null);
    }

    private static DeviceError Of(CommandRecord command)
    {
        var (status, code) = command.Error switch
        {
            CommandError.ConnectionLost => (NeedsOwner, "AUTHENTICATION_ERROR"),
            CommandError.PermissionMissing => (StatusCodes.Status403Forbidden, "PERMISSION_MISSING"),
            CommandError.DeviceOffline => (StatusCodes.Status408RequestTimeout, "DEVICE_OFFLINE"),
            CommandError.Refused => (StatusCodes.Status409Conflict, "REFUSED"),
            CommandError.CooldownActive => (StatusCodes.Status409Conflict, "COOLDOWN_ACTIVE"),
            CommandError.Superseded => (StatusCodes.Status409Conflict, "SUPERSEDED"),
            CommandError.NotSupported => (StatusCodes.Status501NotImplemented, "NOT_SUPPORTED"),
            CommandError.OutOfBudget => (StatusCodes.Status429TooManyRequests, "OUT_OF_BUDGET"),
            CommandError.BrandUnavailable => (StatusCodes.Status503ServiceUnavailable, "BRAND_UNAVAILABLE"),
            CommandError.NotConfirmed => (StatusCodes.Status504GatewayTimeout, "NOT_CONFIRMED"),
            CommandError.TooLate or null => (StatusCodes.Status504GatewayTimeout, "TOO_LATE"),
        };
        return new DeviceError(command.ChangedAt, status, code, command.ErrorDetail ?? "", command);
    }
}
