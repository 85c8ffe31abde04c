using Busbar.Core.Ports;

namespace Busbar.Vendors.Recipes;

/// <summary>What an answer can say that is no answer: the words of <c>means:</c> in a brand's file.</summary>
internal enum Trouble
{
    /// <summary>The grant is not taken any more.</summary>
    Reauth,
    /// <summary>The owner did not agree to this.</summary>
    Permission,
    /// <summary>Somebody must set something up at the vendor.</summary>
    UserAction,
    /// <summary>This device or account has no such thing.</summary>
    Unsupported,
    /// <summary>The vendor does not know the device any more.</summary>
    Gone,
    /// <summary>The vendor cannot reach the device.</summary>
    Offline,
    /// <summary>The device sleeps.</summary>
    Asleep,
    /// <summary>The vendor says no to this, now.</summary>
    Refused,
    /// <summary>Too many calls.</summary>
    Backoff,
    /// <summary>The vendor is in trouble itself.</summary>
    Outage,
    /// <summary>Not what was agreed.</summary>
    BadAnswer,
}

internal static class Troubles
{
    public static VendorFaultKind Kind(this Trouble trouble) => trouble switch
    {
        Trouble.Reauth => VendorFaultKind.GrantLost,
        Trouble.Permission => VendorFaultKind.PermissionMissing,
        Trouble.UserAction => VendorFaultKind.SetupIncomplete,
        Trouble.Unsupported => VendorFaultKind.NotSupported,
        Trouble.Gone => VendorFaultKind.DeviceGone,
        Trouble.Offline or Trouble.Asleep => VendorFaultKind.DeviceOffline,
        Trouble.Refused => VendorFaultKind.Refused,
        Trouble.Backoff => VendorFaultKind.OutOfBudget,
        Trouble.Outage => VendorFaultKind.Outage,
        Trouble.BadAnswer => VendorFaultKind.BadAnswer,
    };

    /// <summary>After these words nothing can have happened; the others leave it open.</summary>
    public static bool LeavesOpen(this Trouble trouble) => trouble is Trouble.Outage or Trouble.BadAnswer;

    /// <summary>What a status means that the brand's file says nothing of; null for success.</summary>
    public static Trouble? ByStatus(int status, bool changes) => status switch
    {
        >= 200 and < 300 => null,
        401 => Trouble.Reauth,
        403 => Trouble.Permission,
        404 or 405 or 501 => Trouble.Unsupported,
        410 => Trouble.Gone,
        429 => Trouble.Backoff,
        400 or 409 or 412 or 422 or 423 when changes => Trouble.Refused,
        408 or >= 500 => Trouble.Outage,
        _ => Trouble.BadAnswer,
    };

    public static string Words(this Trouble trouble) => trouble switch
    {
        Trouble.Reauth => "the access is not accepted any more",
        Trouble.Permission => "this was not agreed to",
        Trouble.UserAction => "something must be set up at the brand first",
        Trouble.Unsupported => "not available for this device",
        Trouble.Gone => "the device is not known any more",
        Trouble.Offline => "the device cannot be reached",
        Trouble.Asleep => "the device sleeps",
        Trouble.Refused => "refused",
        Trouble.Backoff => "too many calls",
        Trouble.Outage => "the brand's service is in trouble",
        Trouble.BadAnswer => "not an answer of the agreed form",
    };
}
