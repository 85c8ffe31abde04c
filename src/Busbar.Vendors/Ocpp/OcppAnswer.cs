using System.Text.Json;

namespace Busbar.Vendors.Ocpp;

/// <summary>What a station answered to a call of ours: a payload, or an error code.</summary>
internal readonly record struct OcppAnswer(JsonElement? Payload, string? ErrorCode)
{
    /// <summary>The status in the answer; null where there is none.</summary>
    public string? Status
    {
        get
        {
            try
            {
                return Payload is { } payload ? new V16.Payload(payload).OptionalText("status") : null;
            }
            catch (CallFault)
            {
                return null;
            }
        }
    }

    /// <summary>The station does not know the call at all.</summary>
    public bool Unsupported => ErrorCode is "NotImplemented" or "NotSupported" || Status is "NotSupported" or "NotImplemented";
}
