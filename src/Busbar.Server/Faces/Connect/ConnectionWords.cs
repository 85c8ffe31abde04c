using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.Connect;

/// <summary>What is wrong with a connection and what mends it, in words for people.</summary>
internal static class ConnectionWords
{
    public static EntityConnectionState State(ConnectionState state) => state switch
    {
        ConnectionState.New => EntityConnectionState.New,
        ConnectionState.Connected => EntityConnectionState.Connected,
        ConnectionState.Asleep => EntityConnectionState.Asleep,
        ConnectionState.Offline => EntityConnectionState.Offline,
        ConnectionState.Waiting => EntityConnectionState.Waiting,
        ConnectionState.Broken => EntityConnectionState.Broken,
    };

    public static EntityConnectionReason Reason(VendorFaultKind trouble) => trouble switch
    {
        VendorFaultKind.GrantLost => EntityConnectionReason.SignInLost,
        VendorFaultKind.PermissionMissing => EntityConnectionReason.PermissionMissing,
        VendorFaultKind.SetupIncomplete => EntityConnectionReason.SetupIncomplete,
        VendorFaultKind.NotSupported => EntityConnectionReason.NotSupported,
        VendorFaultKind.DeviceGone => EntityConnectionReason.EntityGone,
        VendorFaultKind.DeviceOffline => EntityConnectionReason.EntityOffline,
        VendorFaultKind.Refused => EntityConnectionReason.Refused,
        VendorFaultKind.OutOfBudget => EntityConnectionReason.OutOfBudget,
        VendorFaultKind.Outage => EntityConnectionReason.BrandOutage,
        VendorFaultKind.BadAnswer => EntityConnectionReason.BrandAnswerUnreadable,
    };

    public static EntityIntervention Intervention(Intervention intervention, string brand) => intervention switch
    {
        Core.Devices.Intervention.SignInAgain => new(
            nameof(Core.Devices.Intervention.SignInAgain), $"Sign in at {brand} again",
            $"{brand} has ended the connection, as happens after a change of password or when access is taken back. The owner opens the reconnect link and signs in; history and settings stay.",
            InterventionAction.ReconnectLink),
        Core.Devices.Intervention.AllowAccess => new(
            nameof(Core.Devices.Intervention.AllowAccess), "Allow what was left out",
            $"{brand} is connected, but not all that is needed was agreed to. The owner opens the reconnect link and leaves everything ticked that is asked for.",
            InterventionAction.ReconnectLink),
        Core.Devices.Intervention.FinishSetup => new(
            nameof(Core.Devices.Intervention.FinishSetup), $"Finish the set-up at {brand}",
            $"Something has to be set up at {brand} before the device answers; the message of the connection says what. It is tried again from time to time.",
            InterventionAction.AtBrand),
        Core.Devices.Intervention.BringOnline => new(
            nameof(Core.Devices.Intervention.BringOnline), "Bring the device back online",
            "The device cannot be reached. Its owner sees to it that it has power and network; nothing has to be done here.",
            InterventionAction.AtDevice),
        Core.Devices.Intervention.LinkAnew => new(
            nameof(Core.Devices.Intervention.LinkAnew), "Connect the device anew",
            $"{brand} does not know the device in this account any more; it may have been sold or moved to another account. A new onboarding request connects it again.",
            InterventionAction.OnboardAgain),
    };
}
