using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks the station to end a transaction; <c>Accepted</c> means that it will try.</summary>
public sealed record RemoteStopTransaction(int TransactionId) : IOutgoing
{
    public JsonObject Payload => new() { ["transactionId"] = TransactionId };
}
