using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Reads what a station answered. What is wrong with an answer is no reason to tell the station: it is our caller's to know.</summary>
internal static class Answered
{
    /// <exception cref="VendorFault">The answer is not what the specification says.</exception>
    public static T Read<T>(string action, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CallFault fault)
        {
            throw new VendorFault(VendorFaultKind.BadAnswer, mayHaveHappened: true, $"The station's answer to {action} cannot be read: {fault.Message}", inner: fault);
        }
    }
}
