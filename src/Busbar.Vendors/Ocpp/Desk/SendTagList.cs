using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>Sends a station its local authorization list, and remembers what was sent and what the station said to it.</summary>
public sealed class SendTagList
{
    private readonly Database database;
    private readonly StationCalls calls;
    private readonly TimeProvider time;

    internal SendTagList(Database database, StationCalls calls, TimeProvider time) => (this.database, this.calls, this.time) = (database, calls, time);

    /// <param name="version">Null for one more than was sent last.</param>
    /// <param name="tags">Each with its status; null takes it off the list.</param>
    /// <returns>The list as the station accepted it.</returns>
    public async Task<LocalList> Send(Guid stationId, int? version, bool whole, IReadOnlyList<KeyValuePair<string, string?>> tags, CancellationToken stop)
    {
        var last = await database.Read(db => LocalListTable.Find(db, stationId));
        var call = new SendLocalList(version ?? (last?.Version ?? 0) + 1, whole, tags);
        // What cannot be sent is not remembered as sent.
        _ = call.Payload;
        var sent = new LocalList(call.Version, call.UpdateType, tags.ToDictionary(), LocalList.Asked, time.GetUtcNow().Stored());
        await database.Write(db => LocalListTable.Put(db, stationId, sent));
        string? no = null;
        try
        {
            var answer = await calls.Ask(stationId, call, stop);
            no = Verdict.No(call, answer);
            var reply = Verdict.Of(call, answer);
            await Answered(reply.Status!);
            return sent with { Status = reply.Status! };
        }
        catch (VendorFault fault) when (!fault.MayHaveHappened)
        {
            await Answered(no ?? Verdict.Unheard(fault));
            throw;
        }

        Task Answered(string status) => database.Write(db => LocalListTable.Answered(db, stationId, sent, status));
    }
}
