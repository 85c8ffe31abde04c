namespace Busbar.Vendors.Ocpp;

/// <summary>The error codes of a CALLERROR in OCPP-J 1.6, spelt as on the wire (one of them misspelt there).</summary>
public enum OcppErrorCode
{
    NotImplemented,
    NotSupported,
    InternalError,
    ProtocolError,
    SecurityError,
    FormationViolation,
    PropertyConstraintViolation,
    OccurenceConstraintViolation,
    TypeConstraintViolation,
    GenericError,
}

/// <summary>A station's call that cannot be taken; answered with a CALLERROR. The message never holds what the station sent.</summary>
internal sealed class CallFault(OcppErrorCode code, string message) : Exception(message)
{
    public OcppErrorCode Code => code;
}
