using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A call of ours to a station: its action is the type's name.</summary>
public interface IOutgoing
{
    string Action => GetType().Name;

    /// <summary>
    /// What is sent. Throws a <see cref="Busbar.Core.Ports.VendorFault"/> that names the field where the specification does not allow
    /// it; then nothing was sent.
    /// </summary>
    JsonObject Payload { get; }

    /// <summary>The statuses of the answer that mean yes; null where the answer has no status.</summary>
    IReadOnlyList<string>? Yes => ["Accepted"];

    /// <summary>The statuses of the answer that mean no.</summary>
    IReadOnlyList<string> No => ["Rejected"];
}
