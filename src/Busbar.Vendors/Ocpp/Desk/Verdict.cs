using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>What a station answered to what an operator asked of it; always a yes.</summary>
/// <param name="Status">Null where such an answer has none.</param>
public sealed record StationReply(string? Status, JsonElement Payload);

/// <summary>Reads an answer: a yes is a reply, anything else a <see cref="VendorFault"/> that says what the station said.</summary>
internal static class Verdict
{
    public static StationReply Of(IOutgoing call, OcppAnswer answer)
    {
        if (answer.ErrorCode is { } code)
            // These two are said by stations that broke off half-way.
            throw answer.Unsupported ? new VendorFault(VendorFaultKind.NotSupported, false, $"The station does not know {call.Action}.")
                : new VendorFault(VendorFaultKind.Refused, code is "InternalError" or "GenericError", $"The station answered {call.Action} with the error {Word(code)}.");
        if (call.Yes is not { } yes) return new StationReply(null, answer.Payload!.Value);
        if (answer.Status is { } status)
        {
            if (yes.Contains(status)) return new StationReply(status, answer.Payload!.Value);
            if (call.No.Contains(status))
                throw new VendorFault(status is "NotSupported" or "NotImplemented" ? VendorFaultKind.NotSupported : VendorFaultKind.Refused, false, $"The station answered {status} to {call.Action}.");
        }
        throw new VendorFault(VendorFaultKind.BadAnswer, true, $"The station's answer to {call.Action} has no status that it could have.");
    }

    /// <summary>The status of an answer that means no, where it has one that the specification knows; else null.</summary>
    public static string? No(IOutgoing call, OcppAnswer answer) => answer.Status is { } status && call.No.Contains(status) ? status : null;

    /// <summary>What is remembered of a call that was not carried out and got no status.</summary>
    public static string Unheard(VendorFault fault) => fault.Kind == VendorFaultKind.DeviceOffline ? "NotSent" : "Refused";

    private static string Word(string code) => code.Length <= 50 && code.All(char.IsAsciiLetterOrDigit) ? code : "of its own making";
}
