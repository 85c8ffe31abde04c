using System.Text.Json;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp;

/// <summary>What came of a call, as it is carried from the node that made it to the one that asked: an answer, or a fault.</summary>
internal sealed record CarriedAnswer(JsonElement? Payload = null, string? ErrorCode = null, VendorFaultKind? Fault = null, bool MayHaveHappened = false, string? Message = null)
{
    public static string Write(OcppAnswer answer) => JsonSerializer.Serialize(new CarriedAnswer(answer.Payload, answer.ErrorCode), Names);

    public static string Write(VendorFault fault) => JsonSerializer.Serialize(new CarriedAnswer(Fault: fault.Kind, MayHaveHappened: fault.MayHaveHappened, Message: fault.Message), Names);

    /// <summary>The answer; throws the <see cref="VendorFault"/> where it is one.</summary>
    public static OcppAnswer Read(string text) => JsonSerializer.Deserialize<CarriedAnswer>(text, Names)! switch
    {
        { Fault: { } kind } trouble => throw new VendorFault(kind, trouble.MayHaveHappened, trouble.Message!),
        var answer => new OcppAnswer(answer.Payload, answer.ErrorCode),
    };

    private static readonly JsonSerializerOptions Names = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
}
