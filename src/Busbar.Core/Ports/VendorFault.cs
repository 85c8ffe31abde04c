namespace Busbar.Core.Ports;

/// <summary>Every way in which a vendor can fail us.</summary>
public enum VendorFaultKind
{
    /// <summary>The grant is no longer good; the owner must sign in again.</summary>
    GrantLost,
    /// <summary>The grant is good, but this was not agreed to.</summary>
    PermissionMissing,
    /// <summary>The owner or the operator must set something up at the vendor.</summary>
    SetupIncomplete,
    /// <summary>The vendor, the device or its model cannot do this.</summary>
    NotSupported,
    /// <summary>The vendor no longer knows the device.</summary>
    DeviceGone,
    /// <summary>The device cannot be reached.</summary>
    DeviceOffline,
    /// <summary>The vendor refused the request as it is now, such as starting when nothing is plugged in.</summary>
    Refused,
    /// <summary>A call budget is used up, ours or the vendor's.</summary>
    OutOfBudget,
    /// <summary>No answer, or an answer that says the vendor is in trouble.</summary>
    Outage,
    /// <summary>An answer that does not have the agreed shape.</summary>
    BadAnswer,
}

/// <summary>
/// The vendor's trouble, thrown at the wire and caught once. It always answers whether what was asked may have happened
/// all the same: a command that may have happened is never sent again.
/// </summary>
/// <param name="kind">What sort of trouble.</param>
/// <param name="mayHaveHappened">True when the request may have been carried out.</param>
/// <param name="message">Words for the operator; never a secret, never a whole answer.</param>
/// <param name="retryAt">When the vendor said that asking again makes sense.</param>
/// <param name="inner">What was caught.</param>
public sealed class VendorFault(VendorFaultKind kind, bool mayHaveHappened, string message, DateTimeOffset? retryAt = null, Exception? inner = null)
    : Exception(message, inner)
{
    public VendorFaultKind Kind => kind;
    public bool MayHaveHappened => mayHaveHappened;
    public DateTimeOffset? RetryAt => retryAt;
}
