using Busbar.Core.Ports;

namespace Busbar.Core.Devices;

/// <summary>How things stand between us and a device.</summary>
public enum ConnectionState
{
    /// <summary>Linked; not heard yet.</summary>
    New,
    /// <summary>All is well.</summary>
    Connected,
    /// <summary>All is well; the device sleeps and its last values stand.</summary>
    Asleep,
    /// <summary>Linked and allowed, but the device itself cannot be reached.</summary>
    Offline,
    /// <summary>It will mend itself: the brand is in trouble, or a call budget is used up.</summary>
    Waiting,
    /// <summary>It stays broken until somebody acts; the interventions say who and how.</summary>
    Broken,
}

/// <summary>Something that a person can do to mend a connection.</summary>
public enum Intervention
{
    /// <summary>The owner signs in at the brand again, with the reconnect link.</summary>
    SignInAgain,
    /// <summary>The owner agrees to what was left out, with the reconnect link.</summary>
    AllowAccess,
    /// <summary>The owner or operator finishes the set-up at the brand.</summary>
    FinishSetup,
    /// <summary>The owner brings the device back to power and network.</summary>
    BringOnline,
    /// <summary>The device is not in the account any more: the application links it anew, or lets it go.</summary>
    LinkAnew,
}

/// <summary>What state a connection is in, why, since when, and what mends it.</summary>
public sealed record Connection(ConnectionState State, VendorFaultKind? Reason, string? Message, DateTimeOffset? Since, DateTimeOffset? RetryAt, IReadOnlyList<Intervention> Interventions)
{
    /// <summary>Whether the owner can mend it by signing in at the brand.</summary>
    public bool WantsSignIn => Interventions.Any(i => i is Intervention.SignInAgain or Intervention.AllowAccess);
}

public static class Connections
{
    public static Connection Of(DeviceState state) => state switch
    {
        { Trouble: { } trouble } => new(StateIn(trouble.Kind), trouble.Kind, trouble.Message, trouble.Since, trouble.RetryAt, InterventionsIn(trouble.Kind)),
        { LastHeardAt: null } => new(ConnectionState.New, null, null, null, null, []),
        { IsAsleep: true } => new(ConnectionState.Asleep, null, null, state.LastHeardAt, null, []),
        { IsOnline: false } => new(ConnectionState.Offline, VendorFaultKind.DeviceOffline, "The device cannot be reached.", state.LastHeardAt, null, InterventionsIn(VendorFaultKind.DeviceOffline)),
        _ => new(ConnectionState.Connected, null, null, state.LastHeardAt, null, []),
    };

    /// <summary>Trouble that says nothing about the device leaves it as online as it was.</summary>
    public static bool IsOnlineIn(VendorFaultKind trouble) => StateIn(trouble) is ConnectionState.Waiting;

    private static ConnectionState StateIn(VendorFaultKind trouble) => trouble switch
    {
        VendorFaultKind.GrantLost or VendorFaultKind.PermissionMissing or VendorFaultKind.SetupIncomplete
            or VendorFaultKind.NotSupported or VendorFaultKind.DeviceGone => ConnectionState.Broken,
        VendorFaultKind.DeviceOffline => ConnectionState.Offline,
        VendorFaultKind.Refused or VendorFaultKind.OutOfBudget or VendorFaultKind.Outage or VendorFaultKind.BadAnswer => ConnectionState.Waiting,
    };

    private static IReadOnlyList<Intervention> InterventionsIn(VendorFaultKind trouble) => trouble switch
    {
        VendorFaultKind.GrantLost => [Intervention.SignInAgain],
        VendorFaultKind.PermissionMissing => [Intervention.AllowAccess],
        VendorFaultKind.SetupIncomplete => [Intervention.FinishSetup],
        VendorFaultKind.DeviceOffline => [Intervention.BringOnline],
        VendorFaultKind.DeviceGone => [Intervention.LinkAnew],
        VendorFaultKind.NotSupported or VendorFaultKind.Refused or VendorFaultKind.OutOfBudget or VendorFaultKind.Outage or VendorFaultKind.BadAnswer => [],
    };
}
