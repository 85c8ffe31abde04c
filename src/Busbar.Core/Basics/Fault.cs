namespace Busbar.Core.Basics;

/// <summary>Every way in which a request can fail through its caller. A face gives each its own status and code.</summary>
public enum FaultKind
{
    /// <summary>No token, or one that does not verify, has expired or was revoked.</summary>
    Unauthenticated,
    /// <summary>The caller sees the device but holds too low a permission on it.</summary>
    PermissionMissing,
    /// <summary>Absent, or not the caller's: the two are never told apart.</summary>
    NotFound,
    /// <summary>A required value is missing.</summary>
    FieldMissing,
    /// <summary>A value has the wrong form or lies out of range.</summary>
    FieldInvalid,
    /// <summary>The catalogue has no such brand, or the client may not use it.</summary>
    BrandUnknown,
    /// <summary>The brand does not offer this kind of device.</summary>
    KindNotOffered,
    /// <summary>The return address is not on the client's list.</summary>
    ReturnAddressNotAllowed,
    /// <summary>The thing has already ended, or is past the point where it could be changed.</summary>
    AlreadyEnded,
    /// <summary>The device cannot do this.</summary>
    CommandNotSupported,
    /// <summary>Another command to this device is too near in time, before or after.</summary>
    CooldownActive,
    /// <summary>The device cannot offer this feature.</summary>
    FeatureNotSupported,
    /// <summary>There is no such collective for the caller.</summary>
    CollectiveUnknown,
    /// <summary>The collective holds no device that the caller sees.</summary>
    CollectiveEmpty,
    /// <summary>There is no such principal in the tenant.</summary>
    PrincipalUnknown,
    /// <summary>A device or tenant would be left without anybody who looks after it.</summary>
    LastOwner,
    /// <summary>The device is in another collective.</summary>
    InAnotherCollective,
    /// <summary>The feature needs the device's battery capacity to be set first.</summary>
    CapacityNotSet,
    /// <summary>The caller has too many requests open at once.</summary>
    TooManyRequests,
    /// <summary>The brand's own service did not answer as it should.</summary>
    BrandUnavailable,
}

/// <summary>What went wrong and the way out, in words for the caller; <paramref name="Field"/> names the input it is about.</summary>
public sealed record Fault(FaultKind Kind, string Message, string? Field = null)
{
    public static Fault NotFound() => new(FaultKind.NotFound, "There is nothing here under this id.");
    public static Fault Missing(string field, string message) => new(FaultKind.FieldMissing, message, field);
    public static Fault Invalid(string field, string message) => new(FaultKind.FieldInvalid, message, field);
}
